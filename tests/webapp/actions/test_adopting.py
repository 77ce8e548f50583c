"""A drafted diagram becomes a draft of one's own council, or nothing at all."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.webapp.diagrams import MISSED_BIN, OTHER_BIN
from tests.webapp.people import People
from webapp.actions import uploads
from webapp.actions.adopting import Drafted, adopt
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.store.tables import Audit, Process


def drafted(*processes: int) -> Drafted:
    return Drafted(MISSED_BIN, "draft.bpmn", "Drafted from nobody.", processes)


def place(people: People, lgsl: int = 524) -> Place:
    return Place(people.oxford, lgsl, "  Report a \n missed bin ", 17, "to-be")


def test_a_private_draft_with_its_note_and_one_audit_row(session: Session, people: People) -> None:
    made = adopt(session, people.contributor, drafted(), place(people))

    assert not made.already
    process = made.process
    assert (process.job, process.state, process.note) == (
        "Report a missed bin",
        "draft",
        "Drafted from nobody.",
    )
    assert (process.current.filename, process.current.why) == ("draft.bpmn", "Drafted from nobody.")
    rows = session.query(Audit).filter_by(action="adopt", subject_id=str(process.id)).all()
    assert [row.who_name for row in rows] == [people.contributor.name]


@pytest.mark.parametrize("who", ["visitor", "stranger"])
def test_nobody_else_may(session: Session, people: People, who: str) -> None:
    before = session.query(Process).count()

    with pytest.raises(NotAllowed):
        adopt(session, getattr(people, who), drafted(), place(people))
    assert session.query(Process).count() == before


def test_not_from_what_the_person_may_not_read(session: Session, people: People) -> None:
    theirs = Place(people.cambridge, 524, "Report a missed bin")
    (hidden,) = uploads.upload(session, people.stranger, [IncomingFile("b.bpmn", OTHER_BIN)], theirs)
    assert hidden.process_id

    with pytest.raises(NotAllowed):
        adopt(session, people.contributor, drafted(hidden.process_id), place(people))
    with pytest.raises(NotFound):
        adopt(session, people.contributor, drafted(10**6), place(people))


def test_a_service_that_does_not_exist(session: Session, people: People) -> None:
    with pytest.raises(Refused, match="no service"):
        adopt(session, people.contributor, drafted(), place(people, lgsl=999_999))


def test_the_same_file_again_is_the_draft_there_is(session: Session, people: People) -> None:
    first = adopt(session, people.contributor, drafted(), place(people))
    again = adopt(session, people.contributor, drafted(), place(people))

    assert again.already
    assert again.process.id == first.process.id
