"""Rule standard-size: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from bpmn.check import check
from bpmn.rules import RULES
from tests.bpmn.rules.table import named
from tests.drawing import draw

VALID = {
    "usual sizes": """
        start S "Report arrives" at=150,120,36,36
        task A "Check crew log" at=240,98,100,80
        end E "Done" at=400,120,36,36
        S -> A -> E
    """,
    "open sub-processes, and what is not drawn": """
        sub P at=0,0,300,200 {
        task A at=50,50,100,80
        }
        task B
    """,
}
INVALID = {
    "too large and too small": (
        """
        start S "Report arrives" at=150,115,48,48
        task A "Check crew log" at=240,98,180,80
        xor G "Was it out?" at=470,128,20,20
        end E "Done" at=540,120,36,36
        S -> A -> G -> E
        """,
        ["S", "A", "G"],
    ),
    "a closed pool": (
        """
        pool P "Crew" at=0,0,600,90
        pool Q "Office" at=0,200,600,60
        """,
        ["P"],
    ),
}


def test_is_asked_only_when_wanted() -> None:
    drawing = INVALID["too large and too small"][0]
    assert "standard-size" not in {finding.rule for finding in check(draw(drawing))}
    assert "standard-size" in {finding.rule for finding in check(draw(drawing), rules=RULES)}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("standard-size", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("standard-size", drawing) == sorted(elements)
