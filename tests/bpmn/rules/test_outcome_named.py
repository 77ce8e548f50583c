"""Rule outcome-named: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "outcomes": """
        start S "Application arrives"
        xor G "Is it complete?"
        end E "Permit issued"
        end F "Application refused"
        S -> G
        G -> E : yes
        G -> F : no
    """,
    "no name, and the end of a sub-process": """
        end E
        sub P {
        end F "End"
        }
    """,
    "a name that begins like one": """
        end E "Ended by the landlord"
        end F "Stop notice sent"
    """,
}
INVALID = {
    "a word for the end": (
        """
        start S "Application arrives"
        xor G "Is it complete?"
        end E "End"
        end F "End 2"
        S -> G
        G -> E : yes
        G -> F : no
        """,
        ["E", "F"],
    ),
    "in other words": (
        """
        end E "Process ended"
        end F "Ende"
        end G "the end event"
        """,
        ["E", "F", "G"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("outcome-named", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("outcome-named", drawing) == sorted(elements)
