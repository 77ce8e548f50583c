"""Rule no-disconnected: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "every step connected": """
        start S "Report arrives"
        task A "Check crew log"
        task B "Tell the resident"
        end E "Done"
        S -> A -> B -> E
    """,
    "everything connected": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "an event sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E

        sub P "Cancelled" byEvent {
            start Q message
            end R
            Q -> R
        }
    """,
    "a step that undoes": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A compensate
        task U "Give the money back" compensation
    """,
    "the inside of an ad-hoc sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        adHoc P "As needed" {
        task X
        task Y
        }
        A -> P
    """,
    "a call activity, which other rules name": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        call C "Pay"
    """,
}
INVALID = {
    "a step beside the path": (
        """
        start S "Report arrives"
        task A "Check crew log"
        task B "Tell the resident"
        end E "Done"
        S -> A -> E
        """,
        ["B"],
    ),
    "a task": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        task X "Forgotten"
        """,
        ["X"],
    ),
    "an event, a gateway and a sub-process": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        throw T
        xor G
        sub P {
        }
        """,
        ["T", "G", "P"],
    ),
    "a timer on a step that leads nowhere": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A timer=PT1H
        """,
        ["B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-disconnected", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-disconnected", drawing) == sorted(elements)
