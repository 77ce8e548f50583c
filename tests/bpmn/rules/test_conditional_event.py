"""Rule conditional-event: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import named

VALID = {
    "a condition": """
        executable
        start S "Debt reported"
        catch C "Debt paid" condition="balance == 0"
        end E "Closed"
        S -> C -> E
    """,
    "none in a process that no program runs": """
        start S
        catch C conditional
        S -> C
    """,
    "another event": """
        executable
        start S timer=PT1H
    """,
}
INVALID = {
    "no condition": (
        """
        executable
        start S "Debt reported"
        catch C "Debt paid" conditional
        end E "Closed"
        S -> C -> E
        """,
        ["C"],
    ),
    "a boundary event without one": (
        """
        executable
        task A
        boundary B on=A conditional
        """,
        ["B"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("conditional-event", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("conditional-event", drawing) == sorted(elements)
