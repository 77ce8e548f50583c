"""Rule decision-labels-required: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "answers on the ways out": """
        start S "Report arrives"
        xor G "Was the bin out?"
        task A "Send a crew"
        task B "Write to the resident"
        end E "Bin collected"
        end F "Resident told"
        S -> G
        G -> A : yes
        G -> B : no
        A -> E
        B -> F
    """,
    "every way named": """
        start S
        xor G
        end E
        end F
        S -> G
        G -> E : yes
        G -> F : no
    """,
    "conditions instead of names": """
        start S
        xor G
        end E
        end F
        S -> G
        G -> E [x == 1]
        G -> F [x == 2]
    """,
    "one silent way is the rest": """
        start S
        xor G
        end E
        end F
        S -> G
        G -> E : yes
        G -> F
    """,
    "a default says otherwise": """
        start S
        xor G
        end E
        end F
        S -> G
        G -> E : yes
        G -> F : default
    """,
    "no decision": """
        start S
        and G
        xor H
        end E
        end F
        S -> G -> E
        G -> H -> F
    """,
}
INVALID = {
    "a decision that says nothing": (
        """
        start S "Report arrives"
        xor G "Was the bin out?"
        task A "Send a crew"
        task B "Write to the resident"
        end E "Bin collected"
        end F "Resident told"
        S -> G
        G -> A
        G -> B
        A -> E
        B -> F
        """,
        ["G", "G-A", "G-B"],
    ),
    "two silent ways": (
        """
        start S
        xor G
        end E
        end F
        S -> G -> E
        G -> F
        """,
        ["G", "G-E", "G-F"],
    ),
    "an inclusive gateway": (
        """
        start S
        or G
        end E
        end F
        S -> G -> E
        G -> F
        """,
        ["G", "G-E", "G-F"],
    ),
    "a silent way beside a default": (
        """
        start S
        xor G
        end E
        end F
        S -> G -> E
        G -> F : default
        """,
        ["G", "G-E"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("decision-labels-required", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("decision-labels-required", drawing) == sorted(elements)


def test_describes_an_unnamed_decision_by_what_comes_before() -> None:
    drawing = (
        'start S\ntask A "Check crew log"\nxor G\nend E "Done"\nend F "Refused"\nS -> A -> G -> E\nG -> F'
    )
    [finding] = findings("decision-labels-required", drawing)
    assert finding.text == (
        "The unnamed exclusive gateway after 'Check crew log' does not say when to take the ways to 'Done' "
        "and 'Refused'."
    )
