"""Rule end-event-required: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a process with an end": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "an ad-hoc sub-process without one": """
        start S
        adHoc P "Tidy up" {
            task A "Sweep"
        }
        end E
        S -> P -> E
    """,
}
INVALID = {
    "a path that stops": (
        """
        start S "Report arrives"
        task A "Collect the bin"
        S -> A
        """,
        ["Process"],
    ),
    "a process without an end": (
        """
        start S
        task A
        S -> A
        """,
        ["Process"],
    ),
    "a sub-process without one": (
        """
        start S
        sub P "Assess" {
            start Q
            task A "Read"
            Q -> A
        }
        end E
        S -> P -> E
        """,
        ["P"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("end-event-required", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("end-event-required", drawing) == sorted(elements)
