"""Rule no-implicit-start: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.rules import no_implicit_start
from tests.bpmn.rules.table import findings, named
from tests.drawing import drawn

VALID = {
    "a step after the start": """
        start S "Report arrives"
        task A "Check crew log"
        task B "Collect the bin"
        end E "Bin collected"
        S -> A -> B -> E
    """,
    "a start event first": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
    """,
    "an event on a step": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        boundary B on=A timer=PT1H
        end F
        B -> F
    """,
    "a link that is caught": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        catch C link=Later
        task D
        end F
        C -> D -> F
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
    "the inside of an ad-hoc sub-process": """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        adHoc P "As needed" {
        task X
        }
        A -> P
    """,
}
INVALID = {
    "a step that nothing leads to": (
        """
        start S "Report arrives"
        task A "Check crew log"
        task B "Read the camera"
        xor G
        task C "Collect the bin"
        end E "Bin collected"
        S -> A -> G
        B -> G
        G -> C -> E
        """,
        ["B"],
    ),
    "a task": (
        """
        task A
        end E
        A -> E
        """,
        ["A"],
    ),
    "a call activity": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        call C
        end F
        C -> F
        """,
        ["C"],
    ),
    "a gateway and a catch event": (
        """
        start S "Report arrives"
        task A "Check crew log"
        end E "Done"
        S -> A -> E
        xor G
        catch C timer=PT1H
        G -> A
        C -> A
        """,
        ["G", "C"],
    ),
}


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("no-implicit-start", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("no-implicit-start", drawing) == sorted(elements)


def test_says_that_a_step_beside_a_start_event_is_never_reached() -> None:
    [finding] = findings("no-implicit-start", 'start S\ntask A "Lost"\nend E\nS -> E\nA -> E')
    assert finding.text == "Nothing leads to 'Lost', so no case that begins at a start event gets there."


def test_says_that_a_step_without_a_start_event_starts_by_itself() -> None:
    [finding] = findings("no-implicit-start", 'task A "First"\nend E\nA -> E')
    assert "starts by itself" in finding.text


def test_the_starts_are_looked_for_once_and_not_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    diagram = read(drawn("\n".join(f"task T{number}" for number in range(50))))

    def looks(*_: object) -> None:
        raise AssertionError("looks through the whole scope again")

    monkeypatch.setattr(Diagram, "nodes_in", looks)
    assert len(list(no_implicit_start.check(diagram))) == 50
