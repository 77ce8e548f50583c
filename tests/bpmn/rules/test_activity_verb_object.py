"""Rule activity-verb-object: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "verb and object": """
        start S "Claim arrives"
        task A "Assess the claim"
        task B "Pay the claimant"
        end E "Paid"
        S -> A -> B -> E
    """,
    "an object that ends like a doing": """
        task A "Send confirmation"
        task B "Request payment"
        task C "Re-open assessment"
    """,
    "other languages, and long names": """
        task A "Rechnung klären"
        task B "Prüfung"
        task C "Everything that is part of the assessment"
    """,
    "sub-processes": """
        sub P "Assessment" {
        }
    """,
}
INVALID = {
    "nouns and -ing forms": (
        """
        start S "Claim arrives"
        task A "Evidence assessment"
        task B "Paying the claimant"
        end E "Paid"
        S -> A -> B -> E
        """,
        ["A", "B"],
    ),
    "one noun": (
        """
        task A "Approval"
        """,
        ["A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("activity-verb-object", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("activity-verb-object", drawing) == sorted(elements)
