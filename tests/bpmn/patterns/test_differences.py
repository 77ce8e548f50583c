"""Two versions of a pattern told apart in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.patterns import Pattern
from bpmn.patterns.changing import add_page, move_page, remove_page, set_page
from bpmn.patterns.differences import Difference, differences
from tests.bpmn.patterns.making import POSTCODE, YES_NO, one_question, pattern, question

OTHER = {"added": "removed", "removed": "added"}


def said(old: Pattern, new: Pattern) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.what, one.old, one.new) for one in differences(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"title": "Another"}, ("changed", "Title", "A block", "Another")),
        ({}, {"settings": {"fee": 3}}, ("added", "", "", "3")),
        ({"settings": {"fee": 3}}, {"settings": {"fee": 4}}, ("changed", "", "3", "4")),
        ({"settings": {"open": False}}, {"settings": {"open": True}}, ("changed", "", "no", "yes")),
        ({"guidance": {"policy": "x"}}, {}, ("removed", "", "x", "")),
        (
            {"tables": [{"name": "fit", "title": "Fit?", "inputs": ["age"], "rows": [{"then": "yes"}]}]},
            {
                "tables": [
                    {
                        "name": "fit",
                        "title": "Fit?",
                        "inputs": ["age"],
                        "rows": [{"when": {"age": "> 9"}, "then": "yes"}],
                    }
                ]
            },
            ("changed", "", "Fit? (first) always → yes", "Fit? (first) age > 9 → yes"),
        ),
        ({}, {"reviewed": "2026-11-24"}, ("changed", "Day of review", "2026-11-23", "2026-11-24")),
    ],
)
def test_what_is_said_about_a_pattern(
    old: dict[str, Any], new: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert said(pattern(**old), pattern(**new)) == [expected]


def page(title: str, *components: dict[str, Any]) -> dict[str, Any]:
    return {"title": title, "components": list(components)}


def test_a_page_is_known_by_what_it_asks_even_with_another_title_and_place() -> None:
    old = pattern(pages=[page("Where?", POSTCODE), page("End")])
    new = pattern(pages=[page("End"), page("Where is it?", POSTCODE)])
    found = differences(old, new)
    assert [(one.kind, one.what) for one in found] == [("changed", "Title"), ("moved", "Order")]
    assert (found[0].old, found[0].new) == ("Where?", "Where is it?")
    assert found[1].old == "Where? → End"


def test_a_question_is_known_by_its_name_and_each_text_of_it_is_told() -> None:
    old = one_question("radios", params={"items": YES_NO})
    items = [
        {"value": "no", "text": "No"},
        {"value": "yes", "text": "Yes, please"},
        {"value": "x", "text": "X"},
    ]
    new = one_question("radios", params={"items": items, "hint": {"text": "Look"}}, required=True)
    what = {one.what: (one.old, one.new) for one in differences(old, new)}
    assert what["Choice “yes” text"] == ("Yes", "Yes, please")
    assert what["Choice “x” text"] == ("", "X")
    assert what["Hint"] == ("", "Look")
    assert what["An answer is needed"] == ("", "yes")
    assert "Choice “no” text" not in what


def test_questions_come_and_go() -> None:
    more = page("A page", question("input"), {**question("input"), "name": "more"})
    assert said(one_question(), pattern(pages=[more])) == [("added", "", "", "Number of bins")]
    assert said(pattern(pages=[more]), one_question()) == [("removed", "", "Number of bins", "")]


def test_parts_of_a_service() -> None:
    whole = {"kind": "service", "pages": []}
    old = pattern(**whole, parts=[{"ref": "a"}, {"ref": "b"}, {"ref": "c"}])
    new = pattern(**whole, parts=[{"ref": "b", "when": "x == 1"}, {"ref": "a", "version": 2}, {"ref": "d"}])
    assert said(old, new) == [
        ("changed", "Version", "", "2"),
        ("changed", "Only when", "", "x == 1"),
        ("removed", "", "c", ""),
        ("added", "", "", "d"),
        ("moved", "Order", "a → b", "b → a"),
    ]


def test_welsh_is_counted() -> None:
    assert said(pattern(), pattern(cy={"title": "Bloc", "need": "x"})) == [("changed", "2 texts", "", "")]


def mirrored(one: Difference) -> tuple[str, str, str, str]:
    return OTHER.get(one.kind, one.kind), one.what, one.new, one.old


@st.composite
def versions(draw: st.DrawFn) -> Pattern:
    made = pattern(pages=[page("Where?", POSTCODE), page("When?", question("date-input")), page("End")])
    for _ in range(draw(st.integers(0, 4))):
        count = len(made.pages)
        number = draw(st.integers(0, max(count - 1, 0)))
        step = draw(st.sampled_from(["add", "move", "words", "remove"]))
        if step == "add" or not count:
            made = add_page(made, draw(st.sampled_from(["New", "End", "Where?"])))
        elif step == "move":
            made = move_page(made, number, draw(st.integers(-2, 2)))
        elif step == "words":
            made = set_page(
                made, number, draw(st.sampled_from(["Where?", "Else"])), draw(st.sampled_from(["", "x"]))
            )
        else:
            made = remove_page(made, number)
    return made


@given(versions(), versions())
def test_nothing_differs_from_itself_and_the_other_way_round_is_the_mirror(a: Pattern, b: Pattern) -> None:
    assert differences(a, a) == ()
    there = [(one.kind, one.what, one.old, one.new) for one in differences(a, b)]
    assert sorted(there) == sorted(mirrored(one) for one in differences(b, a))
    if a != b:
        assert there
