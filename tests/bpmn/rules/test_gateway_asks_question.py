"""Rule gateway-asks-question: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a question": """
        start S "Report arrives"
        xor G "Was the bin out?"
        end E "Crew sent"
        end F "Refused"
        S -> G
        G -> E : yes
        G -> F : no
    """,
    "a gateway where paths meet, and other kinds": """
        xor G "Together"
        and H "At once"
        task A
        task B
        G -> H
        H -> A
        H -> B
    """,
    "no name": """
        xor G
        task A
        task B
        G -> A
        G -> B
    """,
}
INVALID = {
    "a name that asks nothing": (
        """
        start S "Report arrives"
        xor G "Bin check"
        end E "Crew sent"
        end F "Refused"
        S -> G
        G -> E : ok
        G -> F : not ok
        """,
        ["G"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("gateway-asks-question", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("gateway-asks-question", drawing) == sorted(elements)
