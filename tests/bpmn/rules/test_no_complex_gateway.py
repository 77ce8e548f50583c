"""Rule no-complex-gateway: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "other gateways": """
        start S "Application arrives"
        and G
        task A "Ask highways"
        task B "Ask the ward"
        and H
        end E "Answered"
        S -> G
        G -> A -> H
        G -> B -> H
        H -> E
    """,
}
INVALID = {
    "a complex gateway": (
        """
        start S "Application arrives"
        and G
        task A "Ask highways"
        task B "Ask the ward"
        complex H "Enough answers?"
        end E "Answered"
        S -> G
        G -> A -> H
        G -> B -> H
        H -> E
        """,
        ["H"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-complex-gateway", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-complex-gateway", drawing) == sorted(elements)
