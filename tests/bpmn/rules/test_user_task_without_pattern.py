"""Rule user-task-without-pattern: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a pattern on the step": """
        start S "Report arrives"
        userTask A "Give your address" pattern=addresses
        end E "Done"
        S -> A -> E
    """,
    "a user task with a pattern": """
        userTask A "Give your address" pattern=address
    """,
    "other tasks": """
        task A
        serviceTask B
        manualTask C
    """,
}
INVALID = {
    "no pattern": (
        """
        start S "Report arrives"
        userTask A "Give your address"
        end E "Done"
        S -> A -> E
        """,
        ["A"],
    ),
    "a user task without one": (
        """
        userTask A "Give your address"
        """,
        ["A"],
    ),
    "each user task": (
        """
        userTask A
        userTask B pattern=address
        userTask C
        """,
        ["A", "C"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("user-task-without-pattern", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("user-task-without-pattern", drawing) == sorted(elements)
