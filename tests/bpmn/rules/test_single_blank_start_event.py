"""Rule single-blank-start-event: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "one start": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "two that say what sets them off": """
        start S "Report arrives" message
        start T "Every morning" timer=R/P1D
        task A
        S -> A
        T -> A
    """,
}
INVALID = {
    "two blank starts": (
        """
        start S "By telephone"
        start T "By e-mail"
        xor G
        task A "Check crew log"
        end E "Done"
        S -> G
        T -> G
        G -> A -> E
        """,
        ["Process"],
    ),
    "in a sub-process": (
        """
        sub P {
        start S
        start T
        }
        """,
        ["P"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("single-blank-start-event", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("single-blank-start-event", drawing) == sorted(elements)
