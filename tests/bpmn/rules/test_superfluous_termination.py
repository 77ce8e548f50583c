"""Rule superfluous-termination: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "something else can be under way": """
        start S "Report arrives"
        and G
        task A "Check crew log"
        task B "Tell the resident"
        end E "Withdrawn" terminate
        end F "Told"
        S -> G
        G -> A -> E
        G -> B -> F
    """,
    "a plain end": """
        start S
        end E
        S -> E
    """,
}
INVALID = {
    "the only end": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done" terminate
        S -> A -> E
        """,
        ["E"],
    ),
    "beside an interrupting event sub-process": (
        """
        start S
        end E terminate
        S -> E
        sub P byEvent {
        start Q message
        end R
        Q -> R
        }
        """,
        ["E"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("superfluous-termination", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("superfluous-termination", drawing) == sorted(elements)
