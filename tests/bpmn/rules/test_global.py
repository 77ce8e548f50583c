"""Rule global: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from bpmn.reader import read
from tests.bpmn.rules.table import named
from tests.drawing import drawn

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


def test_what_an_operation_uses_is_used() -> None:
    data = drawn('message Ask "Question"\nmessage Answer "Answer"\nstart S')
    inside = b'<operation id="o" name="o"><inMessageRef>Ask</inMessageRef></operation>'
    operation = b'<interface name="i">' + inside + b"</interface>"
    diagram = read(data.replace(b"<process", operation + b"<process", 1))
    assert [(held.key, held.used) for held in diagram.shared] == [("Ask", True), ("Answer", False)]


def test_an_error_named_by_its_code_is_used() -> None:
    data = drawn("error E\nend F error=E1").replace(b'<error id="E"/>', b'<error id="E" errorCode="E1"/>')
    [held] = read(data).shared
    assert (held.code, held.used) == ("E1", True)
