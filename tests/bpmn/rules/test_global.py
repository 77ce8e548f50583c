"""Rule global: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "named and used": """
        message Report "Report arrives"
        signal Closed "Office closed"
        start S "Report arrives" message=Report
        catch C "Office closed" signal=Closed
        end E "Done"
        S -> C -> E
    """,
    "none": """
        start S
    """,
    "one name for two kinds": """
        message A "Closed"
        signal B "Closed"
        start S message=A
        start T signal=B
    """,
}
INVALID = {
    "two messages of one name": (
        """
        message First "Report arrives"
        message Second "Report arrives"
        start S "Report arrives" message=First
        task A "Check crew log"
        catch C "Report arrives" message=Second
        end E "Done"
        S -> A -> C -> E
        """,
        ["First", "Second"],
    ),
    "no name, not used, and there twice": (
        """
        message Unnamed
        message Unused "Fee paid"
        message First "Report arrives"
        message Second "Report arrives"
        start S message=Unnamed
        start T message=First
        start U message=Second
        """,
        ["Unnamed", "Unused", "First", "Second"],
    ),
    "unnamed and not used": (
        """
        signal Lost ""
        start S
        """,
        ["Lost", "Lost"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("global", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("global", drawing) == sorted(elements)
