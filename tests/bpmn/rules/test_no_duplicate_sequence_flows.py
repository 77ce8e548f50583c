"""Rule no-duplicate-sequence-flows: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "one flow": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "two flows under two conditions": """
        start S
        xor G
        end E
        S -> G
        G -> E [x == 1]
        G -> E [x == 2]
    """,
    "there and back": """
        task A
        task B
        A -> B -> A
    """,
}
INVALID = {
    "two flows": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        S -> A
        """,
        ["S-A-2", "S", "A"],
    ),
    "two flows under one condition": (
        """
        start S
        xor G
        end E
        S -> G
        G -> E [x == 1]
        G -> E [x == 1]
        """,
        ["G-E-2", "G", "E"],
    ),
    "three flows name their ends once": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        S -> A
        S -> A
        """,
        ["S-A-2", "S-A-3", "S", "A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-duplicate-sequence-flows", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-duplicate-sequence-flows", drawing) == sorted(elements)


def test_says_what_follows_from_it() -> None:
    [finding] = findings("no-duplicate-sequence-flows", 'task A "Ask"\ntask B "Answer"\nA -> B\nA -> B')
    assert finding.text == "Two flows go from 'Ask' to 'Answer', so 'Answer' is done twice."
