"""Rule step-has-owner: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "lanes and pools": """
        pool Council "Northmoor" {
        lane Office "Contact centre" {
        task A "Log the report"
        }
        lane Crew "Waste crew" {
        task B "Collect the bin"
        }
        A -> B
        }
    """,
    "a pool without lanes": """
        pool Council "Northmoor" {
        task A
        }
    """,
    "steps of programs": """
        serviceTask A "Send the text"
    """,
}
INVALID = {
    "outside all lanes": (
        """
        pool Council "Northmoor" {
        lane Office "Contact centre" {
        task A "Log the report"
        }
        lane Crew "Waste crew" {
        task B "Collect the bin"
        }
        task C "Tell the resident"
        A -> B -> C
        }
        """,
        ["C"],
    ),
    "neither pool nor lanes": (
        """
        task A "Log the report"
        userTask B "Collect the bin"
        serviceTask C "Send the text"
        A -> B -> C
        """,
        ["A", "B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("step-has-owner", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("step-has-owner", drawing) == sorted(elements)
