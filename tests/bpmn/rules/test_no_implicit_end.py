"""Rule no-implicit-end: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "every path ends": """
        start S "Application arrives"
        xor G "Is it complete?"
        task A "Issue the permit"
        task B "Refuse the permit"
        end E "Permit issued"
        end F "Permit refused"
        S -> G
        G -> A : yes
        G -> B : no
        A -> E
        B -> F
    """,
    "an end event last": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "a link that is thrown": """
        start S
        throw T link=Later
        S -> T
    """,
    "an event sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        sub P byEvent {
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
        task U compensation
    """,
    "a compensation event with the step that undoes": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A compensate
        task U compensation
        B ... U
    """,
    "the inside of an ad-hoc sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        adHoc P "As needed" {
        task X
        }
        P -> E
    """,
}
INVALID = {
    "one path just stops": (
        """
        start S "Application arrives"
        xor G "Is it complete?"
        task A "Issue the permit"
        task B "Refuse the permit"
        end E "Permit issued"
        S -> G
        G -> A : yes
        G -> B : no
        A -> E
        """,
        ["B"],
    ),
    "a task": (
        """
        start S
        task A
        S -> A
        """,
        ["A"],
    ),
    "a gateway, a throw event and a start": (
        """
        start S
        start T
        xor G
        throw X
        S -> G
        S -> X
        """,
        ["T", "G", "X"],
    ),
    "an event on a step": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A timer=PT1H
        """,
        ["B"],
    ),
    "a compensation event without a step that undoes": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A compensate
        """,
        ["B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-implicit-end", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-implicit-end", drawing) == sorted(elements)
