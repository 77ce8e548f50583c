"""Rule lane-one-meaning: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "each its own": """
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
    "the same team in two pools of two councils": """
        pool A "Northmoor" {
        lane X "Contact centre" {
        task B
        }
        }
        pool C "Westford" {
        lane Y "Contact centre" {
        task D
        }
        }
    """,
}
INVALID = {
    "one team in two lanes": (
        """
        pool Council "Northmoor" {
        lane Office "Waste crew" {
        task A "Log the report"
        }
        lane Crew "Waste crew" {
        task B "Collect the bin"
        }
        A -> B
        }
        """,
        ["Office", "Crew"],
    ),
    "a lane named like another pool": (
        """
        pool Council "Northmoor" {
        lane L "Resident" {
        task A
        }
        lane M "Waste crew" {
        task C
        }
        }
        pool Resident "Resident" {
        task B
        }
        """,
        ["L", "Resident"],
    ),
    "several roles in one": (
        """
        pool Council "Northmoor" {
        lane L "Resident/Crew" {
        task A
        }
        }
        """,
        ["L"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("lane-one-meaning", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("lane-one-meaning", drawing) == sorted(elements)
