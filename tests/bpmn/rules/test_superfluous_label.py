"""Rule superfluous-label: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "names on the ways out of a decision": """
        start S "Report arrives"
        xor G "Was it out?"
        end E "Crew sent"
        end F "Refused"
        S -> G
        G -> E : yes
        G -> F : no
    """,
    "a conditional flow, and beside a default": """
        task A
        task B
        task C
        A -> B : large [x == 1]
        A -> C : otherwise default
    """,
}
INVALID = {
    "a flow that is always taken": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A
        A -> E : log checked
        """,
        ["A-E"],
    ),
    "after a parallel gateway": (
        """
        and G
        task A
        task B
        G -> A : crew
        G -> B
        """,
        ["G-A"],
    ),
    "after a gateway with one way": (
        """
        xor G
        task A
        G -> A : go
        """,
        ["G-A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("superfluous-label", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("superfluous-label", drawing) == sorted(elements)
