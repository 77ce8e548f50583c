"""Rule conditional-flows: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "every way has a condition, or is the default": """
        start S "Application arrives"
        xor G "How large is the skip?"
        task A "Issue a permit"
        task B "Ask highways"
        end E "Answered"
        S -> G
        G -> A [size < 6]
        G -> B : otherwise default
        A -> E
        B -> E
    """,
    "names and a default": """
        xor G
        task A
        task B
        task C
        G -> A : small
        G -> B : large
        G -> C : otherwise default
    """,
    "no conditions at all": """
        xor G
        task A
        task B
        G -> A
        G -> B
    """,
}
INVALID = {
    "a way without one": (
        """
        start S "Application arrives"
        xor G "How large is the skip?"
        task A "Issue a permit"
        task B "Ask highways"
        end E "Answered"
        S -> G
        G -> A : small [size < 6]
        G -> B : large
        A -> E
        B -> E
        """,
        ["G-B"],
    ),
    "a default and a way that says nothing": (
        """
        xor G
        task A
        task B
        G -> A : otherwise default
        G -> B
        """,
        ["G-B"],
    ),
    "a step with conditional ways": (
        """
        task T
        task A
        task B
        T -> A [x == 1]
        T -> B
        """,
        ["T-B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("conditional-flows", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("conditional-flows", drawing) == sorted(elements)
