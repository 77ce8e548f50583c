"""Rule superfluous-gateway: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a decision with two ways": """
        start S "Report arrives"
        xor G "Was the bin out?"
        task A "Send a crew"
        task B "Write to the resident"
        end E "Bin collected"
        end F "Resident told"
        S -> G
        G -> A : yes
        G -> B : no
        A -> E
        B -> F
    """,
    "a gateway that divides": """
        start S
        xor G
        end E
        end F
        S -> G -> E
        G -> F
    """,
    "a gateway where paths meet": """
        start S
        start T
        xor G
        end E
        S -> G
        T -> G
        G -> E
    """,
    "a gateway that nothing enters": """
        xor G
        end E
        G -> E
    """,
}
INVALID = {
    "a gateway that decides nothing": (
        """
        start S "Report arrives"
        xor G "Was the bin out?"
        task A "Send a crew"
        end E "Bin collected"
        S -> G
        G -> A -> E
        """,
        ["G"],
    ),
    "one way in and one out": (
        """
        start S
        xor G
        end E
        S -> G -> E
        """,
        ["G"],
    ),
    "an event-based gateway too": (
        """
        start S
        race G
        catch C timer=PT1H
        end E
        S -> G -> C -> E
        """,
        ["G"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("superfluous-gateway", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("superfluous-gateway", drawing) == sorted(elements)
