"""Rule no-overlapping-elements: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "room between the steps": """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        task B "Tell the resident" at=390,98,100,80
        end E "Done" at=550,120,36,36
        S -> A -> B -> E
    """,
    "beside each other": """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        end E "Done" at=400,120,36,36
        S -> A -> E
    """,
    "a boundary event on its host": """
        task A at=240,98,100,80
        boundary B on=A timer=PT1H at=270,160,36,36
    """,
    "inside what holds it": """
        sub P at=0,0,300,200 {
        task A at=50,50,100,80
        }
    """,
}
INVALID = {
    "one on the other": (
        """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        task B "Tell the resident" at=300,130,100,80
        end E "Done" at=460,152,36,36
        S -> A -> B -> E
        """,
        ["A", "B"],
    ),
    "sticking out": (
        """
        sub P at=0,0,300,200 {
        task A at=250,50,100,80
        }
        """,
        ["A"],
    ),
    "a boundary event on another step": (
        """
        task A at=240,98,100,80
        task B at=240,300,100,80
        boundary C on=A timer=PT1H at=270,290,36,36
        """,
        ["B", "C"],
    ),
}


def test_a_heap_of_shapes_is_told_and_ends() -> None:
    heap = "\n".join(f"task A{number} at=0,0,100,80" for number in range(3_000))
    assert len(named("no-overlapping-elements", heap)) == 3_000


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-overlapping-elements", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-overlapping-elements", drawing) == sorted(elements)
