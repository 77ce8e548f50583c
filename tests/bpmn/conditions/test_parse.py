"""Which conditions are read, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.conditions import Condition, parse


def read(text: str, language: str | None = None) -> Condition:
    condition = parse(text, language)
    assert condition is not None, text
    return condition


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ('reported_within == "yes"', {"reported_within": "yes"}, True),
        ('reported_within == "yes"', {"reported_within": "no"}, False),
        ('reported_within != "yes"', {"reported_within": "no"}, True),
        ("free_used < 4", {"free_used": "10"}, False),
        ("free_used < 4", {"free_used": "3"}, True),
        ("amount >= 1000", {"amount": "£1,000.00"}, True),
        ('bin_type in ["refuse", "recycling"]', {"bin_type": "food"}, False),
        ('bin_type in ["refuse", "recycling"]', {"bin_type": "Recycling "}, True),
        ('bin_type not in ["refuse"]', {"bin_type": "food"}, True),
        ('free_used < 4 and gets_benefit == "yes"', {"free_used": "2", "gets_benefit": "yes"}, True),
        ('not (declared == "yes")', {"declared": "no"}, True),
        ("a or b and c", {"a": "no", "b": "yes", "c": "yes"}, True),
        ("(a or b) and c", {"a": "yes", "b": "no", "c": "no"}, False),
        ("order.total > 5", {"order.total": "6"}, True),
        ('due < "2026-04-01"', {"due": "2026-03-31"}, True),
        ('items == "sofa"', {"items": ["bed", "sofa"]}, True),
        ("count == 4", {"count": "4.0"}, True),
        ("paid == true", {"paid": "yes"}, True),
    ],
)
def test_our_own_syntax(text: str, answers: dict[str, str], holds: bool) -> None:
    assert read(text).evaluate(answers) is holds


@pytest.mark.parametrize(
    ("text", "language", "answers", "holds"),
    [
        ("${approved}", None, {"approved": "yes"}, True),
        ("${!approved}", None, {"approved": "true"}, False),
        ("#{a == 'x' && b != 'y'}", None, {"a": "x", "b": "z"}, True),
        ("${amount gt 10 or urgent eq 'yes'}", None, {"amount": "3", "urgent": "yes"}, True),
        ("${not (a == 1 || b == 2)}", None, {"a": "3", "b": "4"}, True),
        ('= status = "ok"', None, {"status": "ok"}, True),
        ('= not(status = "ok") and x in ("a", "b")', None, {"status": "no", "x": "b"}, True),
        ('status = "ok"', "https://www.omg.org/spec/DMN/20191111/FEEL/", {"status": "ok"}, True),
    ],
)
def test_juel_and_feel_inside_the_grammar(
    text: str, language: str | None, answers: dict[str, str], holds: bool
) -> None:
    assert read(text, language).evaluate(answers) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "when the claim is complete",
        "__import__('os').system('true')",
        "${execution.getVariable('a') == 1}",
        "${list.size() > 3}",
        "f(x)",
        "a == b == c",
        "a = 'x'",
        "a +1 == 2",
        "a ==",
        "== 3",
        "in [1]",
        "a in []",
        "'only text'",
        "(a",
        "a)",
        "${a",
        "a; b",
        "a[0] == 1",
        "lambda: a",
        "x == null",
        "!a == b",
        "'open",
        "(" * 300 + "a" + ")" * 300,
        "not " * 300 + "a",
        " and ".join(["a"] * 500),
        "a == '" + "x" * 3000 + "'",
    ],
)
def test_anything_outside_the_grammar_is_not_readable(text: str) -> None:
    assert parse(text) is None


def test_missing_answers_leave_it_open_unless_the_rest_decides() -> None:
    assert read("a == 1 and b == 2").evaluate({"a": "1"}) is None
    assert read("a == 1 and b == 2").evaluate({"a": "7"}) is False
    assert read("a == 1 or b == 2").evaluate({"b": "2"}) is True
    assert read("not (a == 1)").evaluate({}) is None
    assert read("a < 3").evaluate({"a": "many"}) is None
    assert read("a in [b, 'x']").evaluate({"a": "q"}) is None
    assert read("plainly").evaluate({"plainly": "perhaps"}) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('reported_within == "yes"', "reported within is yes"),
        ("${freeUsed < 4}", "free used is less than 4"),
        ("not (declared == 'yes')", "declared is not yes"),
        ("!paid", "paid is no"),
        ('bin_type in ["refuse", "food", "garden"]', "bin type is refuse, food or garden"),
        ("a >= 3 and (b or c)", "a is at least 3 and (b is yes or c is yes)"),
        ('due > "2026-04-01"', "due is after 2026-04-01"),
        ("not (a or b)", "it is not so that a is yes or b is yes"),
        ('letter == ""', "letter is empty"),
    ],
)
def test_in_words(text: str, words: str) -> None:
    assert read(text).in_words() == words


def test_names() -> None:
    assert read('a == 1 and (b.c in ["x", d] or not e)').names == {"a", "b.c", "d", "e"}


@given(st.text(max_size=60), st.dictionaries(st.sampled_from("abc"), st.text(max_size=5)))
def test_any_text_gets_an_answer(text: str, answers: dict[str, str]) -> None:
    condition = parse(text)
    if condition is not None:
        assert condition.evaluate(answers) in (True, False, None)
        assert condition.in_words()


WORDS = st.sampled_from(
    [
        "a",
        "b",
        "==",
        "!=",
        "<",
        ">=",
        "and",
        "or",
        "not",
        "!",
        "in",
        "(",
        ")",
        "[",
        "]",
        ",",
        "1",
        "'x'",
        "true",
    ]
)


@given(st.lists(WORDS, max_size=14))
def test_any_row_of_words_gets_an_answer(words: list[str]) -> None:
    condition = parse(" ".join(words))
    if condition is not None:
        value = condition.evaluate({"a": "1", "b": "x"})
        assert value in (True, False, None)
        assert condition.denied() != condition.in_words()
