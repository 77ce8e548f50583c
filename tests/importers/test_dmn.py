"""Decision tables as DMN files: what goes out comes back, and what cannot be carried is said."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.patterns import DecisionTable, TableRow, evaluate
from bpmn.patterns.unary import UnreadableTest, read_test
from importers.dmn.feel import from_feel, to_feel
from importers.dmn.read import read
from importers.dmn.write import SPACE, write
from importers.errors import ImportRefused


def file(rules: str, policy: str = 'hitPolicy="FIRST"', space: str = SPACE, more: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="{space}" name="d" namespace="n"><decision id="x" name="Can they?">{more}
<decisionTable {policy}><input label="Age"><inputExpression><text>Applicant Age</text></inputExpression></input>
<input><inputExpression><text>zone</text></inputExpression></input><output name="eligible"/>{rules}</decisionTable>
</decision></definitions>""".encode()


def rule(age: str, zone: str, then: str, because: str = "") -> str:
    escaped = age.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<rule><description>{because}</description><inputEntry><text>{escaped}</text></inputEntry>"
        f"<inputEntry><text>{zone}</text></inputEntry><outputEntry><text>{then}</text></outputEntry></rule>"
    )


def test_a_table_from_another_tool_is_read() -> None:
    rules = (
        rule("[18..65)", '"A","B"', '"yes"', "In a zone")
        + rule("< 18", "-", '"no"')
        + rule("", 'not("C")', "3")
    )
    found = read(file(rules, more="<question>May they?</question>"))
    table = found.result
    assert (table.name, table.title, table.hit) == ("eligible", "May they?", "first")
    assert table.inputs == ("applicant_age", "zone")
    assert table.rows[0] == TableRow(
        {"applicant_age": ">= 18 and < 65", "zone": '"A","B"'}, "yes", "In a zone"
    )
    assert evaluate(table, {"applicant_age": "40", "zone": "b"}).value == "yes"
    assert evaluate(table, {"applicant_age": "70", "zone": "A"}).value == "3"
    assert evaluate(table, {"applicant_age": "17", "zone": "C"}).value == "no"
    (note,) = found.notes
    assert "“Applicant Age”" in note


OLDER = ("http://www.omg.org/spec/DMN/20151101/dmn.xsd", "https://www.omg.org/spec/DMN/20191111/MODEL/")


@pytest.mark.parametrize("space", OLDER)
def test_older_files_are_read_too(space: str) -> None:
    assert read(file(rule("> 1", "-", "true"), policy="", space=space)).result.hit == "unique"


def test_what_cannot_be_carried_is_said_and_stays_to_be_put_right() -> None:
    found = read(file(rule("other + 3", "-", "fee * 2") + rule("date(now)", "f(x)", '"no"')))
    assert sum("no literal test" in note for note in found.notes) == 3
    assert any("worked out" in note for note in found.notes)
    assert found.result.rows[0].when["applicant_age"] == "other + 3"


@pytest.mark.parametrize(
    "data",
    [b"", b"<a/>", b"not xml", b"\0", file("", policy='hitPolicy="COLLECT"'), b"<definitions" + b"<a>" * 100,
     file("").replace(b"<definitions", b'<!DOCTYPE x [<!ENTITY a "b">]><definitions', 1),
     file("").replace(b"decisionTable", b"literalExpression"), b"x" * 1_000_001,
     file("<rule/>" * 300), file("").replace(b"<output", b"<other"),
     f'<definitions xmlns="{SPACE}">{"<a>" * 200}{"</a>" * 200}<decisionTable/></definitions>'.encode()],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    assert str(refused.value).rstrip().endswith(".")


def test_places_of_a_stranger_are_not_taken_for_settings() -> None:
    table = read(file(rule("> 1", "-", '"{{fee}}"', "{{secret}}"))).result
    assert (table.rows[0].then, table.rows[0].because) == ("{fee}", "{secret}")


def test_settings_are_written_out() -> None:
    table = DecisionTable(
        "ok", "OK?", "first", ("h",), (TableRow({"h": "> {{most}}"}, "{{fee}}", "Over {{most}}"),), "0"
    )
    back = read(write(table, {"most": 2.3, "fee": 40})).result
    assert back.rows == (TableRow({"h": "> 2.3"}, "40", "Over 2.3"),)
    assert (back.name, back.title, back.otherwise) == ("ok", "OK?", "0")
    with pytest.raises(UnreadableTest):
        write(table)


TESTS = st.sampled_from(
    ["", "< 3", "3", "!= 5", "in (3, 5)", "not in (4, 5)", ">= 2 and <= 5", "< 2 or > 6", '"a"', '"a" or "b"',
     '"q\\"t"', "(3 or 5) and != 5", "not in (3) and < 8", "true", "2026-06-01", ">= 2026-06-01 or 3", 'in ("a", 3)']
)  # fmt: skip
VALUES: list[Any] = ["0", "3", "4", "5", "9", "a", "b", 'q"t', "yes", "no", "2026-06-01", "2027-01-01"]


@settings(max_examples=200, deadline=None)
@given(TESTS)
def test_a_test_means_the_same_after_going_out_and_in(text: str) -> None:
    before = read_test("it", text)
    after = read_test("it", from_feel(to_feel(before)))
    assert [before.evaluate({"it": v}) for v in VALUES] == [after.evaluate({"it": v}) for v in VALUES]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TESTS, TESTS, st.sampled_from(["yes", "no", "3.5", "a & b <c>"])), min_size=1, max_size=4),
       st.sampled_from(["first", "unique", "any"]), st.sampled_from(["", "else"]))  # fmt: skip
def test_a_table_means_the_same_after_going_out_and_in(rows: Any, hit: Any, otherwise: str) -> None:
    table = DecisionTable(
        "t",
        "T?",
        hit,
        ("a", "b"),
        tuple(TableRow({"a": a, "b": b}, then, "r") for a, b, then in rows),
        otherwise,
    )
    found = read(write(table))
    assert found.notes == ()
    for a, b in product(VALUES, repeat=2):
        assert evaluate(table, {"a": a, "b": b}).value == evaluate(found.result, {"a": a, "b": b}).value
