"""Rule event-sub-process-typed-start-event: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "an event sets it off": """
        start S "Application arrives"
        task A "Assess it"
        end E "Decided"
        S -> A -> E
        sub P "Application withdrawn" byEvent {
        start Q "Withdrawal arrives" message
        task B "Close the file"
        end R "Withdrawn"
        Q -> B -> R
        }
    """,
    "an ordinary sub-process": """
        sub P {
        start Q
        }
    """,
}
INVALID = {
    "a blank start": (
        """
        start S "Application arrives"
        task A "Assess it"
        end E "Decided"
        S -> A -> E
        sub P "Application withdrawn" byEvent {
        start Q "Withdrawn"
        task B "Close the file"
        end R "Withdrawn"
        Q -> B -> R
        }
        """,
        ["Q"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("event-sub-process-typed-start-event", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("event-sub-process-typed-start-event", drawing) == sorted(elements)
