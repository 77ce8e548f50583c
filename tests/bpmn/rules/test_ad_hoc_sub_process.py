"""Rule ad-hoc-sub-process: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "steps in any order": """
        start S "Tenancy ends"
        adHoc P "Clear the flat" {
        userTask A "Change the locks"
        userTask B "Read the meters"
        }
        end E "Flat ready"
        S -> P -> E
    """,
    "an ordinary sub-process": """
        sub P "Assess" {
        start Q
        end R
        Q -> R
        }
    """,
}
INVALID = {
    "a start and an end inside": (
        """
        start S "Tenancy ends"
        adHoc P "Clear the flat" {
        start Q "Begin"
        userTask A "Change the locks"
        end R "All done"
        Q -> A -> R
        }
        end E "Flat ready"
        S -> P -> E
        """,
        ["Q", "R"],
    ),
    "an end alone": (
        """
        adHoc P {
        task A
        end R
        }
        """,
        ["R"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("ad-hoc-sub-process", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("ad-hoc-sub-process", drawing) == sorted(elements)
