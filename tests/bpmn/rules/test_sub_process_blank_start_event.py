"""Rule sub-process-blank-start-event: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a blank start": """
        start S "Application arrives"
        sub P "Assess it" {
        start Q "Begin"
        task A "Read it"
        end R "Assessed"
        Q -> A -> R
        }
        end E "Decided"
        S -> P -> E
    """,
    "an event sub-process": """
        sub P byEvent {
        start Q message
        }
    """,
}
INVALID = {
    "a message start": (
        """
        start S "Application arrives"
        sub P "Assess it" {
        start Q "Evidence arrives" message
        task A "Read it"
        end R "Assessed"
        Q -> A -> R
        }
        end E "Decided"
        S -> P -> E
        """,
        ["Q"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("sub-process-blank-start-event", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("sub-process-blank-start-event", drawing) == sorted(elements)
