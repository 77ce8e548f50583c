"""Rule no-inclusive-gateway: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "other gateways": """
        start S "Report arrives"
        xor G "Is it dangerous?"
        task A "Close the road"
        task B "Plan the repair"
        end E "Planned"
        S -> G
        G -> A : yes
        G -> B : no
        A -> B
        B -> E
    """,
}
INVALID = {
    "inclusive gateways": (
        """
        start S "Report arrives"
        or G "What is needed?"
        task A "Close the road"
        task B "Plan the repair"
        or H
        end E "Planned"
        S -> G
        G -> A : closure
        G -> B : repair
        A -> H
        B -> H
        H -> E
        """,
        ["G", "H"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-inclusive-gateway", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-inclusive-gateway", drawing) == sorted(elements)
