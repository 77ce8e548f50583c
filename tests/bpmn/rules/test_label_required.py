"""Rule label-required: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "names everywhere": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Bin collected"
        S -> A -> E
    """,
    "names where they help": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        xor G "Was it out?"
        end F "Not out"
        A -> G
        G -> E : yes [x == 1]
        G -> F : no
    """,
    "parallel and meeting gateways": """
        start S "a"
        start T "b"
        and G
        xor H
        end E "c"
        end F "d"
        S -> H
        T -> H
        H -> G -> E
        G -> F
    """,
    "a sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        sub P {
        }
    """,
    "a flow without a condition": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
}
INVALID = {
    "steps and events": (
        """
        start S
        task A
        end E
        S -> A -> E
        """,
        ["S", "A", "E"],
    ),
    "a name of spaces": (
        """
        task A " "
        """,
        ["A"],
    ),
    "a decision and a conditional flow": (
        """
        start S "a"
        xor G
        end E "b"
        end F "c"
        S -> G
        G -> E [x == 1]
        G -> F
        """,
        ["G", "G-E"],
    ),
    "a pool and a lane": (
        """
        pool P {
        lane L {
        task A "Check"
        }
        }
        """,
        ["P", "L"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("label-required", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("label-required", drawing) == sorted(elements)


def test_is_advice() -> None:
    [finding] = findings("label-required", "task A")
    assert finding.severity == "advice"
