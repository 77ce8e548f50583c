"""Rule start-event-required: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "a process with a start": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "an ad-hoc sub-process without one": """
        start S
        adHoc P "Tidy up" {
            task A "Sweep"
        }
        end E
        S -> P -> E
    """,
}
INVALID = {
    "a path that just begins": (
        """
        task A "Collect the bin"
        end E "Bin collected"
        A -> E
        """,
        ["Process"],
    ),
    "a process without a start": (
        """
        task A
        end E
        A -> E
        """,
        ["Process"],
    ),
    "a sub-process without one": (
        """
        start S
        sub P "Assess" {
            task A "Read"
            end Q
            A -> Q
        }
        end E
        S -> P -> E
        """,
        ["P"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("start-event-required", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("start-event-required", drawing) == sorted(elements)


def test_speaks_of_the_pool_by_its_name() -> None:
    [finding] = findings("start-event-required", 'pool P "Northmoor" {\n task A\n }')
    assert finding.text.startswith("The process 'Northmoor' has no start event")
    assert finding.fix is not None
