"""Rule no-implicit-split: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "a gateway after the step": """
        start S "Application arrives"
        task T "Read it"
        and G
        task A "Inspect the site"
        task B "Consult the ward"
        end E "Site inspected"
        end F "Ward consulted"
        S -> T -> G
        G -> A -> E
        G -> B -> F
    """,
    "one way out": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "a gateway": """
        start S
        and G
        end E
        end F
        S -> G -> E
        G -> F
    """,
    "ways with conditions and a default": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        end F
        end D
        A -> F : no [x == 1]
    """,
}
INVALID = {
    "two ways out of one step": (
        """
        start S "Application arrives"
        task T "Read it"
        task A "Inspect the site"
        task B "Consult the ward"
        end E "Site inspected"
        end F "Ward consulted"
        S -> T
        T -> A -> E
        T -> B -> F
        """,
        ["T"],
    ),
    "two ways out of a task": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        end F
        A -> F
        """,
        ["A"],
    ),
    "two ways out of an event": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        end F
        S -> F
        """,
        ["S"],
    ),
    "two plain ways beside one with a condition": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        end F
        end D
        A -> F
        A -> D [x == 1]
        """,
        ["A"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-implicit-split", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-implicit-split", drawing) == sorted(elements)


def test_says_how_many_ways() -> None:
    [finding] = findings(
        "no-implicit-split", 'start S\ntask A "Check crew log"\nend E\nend F\nS -> A -> E\nA -> F'
    )
    assert finding.text.startswith("'Check crew log' has two ways out without a gateway")
