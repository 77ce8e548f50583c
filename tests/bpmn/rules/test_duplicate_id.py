"""Rule duplicate-id: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "two steps with ids of their own": """
        start S "Report arrives"
        task A "Check crew log"
        task B "Tell the resident"
        end E "Done"
        S -> A -> B -> E
    """,
    "each its own": """
        start S "Report arrives"
        end E "Done"
        S -> E
    """,
}
INVALID = {
    "two steps with one id": (
        """
        start S "Report arrives"
        task A "Check crew log"
        task A "Tell the resident"
        end E "Done"
        S -> A -> E
        """,
        ["A~2"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("duplicate-id", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("duplicate-id", drawing) == sorted(elements)
