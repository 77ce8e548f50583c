"""Rule dangling-reference: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "everything is there": """
        message Report "Report arrives"
        start S "Report arrives" message=Report
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
}
INVALID = {
    "a message that is not there": (
        """
        start S "Report arrives" message=Report
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        """,
        ["S"],
    ),
    "a flow to a step that is not there": (
        """
        start S "Report arrives"
        task A "Check crew log"
        S -> A
        A -> Lost
        """,
        ["A-Lost"],
    ),
    "a boundary event on nothing, and a default that leaves something else": (
        """
        task A
        boundary B on=Lost timer=PT1H
        task C
        C -> A
        """,
        ["B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("dangling-reference", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("dangling-reference", drawing) == sorted(elements)
