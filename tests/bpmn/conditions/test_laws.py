"""What holds for every condition: writing and reading agree, unknown stays unknown, nothing raises."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bpmn.conditions import Condition, parse, written
from bpmn.conditions.tree import All, Among, Between, Compare, Empty, Holds, Name, Not, Operand, Some
from bpmn.conditions.values import Literal

NAMES = st.sampled_from(["a", "b", "amount", "order.total", "reportedWithin", "date"]).map(Name)
LITERALS = st.one_of(
    st.text(max_size=6).map(Literal),
    st.sampled_from(["2026-04-01", "2026-06-03", 'say "no"', "back\\slash"]).map(Literal),
    st.decimals(min_value=-1000, max_value=1000, places=2).map(lambda n: Literal(f"{n:f}", quoted=False)),
    st.booleans().map(lambda value: Literal(value, quoted=False)),
)
OPERANDS: st.SearchStrategy[Operand] = st.one_of(NAMES, LITERALS)
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, SIGNS, OPERANDS, OPERANDS),
    st.builds(Among, OPERANDS, st.lists(OPERANDS, min_size=1, max_size=3).map(tuple)),
    st.builds(Between, OPERANDS, OPERANDS, OPERANDS, st.booleans(), st.booleans()),
    st.builds(Empty, NAMES),
    st.builds(Holds, st.one_of(NAMES, st.booleans().map(lambda value: Literal(value, quoted=False)))),
)


def _wider(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(All, parts), st.builds(Some, parts))


CONDITIONS = st.recursive(LEAVES, _wider, max_leaves=8)
ANSWERS = st.dictionaries(
    st.sampled_from(["a", "b", "amount", "order.total", "reportedWithin", "date"]),
    st.one_of(
        st.sampled_from(["", "yes", "no", "12", "-3.5", "2026-04-01", "2026-06-03", "x"]),
        st.lists(st.sampled_from(["x", "12"]), max_size=2),
    ),
)


@given(CONDITIONS)
def test_what_is_written_reads_as_the_same(condition: Condition) -> None:
    assert parse(written(condition)) == condition


@given(CONDITIONS, ANSWERS, ANSWERS)
def test_knowing_more_never_changes_what_was_decided(
    condition: Condition, known: dict[str, str], more: dict[str, str]
) -> None:
    decided = condition.evaluate(known)
    if decided is not None:
        assert condition.evaluate({**more, **known}) is decided


@given(CONDITIONS, CONDITIONS, ANSWERS)
def test_the_laws_of_three_values(one: Condition, two: Condition, known: dict[str, str]) -> None:
    def value(condition: Condition) -> bool | None:
        return condition.evaluate(known)

    assert value(All((one, two))) is value(All((two, one)))
    assert value(Some((one, two))) is value(Some((two, one)))
    assert value(Not(All((one, two)))) is value(Some((Not(one), Not(two))))
    assert value(Not(Not(one))) is value(one)
    assert value(All((one, Some((one, two))))) is value(one)


@given(CONDITIONS)
def test_with_nothing_known_only_constants_decide(condition: Condition) -> None:
    if condition.evaluate({}) is not None:
        assert condition.evaluate({"a": "yes", "b": "no", "amount": "4"}) is condition.evaluate({})


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(sent: bytes) -> None:
    condition = parse(sent.decode("latin-1"))
    assert condition is None or condition.in_words()


def test_the_longest_texts_are_answered_at_once() -> None:
    began = time.perf_counter()
    for text in (
        "(" * 2_000,
        "not " * 500,
        "a in [" * 300,
        '"' * 2_000,
        "a." * 1_000,
        " " * 2_000 + "a" * 10**6,
    ):
        assert parse(text) is None
    assert time.perf_counter() - began < 1
