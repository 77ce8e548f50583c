"""Rule message-flow-between-pools: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "from one pool to another": """
        pool Council "Northmoor" {
        start S "Report arrives" message
        task A "Check crew log"
        end E "Answered" message
        S -> A -> E
        }
        pool Resident "Resident"
        Resident ~> S : Report
        E ~> Resident : Answer
    """,
}
INVALID = {
    "inside one pool": (
        """
        pool Council "Northmoor" {
        start S "Report arrives"
        task A "Check crew log"
        task B "Tell the resident"
        end E "Answered"
        S -> A -> B -> E
        A ~> B : Log
        }
        """,
        ["Message_1"],
    ),
    "from a pool to what lies in it": (
        """
        pool Council "Northmoor" {
        task A
        Council ~> A : Note
        }
        """,
        ["Message_1"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("message-flow-between-pools", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("message-flow-between-pools", drawing) == sorted(elements)
