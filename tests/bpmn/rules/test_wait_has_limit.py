"""Rule wait-has-limit: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a timer beside it": """
        start S "Evidence asked for"
        race G
        catch A "Evidence arrives" message
        catch B "28 days are over" timer=P28D
        end E "Evidence read"
        end F "Application closed"
        S -> G
        G -> A -> E
        G -> B -> F
    """,
    "a timer on it, or on what is around it": """
        start S
        receiveTask R
        boundary B on=R timer=P7D
        sub P {
        start Q
        catch A message
        Q -> A
        }
        boundary C on=P timer=P7D
        S -> R -> P
    """,
    "an event sub-process set off by the clock": """
        start S
        catch A message
        S -> A
        sub P byEvent {
        start Q timer=P28D
        }
    """,
    "what the resident waits for": """
        pool R "Resident" part=resident {
        start S
        catch A message
        S -> A
        }
    """,
    "a start, and other events": """
        start S message
        catch A timer=PT1H
        catch B signal
        S -> A -> B
    """,
}
INVALID = {
    "no limit": (
        """
        start S "Evidence asked for"
        catch A "Evidence arrives" message
        end E "Evidence read"
        S -> A -> E
        """,
        ["A"],
    ),
    "a receive task": (
        """
        start S
        receiveTask R
        S -> R
        """,
        ["R"],
    ),
    "an event-based gateway over two messages": (
        """
        start S
        race G
        catch A message
        catch B message
        S -> G
        G -> A
        G -> B
        """,
        ["G"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("wait-has-limit", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("wait-has-limit", drawing) == sorted(elements)
