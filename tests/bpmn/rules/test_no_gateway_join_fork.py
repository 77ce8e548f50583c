"""Rule no-gateway-join-fork: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "two gateways": """
        start S "By telephone" message
        start T "Online" message
        xor H
        xor G "Was the bin out?"
        task A "Send a crew"
        task B "Write to the resident"
        end E "Bin collected"
        end F "Resident told"
        S -> H
        T -> H
        H -> G
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
    "a task that does both, which is another rule": """
        start S
        start T
        task A
        end E
        end F
        S -> A -> E
        T -> A -> F
    """,
}
INVALID = {
    "one gateway for both": (
        """
        start S "By telephone" message
        start T "Online" message
        xor G "Was the bin out?"
        task A "Send a crew"
        task B "Write to the resident"
        end E "Bin collected"
        end F "Resident told"
        S -> G
        T -> G
        G -> A : yes
        G -> B : no
        A -> E
        B -> F
        """,
        ["G"],
    ),
    "a gateway that does both": (
        """
        start S
        start T
        and G
        end E
        end F
        S -> G -> E
        T -> G
        G -> F
        """,
        ["G"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-gateway-join-fork", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-gateway-join-fork", drawing) == sorted(elements)
