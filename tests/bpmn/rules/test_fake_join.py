"""Rule fake-join: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a gateway before the step": """
        start S "Application arrives"
        and G
        task A "Inspect the site"
        task B "Consult the ward"
        and H
        task C "Decide"
        end E "Decided"
        S -> G
        G -> A -> H
        G -> B -> H
        H -> C -> E
    """,
    "one way in": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "a gateway where paths meet": """
        start S
        start T
        xor G
        task A
        S -> G
        T -> G
        G -> A
    """,
}
INVALID = {
    "two paths into one step": (
        """
        start S "Application arrives"
        and G
        task A "Inspect the site"
        task B "Consult the ward"
        task C "Decide"
        end E "Decided"
        S -> G
        G -> A -> C
        G -> B -> C
        C -> E
        """,
        ["C"],
    ),
    "a task": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        start T
        T -> A
        """,
        ["A"],
    ),
    "an end event": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        start T
        T -> E
        """,
        ["E"],
    ),
    "a call activity": (
        """
        start S
        start T
        call C
        S -> C
        T -> C
        """,
        ["C"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("fake-join", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("fake-join", drawing) == sorted(elements)
