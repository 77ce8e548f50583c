"""Rule event-based-gateway: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "two events": """
        start S "Offer sent"
        race G
        catch A "Accepted" message
        catch B "Two weeks are over" timer=P14D
        end E "Place taken"
        end F "Offer lapsed"
        S -> G
        G -> A -> E
        G -> B -> F
    """,
}
INVALID = {
    "one way out": (
        """
        start S "Offer sent"
        race G
        catch A "Accepted" message
        end E "Place taken"
        S -> G -> A -> E
        """,
        ["G"],
    ),
    "a condition": (
        """
        race G
        catch A message
        catch B timer=P14D
        G -> A [x == 1]
        G -> B
        """,
        ["G-A"],
    ),
    "both": (
        """
        race G
        catch A message
        G -> A [x == 1]
        """,
        ["G", "G-A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("event-based-gateway", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("event-based-gateway", drawing) == sorted(elements)
