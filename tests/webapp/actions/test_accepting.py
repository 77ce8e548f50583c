"""Findings left as they are: with a reason, by an editor, and still so in later versions."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bpmn.reader import read
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import People
from webapp.actions import accepting, uploads
from webapp.actions.incoming import IncomingFile
from webapp.actions.uploads import Place
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.store.queries import checks
from webapp.store.tables import Process

RULE = "user-task-without-pattern"


@pytest.fixture
def process(session: Session, people: People) -> Process:
    place = Place(people.oxford, 524, "Report a missed bin")
    results = uploads.upload(session, people.editor, [IncomingFile("bin.bpmn", MISSED_BIN)], place)
    return session.get_one(Process, results[0].process_id)


def elements_of(process: Process) -> list[str]:
    found: list[str] = next(item["elements"] for item in process.current.findings if item["rule"] == RULE)
    return found


def test_it_keeps_who_and_why(session: Session, people: People, process: Process) -> None:
    accepting.accept(session, people.editor, process.id, RULE, elements_of(process), " Done by phone ")
    (row,) = checks.accepted(session, process.id)
    assert (row.because, row.who_id) == ("Done by phone", people.editor.id)


def test_accepting_twice_keeps_the_first(session: Session, people: People, process: Process) -> None:
    for reason in ("Done by phone", "Another"):
        accepting.accept(session, people.editor, process.id, RULE, elements_of(process), reason)
    assert [row.because for row in checks.accepted(session, process.id)] == ["Done by phone"]


def test_it_is_known_again_when_a_tool_gave_other_ids(
    session: Session, people: People, process: Process
) -> None:
    elements = elements_of(process)
    row = accepting.accept(session, people.editor, process.id, RULE, elements, "Done by phone")
    renamed = read(
        MISSED_BIN.replace(f">{elements[0]}<".encode(), b">Another_id<").replace(
            f'"{elements[0]}"'.encode(), b'"Another_id"'
        )
    )
    assert accepting.find([row], RULE, ["Another_id"], renamed) is row
    assert accepting.find([row], "label-required", ["Another_id"], renamed) is None


def test_another_step_of_the_same_rule_is_not_covered(
    session: Session, people: People, process: Process
) -> None:
    row = accepting.accept(session, people.editor, process.id, RULE, elements_of(process), "Done by phone")
    diagram = read(MISSED_BIN)
    other = next(node.key for node in diagram.nodes if node.key not in elements_of(process))
    assert accepting.find([row], RULE, [other], diagram) is None


def test_taken_back_it_counts_again(session: Session, people: People, process: Process) -> None:
    row = accepting.accept(session, people.editor, process.id, RULE, elements_of(process), "Done by phone")
    accepting.undo(session, people.editor, process.id, row.id)
    assert checks.accepted(session, process.id) == ()
    with pytest.raises(NotFound):
        accepting.undo(session, people.editor, process.id, row.id)


@pytest.mark.parametrize("because", ["", "  ", "x" * 1001])
def test_a_reason_is_needed(session: Session, people: People, process: Process, because: str) -> None:
    with pytest.raises(Refused):
        accepting.accept(session, people.editor, process.id, RULE, elements_of(process), because)


def test_what_was_not_found_cannot_be_accepted(session: Session, people: People, process: Process) -> None:
    with pytest.raises(Refused):
        accepting.accept(session, people.editor, process.id, RULE, ["Nothing"], "Why not")


@pytest.mark.parametrize("who", ["contributor", "stranger", "visitor"])
def test_only_editors_of_the_council_accept(
    session: Session, people: People, process: Process, who: str
) -> None:
    with pytest.raises(NotAllowed):
        accepting.accept(session, getattr(people, who), process.id, RULE, elements_of(process), "Because")
