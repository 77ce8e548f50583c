"""Decision tables: what they give, in three values, and what is wrong with them, over every combination."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn import patterns as records
from bpmn.patterns import DecisionTable, PatternError, TableRow, decided, evaluate, values_of
from bpmn.patterns.table_problems import table_problems
from bpmn.patterns.unary import UnreadableTest, in_words, read_test

PERMIT = DecisionTable(
    "eligible",
    "Can you get a permit?",
    "first",
    ("age", "zone"),
    (
        TableRow({"age": "< 18"}, "no", "Nobody under 18 can hold a permit."),
        TableRow({"age": ">= 65", "zone": 'in ("A", "B")'}, "free", "It is free from {{free_from}}."),
        TableRow({"zone": '"A" or "B"'}, "yes", "You live in a zone."),
    ),
    "no",
    "Your street is in no zone.",
)


def made(*tables: DecisionTable, asks: list[dict[str, Any]] | None = None, **more: Any) -> records.Pattern:
    content = {
        "slug": "permit",
        "kind": "pages",
        "title": "Permit",
        "pages": [{"title": "You", "components": asks or []}],
    }
    base = records.from_json({**content, **more})
    return records.from_json(
        {
            **records.to_json(base),
            "tables": [records.to_json(with_tables(base, table))["tables"][0] for table in tables],
        }
    )


def with_tables(base: records.Pattern, table: DecisionTable) -> records.Pattern:
    from dataclasses import replace

    return replace(base, tables=(table,))


def radios(name: str, *values: str, required: bool = True) -> dict[str, Any]:
    items = [{"value": value, "text": value.upper()} for value in values]
    legend = {"fieldset": {"legend": {"text": f"What is {name}?"}}}
    return {"component": "radios", "name": name, "required": required, "params": {**legend, "items": items}}


def number(name: str, check: str = "whole-number", **more: Any) -> dict[str, Any]:
    label = {"label": {"text": f"What is {name}?"}}
    return {"component": "input", "name": name, "check": check, "required": True, "params": label, **more}


def said(*tables: DecisionTable, **more: Any) -> list[str]:
    return [text for _, _, text in table_problems(made(*tables, **more))]


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        (">= 65", ["65", "70.5", 66], ["64", "-1"]),
        ("< 2026-06-01", ["2026-05-31"], ["2026-06-01"]),
        ('"A"', ["A", "a", " A "], ["B", ""]),
        ('in ("A", "B")', ["B"], ["C"]),
        ('not in ("A", "B")', ["C", ""], ["b"]),
        ('not ("A")', ["C"], ["A"]),
        (">= 18 and < 65", ["18", "64.9"], ["65", "17"]),
        ('"A", "B"', ["A", "B"], ["C"]),
        ('("A" or "B") and != "B"', ["A"], ["B", "C"]),
        ("yes", ["yes"], ["no"]),
        ("= 3", ["3", "3.0"], ["4"]),
        ('"first" and "second"', [["first", "second"]], [["first"], ["second"]]),
        ("-", ["x", ""], []),
    ],
)
def test_a_test_reads_as_it_is_meant(text: str, yes: list[Any], no: list[Any]) -> None:
    test = read_test("it", text)
    assert [test.evaluate({"it": value}) for value in yes] == [True] * len(yes)
    assert [test.evaluate({"it": value}) for value in no] == [False] * len(no)


@pytest.mark.parametrize(
    "text",
    ["A", "other_answer", ">=", "> > 3", 'in "A"', "f(3)", "3..5", '"open', "in (A)", "1" * 40, "(" * 50],
)
def test_what_is_no_test_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableTest, match=r"\."):
        read_test("it", text)


def test_a_setting_in_a_test_is_a_literal_whatever_it_holds() -> None:
    assert read_test("fee", "<= {{most}}", {"most": 40}).evaluate({"fee": "40"}) is True
    hostile = read_test("zone", "{{zone}}", {"zone": '" or "a" == "a'})
    assert hostile.evaluate({"zone": "a"}) is False
    assert hostile.evaluate({"zone": '" or "a" == "a'}) is True
    with pytest.raises(UnreadableTest, match="does not have"):
        read_test("zone", "{{nothing}}")


def test_a_test_in_words() -> None:
    assert in_words(read_test("age", ">= 18 and < 65")) == "is at least 18 and is less than 65"
    assert (
        in_words(read_test("zone", 'not in ("a", "b")'), {"a": "North", "b": "South"})
        == "is not North or South"
    )
    assert in_words(read_test("age", "")) == "any"


def test_the_first_row_that_holds_decides_and_says_why() -> None:
    outcome = evaluate(PERMIT, {"age": "70", "zone": "A"}, {"free_from": 65})
    assert (outcome.value, outcome.row, outcome.because) == ("free", 1, "It is free from 65.")
    assert evaluate(PERMIT, {"age": "30", "zone": "b"}).value == "yes"
    otherwise = evaluate(PERMIT, {"age": "30", "zone": "Z"})
    assert (otherwise.value, otherwise.row, otherwise.because) == ("no", None, "Your street is in no zone.")


def test_what_is_not_known_is_not_decided_unless_it_does_not_matter() -> None:
    assert evaluate(PERMIT, {"zone": "A"}).value is None
    assert evaluate(PERMIT, {"age": "17"}).value == "no"
    assert evaluate(PERMIT, {"age": "many", "zone": "A"}).value is None


def test_unique_waits_for_everything_and_says_when_two_rows_hold() -> None:
    table = DecisionTable(
        "size", "", "unique", ("n",), (TableRow({"n": "<= 5"}, "small"), TableRow({"n": ">= 5"}, "large"))
    )
    assert evaluate(table, {"n": 3}).value == "small"
    twice = evaluate(table, {"n": 5})
    assert twice.value is None
    assert "Rows 1 and 2" in twice.because


def test_any_needs_its_rows_to_agree() -> None:
    rows = (
        TableRow({"a": "yes"}, "no"),
        TableRow({"b": "yes"}, "no"),
        TableRow({"a": "no", "b": "no"}, "yes"),
    )
    table = DecisionTable("ok", "", "any", ("a", "b"), rows)
    assert evaluate(table, {"a": "yes", "b": "yes"}).value == "no"
    # Row 2 may still hold, and would say the same.
    assert evaluate(table, {"a": "yes"}).value == "no"
    assert evaluate(table, {"a": "no"}).value is None


def test_tables_use_each_others_results_in_whatever_order_they_stand() -> None:
    fee = DecisionTable(
        "fee_due", "", "first", ("eligible",), (TableRow({"eligible": "yes"}, "{{fee}}"),), "0"
    )
    rule = DecisionTable("eligible", "", "first", ("zone",), (TableRow({"zone": '"A"'}, "yes"),), "no")
    pattern = made(fee, rule, settings={"fee": 25})
    assert values_of(decided([pattern], {"zone": "A"})) == {"eligible": "yes", "fee_due": "25"}
    assert values_of(decided([pattern], {"zone": "B"})) == {"eligible": "no", "fee_due": "0"}
    assert decided([pattern], {"zone": "B"}, given=("colour",)) == {}
    assert decided([pattern], {}) == {}


def test_what_cannot_be_decided_any_more_is_empty_again() -> None:
    rule = DecisionTable(
        "eligible",
        "",
        "first",
        ("age",),
        (TableRow({"age": ">= 18"}, "yes"), TableRow({"age": "< 18"}, "no")),
    )
    pattern = made(rule)
    before = {"age": "", "eligible": "yes"}
    assert values_of(decided([pattern], before, given=("age",))) == {"eligible": ""}
    assert decided([pattern], {"age": ""}, given=("age",)) == {}


def test_tables_in_a_circle_give_nothing_and_are_told() -> None:
    one = DecisionTable("a", "", "first", ("b",), (TableRow({"b": "yes"}, "yes"),), "no")
    two = DecisionTable("b", "", "first", ("a",), (TableRow({"a": "yes"}, "yes"),), "no")
    third = DecisionTable("c", "", "first", ("z",), (TableRow({"z": "yes"}, "yes"),), "no")
    pattern = made(one, two, third)
    assert values_of(decided([pattern], {"a": "yes", "z": "yes"})) == {"c": "yes"}
    assert sum("waits for its own result" in text for _, _, text in table_problems(pattern)) == 2


def test_a_services_rules_need_answers_that_its_blocks_give() -> None:
    rule = DecisionTable("ok", "OK?", "first", ("zone",), (TableRow({"zone": '"a"'}, "yes", "r"),), "no", "r")
    block = made(rule)
    parts = [{"ref": "permit", "when": 'ok == "yes"'}, {"ref": "where"}]
    service = records.from_json({"slug": "s", "kind": "service", "parts": parts})
    where = records.from_json({**records.to_json(made(asks=[radios("zone", "a", "b")])), "slug": "where"})
    assert records.service_problems(service, {"permit": block, "where": where}) == ()
    (found,) = records.service_problems(service, {"permit": block, "where": made()})
    assert "asks for “zone”, which the rules of “Permit” need" in found.text


def test_a_gap_is_found_and_said_with_an_example() -> None:
    table = DecisionTable(
        "fee_band", "Which fee?", "unique", ("age", "zone"),
        (TableRow({"age": "< 18"}, "none", "r"), TableRow({"age": "> 18", "zone": '"a"'}, "full", "r")),
    )  # fmt: skip
    found = said(table, asks=[number("age"), radios("zone", "a", "b")])
    assert any("age is 18 and zone is “A”" in text for text in found)
    assert any("zone is “B”" in text for text in found)
    assert (
        said(
            DecisionTable(*[*vars(table).values()][:5], "full", "r"),
            asks=[number("age"), radios("zone", "a", "b")],
        )
        == []
    )


def test_whole_numbers_and_bounds_leave_no_room_between() -> None:
    rows = (TableRow({"age": "<= 17"}, "no", "r"), TableRow({"age": ">= 18"}, "yes", "r"))
    table = DecisionTable("adult", "Adult?", "unique", ("age",), rows)
    assert said(table, asks=[number("age")]) == []
    assert any(
        "more than 17 and less than 18" in text for text in said(table, asks=[number("age", "number")])
    )
    bounded = (TableRow({"age": ">= 18"}, "yes", "r"),)
    assert (
        said(DecisionTable("adult", "Adult?", "unique", ("age",), bounded), asks=[number("age", min=18)])
        == []
    )


def test_overlaps_count_where_only_one_row_may_hold() -> None:
    rows = (TableRow({"age": "<= 18"}, "no", "r"), TableRow({"age": ">= 18"}, "yes", "r"))
    asks = [number("age")]
    assert said(DecisionTable("adult", "Adult?", "first", ("age",), rows), asks=asks) == []
    (found,) = said(DecisionTable("adult", "Adult?", "unique", ("age",), rows), asks=asks)
    assert found.startswith("Rows 1 and 2 of the table “adult” both hold when age is 18")
    (found,) = said(DecisionTable("adult", "Adult?", "any", ("age",), rows), asks=asks)
    assert "say different things" in found


def test_rows_that_never_decide_are_told() -> None:
    rows = (
        TableRow({"age": ">= 10"}, "yes", "r"),
        TableRow({"age": ">= 20"}, "no", "r"),
        TableRow({"age": "< 5 and > 7"}, "no", "r"),
        TableRow({}, "no", "r"),
    )
    found = said(DecisionTable("ok", "OK?", "first", ("age",), rows, "no"), asks=[number("age")])
    assert any(text.startswith("Row 2") and "never reached" in text for text in found)
    assert any(text.startswith("Row 3") and "can never hold" in text for text in found)
    assert any("“otherwise”" in text for text in found)


def test_names_choices_and_places_are_checked() -> None:
    rows = (
        TableRow({"zone": '"c"', "colour": '"red"'}, "yes {{nothing}}", ""),
        TableRow({"zone": "A"}, "", ""),
    )
    found = " ".join(
        said(DecisionTable("zone", "", "first", ("zone",), rows), asks=[radios("zone", "a", "b")])
    )
    for part in (
        "asked by a question",
        "none of the choices",
        "none of the inputs",
        "cannot be read",
        "{{nothing}}",
        "gives nothing",
    ):
        assert part in found
    assert not records.publishable(
        made(DecisionTable("zone", "", "first", ("zone",), rows), asks=[radios("zone", "a")])
    )


def test_several_ticked_boxes_are_looked_at_as_sets() -> None:
    asks = [radios("needs", "first", "second") | {"component": "checkboxes"}]
    rows = (
        TableRow({"needs": '"first" and "second"'}, "yes", "r"),
        TableRow({"needs": 'not in ("second")'}, "no", "r"),
    )
    (found,) = said(DecisionTable("ok", "OK?", "unique", ("needs",), rows), asks=asks)
    assert "needs is “SECOND”" in found


def test_a_table_too_large_says_so_instead_of_hanging() -> None:
    inputs = tuple(f"n{number}" for number in range(20))
    rows = tuple(
        TableRow({name: f">= {(place * 7 + step * 3) % 19}" for step, name in enumerate(inputs)}, "x", "r")
        for place in range(40)
    )
    found = said(DecisionTable("big", "Big?", "first", inputs, rows))
    assert any("too many combinations" in text for text in found)


def test_a_table_goes_through_its_file_unchanged() -> None:
    pattern = made(PERMIT, asks=[number("age")], settings={"free_from": 65})
    assert pattern.tables == (PERMIT,)
    assert records.load(records.dump(pattern)) == pattern
    assert "tables" not in json.loads(records.dump(made()))


@pytest.mark.parametrize(
    "tables", [3, [3], [{"name": 3}], [{"hit": "last"}], [{"rows": [{"when": {"a": 3}}]}], [{"inputs": ["a"] * 30}],
               [{"rows": [{"when": {"a": "x" * 600}}]}], [{}] * 30]
)  # fmt: skip
def test_wrong_types_end_in_a_sentence(tables: Any) -> None:
    with pytest.raises(PatternError, match="tables"):
        records.from_json({"slug": "a", "kind": "pages", "tables": tables})


TESTS = st.sampled_from(
    ["", "< 3", "<= 3", "3", "> 5", ">= 5", "!= 5", "in (3, 5)", "not in (4)", ">= 2 and <= 5"]
)
ROWS = st.lists(
    st.builds(
        lambda a, b, then: TableRow({"a": a, "b": b}, then, "r"), TESTS, TESTS, st.sampled_from(["x", "y"])
    ),
    min_size=1,
    max_size=5,
)
HITS = st.sampled_from(["first", "unique", "any"])


@settings(max_examples=150, deadline=None)
@given(ROWS, HITS, st.sampled_from(["", "z"]))
def test_what_is_said_of_coverage_is_what_trying_everything_finds(
    rows: list[TableRow], hit: Any, otherwise: str
) -> None:
    table = DecisionTable("t", "T?", hit, ("a", "b"), tuple(rows), otherwise, "r")
    found = said(table, asks=[number("a"), number("b")])
    # Whole numbers from 0 to 8 hold a value of every part of both inputs.
    held = [
        [
            all(read_test(name, test).evaluate({"a": str(a), "b": str(b)}) for name, test in row.when.items())
            for row in rows
        ]
        for a, b in product(range(9), repeat=2)
    ]
    assert any("says what follows" in text for text in found) == (not otherwise and not all(map(any, held)))
    never = {n + 1 for n in range(len(rows)) if not any(case[n] for case in held)}
    assert {int(text.split()[1]) for text in found if "can never hold" in text} == never
    if hit == "first":
        decides = {case.index(True) + 1 for case in held if any(case)}
        unreached = set(range(1, len(rows) + 1)) - decides - never
        assert {int(text.split()[1]) for text in found if "never reached" in text} == unreached
    else:
        clash = any(
            case[i] and case[j] and (hit == "unique" or rows[i].then != rows[j].then)
            for case in held for i in range(len(rows)) for j in range(i)
        )  # fmt: skip
        assert any("both hold" in text for text in found) == clash


@settings(max_examples=150, deadline=None)
@given(ROWS, HITS, st.sampled_from(["", "z"]), st.integers(0, 8), st.integers(0, 8))
def test_more_answers_never_change_what_was_decided(
    rows: list[TableRow], hit: Any, otherwise: str, a: int, b: int
) -> None:
    table = DecisionTable("t", "T?", hit, ("a", "b"), tuple(rows), otherwise)
    whole = evaluate(table, {"a": str(a), "b": str(b)})
    for part in ({}, {"a": str(a)}, {"b": str(b)}):
        early = evaluate(table, part)
        assert early.value is None or (early.value == whole.value)
