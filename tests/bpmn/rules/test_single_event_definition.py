"""Rule single-event-definition: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "one each": """
        start S "Report arrives" message
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
}
INVALID = {
    "two at once": (
        """
        start S "Report or Monday" message timer=R/P7D
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        """,
        ["S"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("single-event-definition", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("single-event-definition", drawing) == sorted(elements)
