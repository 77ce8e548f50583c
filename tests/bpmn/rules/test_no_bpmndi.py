"""Rule no-bpmndi: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "every step drawn": """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        task B "Tell the resident" at=390,98,100,80
        end E "Done" at=550,120,36,36
        S -> A -> B -> E
    """,
    "all drawn": """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        end E "Done" at=400,120,36,36
        S -> A -> E
    """,
}
INVALID = {
    "a step that is not drawn": (
        """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        task B "Tell the resident"
        end E "Done" at=400,120,36,36
        S -> A -> B -> E
        """,
        ["B", "A-B", "B-E"],
    ),
    "nothing drawn": (
        """
        start S
        task A
        S -> A
        """,
        ["S", "A", "S-A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-bpmndi", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-bpmndi", drawing) == sorted(elements)
