"""The life of a process: edited, published, retired, withdrawn, undone, moved, described, taken down."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bpmn.reader import read
from tests.webapp.diagrams import BADGE, MISSED_BIN
from tests.webapp.people import People
from webapp.actions import councils, edits, publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.permissions import Person
from webapp.store import search
from webapp.store.queries import nearest, patterns, processes
from webapp.store.queries import people as accounts
from webapp.store.tables import Audit, Blob, Process


@pytest.fixture
def draft(session: Session, people: People) -> Process:
    place = Place(people.oxford, 524, "Report a missed bin", 17)
    (result,) = uploads.upload(session, people.contributor, [IncomingFile("a.bpmn", MISSED_BIN)], place)
    return session.get_one(Process, result.process_id)


def found(session: Session, words: str, who: Person) -> list[str]:
    reader = search.Reader(who.organisation_ids, who.is_library_admin)
    return [hit.ref for hit in search.find(session, words, kinds=("process",), reader=reader)]


def test_published_everybody_reads_and_finds_it(session: Session, people: People, draft: Process) -> None:
    assert found(session, "crew", people.visitor) == []
    assert found(session, "crew", people.contributor) == [str(draft.id)]
    publishing.publish(session, people.editor, draft.id)
    assert draft.published_at is not None
    assert processes.process(session, draft.address, people.visitor) is not None
    assert found(session, "crew", people.visitor) == [str(draft.id)]
    (line,) = processes.of_service(session, 524, people.visitor)
    assert (line.council, line.counts["steps"], line.state) == ("Oxford City Council", 2, "published")


def test_retired_it_leaves_the_lists_and_stays_at_its_address(
    session: Session, people: People, draft: Process
) -> None:
    publishing.publish(session, people.editor, draft.id)
    publishing.retire(session, people.editor, draft.id)
    assert processes.of_service(session, 524, people.visitor) == ()
    assert found(session, "crew", people.contributor) == []
    assert processes.process(session, draft.address, people.visitor) is not None
    assert processes.of_council(session, people.oxford, people.visitor)[0].state == "retired"
    publishing.undo(session, people.editor, draft.id)
    assert draft.state == "published"


def test_withdrawn_only_its_council_sees_it_and_undoes(
    session: Session, people: People, draft: Process
) -> None:
    publishing.withdraw(session, people.contributor, draft.id)
    assert found(session, "crew", people.contributor) == []
    assert [line.state for line in processes.of_council(session, people.oxford, people.contributor)] == [
        "withdrawn"
    ]
    publishing.undo(session, people.contributor, draft.id)
    assert draft.state == "draft"
    assert found(session, "crew", people.contributor) == [str(draft.id)]
    with pytest.raises(Refused, match="nothing to undo"):
        publishing.undo(session, people.contributor, draft.id)


def test_a_contributor_can_neither_publish_nor_undo_an_editors_withdrawal(
    session: Session, people: People, draft: Process
) -> None:
    with pytest.raises(NotAllowed):
        publishing.publish(session, people.contributor, draft.id)
    publishing.publish(session, people.editor, draft.id)
    with pytest.raises(NotAllowed):
        publishing.withdraw(session, people.contributor, draft.id)
    publishing.withdraw(session, people.editor, draft.id)
    with pytest.raises(NotAllowed):
        publishing.undo(session, people.contributor, draft.id)
    publishing.undo(session, people.editor, draft.id)
    assert draft.state == "published"


def test_a_wrong_upload_is_moved(session: Session, people: People, draft: Process) -> None:
    place = Place(people.cambridge, 528, "Book a bulky collection", 0, "to-be")
    with pytest.raises(NotAllowed):
        publishing.move(session, people.contributor, draft.id, place)
    publishing.move(session, people.contributor, draft.id, Place(people.oxford, 528, "Book a collection", 0))
    assert (draft.lgsl, draft.job, draft.interaction_id) == (528, "Book a collection", 0)
    publishing.move(session, people.library, draft.id, place)
    assert [council.slug for council in draft.organisations] == ["cambridge"]
    assert draft.stage == "to-be"
    assert processes.process(session, draft.address, people.contributor) is None


def test_two_councils_own_it_together(session: Session, people: People, draft: Process) -> None:
    publishing.share(session, people.contributor, draft.id, people.cambridge)
    assert processes.process(session, draft.address, people.stranger) is not None
    publishing.move(session, people.contributor, draft.id, Place(people.oxford, 530))
    assert len(draft.organisations) == 2
    publishing.share(session, people.contributor, draft.id, people.oxford, remove=True)
    with pytest.raises(Refused):
        publishing.share(session, people.stranger, draft.id, people.cambridge, remove=True)


def test_facts_are_written_down_and_taken_back(session: Session, people: People, draft: Process) -> None:
    facts = {"promised_days": "2", "fee": "£1,250.50", "system": " Whitespace ", "legal_basis": ""}
    publishing.set_facts(session, people.contributor, draft.id, facts)
    assert draft.facts == {"promised_days": 2.0, "fee": 1250.5, "system": "Whitespace"}
    publishing.set_facts(session, people.contributor, draft.id, {"fee": "£33 a year", "system": ""})
    assert draft.facts == {"promised_days": 2.0, "fee": "£33 a year"}
    assert found(session, "year", people.contributor) == [str(draft.id)]
    publishing.set_facts(session, people.contributor, draft.id, {"channels": " online, phone ", "appeal": ""})
    assert draft.facts == {"promised_days": 2.0, "fee": "£33 a year", "channels": "online, phone"}
    publishing.set_facts(session, people.contributor, draft.id, {"channels": ""})
    assert draft.facts == {"promised_days": 2.0, "fee": "£33 a year"}
    for wrong in ({"state": "published"}, {"stage": "soon"}, {"system": "x" * 201}):
        with pytest.raises(Refused):
            publishing.set_facts(session, people.contributor, draft.id, wrong)


def test_who_is_who_is_written_into_a_new_version(session: Session, people: People, draft: Process) -> None:
    parts = {"Desk": "front-office", "Crew": "contractor", "Resident": "resident"}
    version = edits.confirm_parts(session, people.contributor, draft.id, parts, on=1)
    assert (version.number, draft.current_number) == (2, 2)
    data = processes.data(session, version)
    assert data is not None
    diagram = read(data)
    assert {lane.key: lane.part for lane in diagram.lanes} == {"Desk": "front-office", "Crew": "contractor"}
    assert diagram.pool_by_key["Resident"].part == "resident"
    assert processes.data(session, draft.versions[0]) == MISSED_BIN
    with pytest.raises(Refused, match="version 2 meanwhile"):
        edits.confirm_parts(session, people.contributor, draft.id, parts, on=1)
    for wrong in ({"Desk": "boss"}, {"Nobody": "system"}):
        with pytest.raises(Refused):
            edits.confirm_parts(session, people.contributor, draft.id, wrong)
    assert draft.current_number == 2


def test_a_pattern_is_attached_and_taken_off(session: Session, people: People, draft: Process) -> None:
    with pytest.raises(NotAllowed):
        edits.attach_pattern(session, people.contributor, draft.id, "B", "address")
    edits.attach_pattern(session, people.editor, draft.id, "B", "address")
    version = edits.attach_pattern(session, people.editor, draft.id, "B", "contact-details", 1)
    assert [(one.ref, one.number) for one in version.patterns] == [("address", None), ("contact-details", 1)]
    shown = patterns.attached(session, version)
    assert [(one.element, one.ref, one.number, one.pinned) for one in shown] == [
        ("B", "address", 1, False),
        ("B", "contact-details", 1, True),
    ]
    assert all(one.record is not None and one.record.slug == one.ref for one in shown)
    assert [use.elements for use in patterns.where_used(session, "address", people.editor)] == [("B",)]
    assert patterns.where_used(session, "address", people.visitor) == ()
    version = edits.detach_pattern(session, people.editor, draft.id, "B", "address")
    assert [one.ref for one in version.patterns] == ["contact-details"]
    version = edits.detach_pattern(session, people.editor, draft.id, "B", "contact-details")
    assert [v.number for v in draft.versions] == [1, 2, 3, 4, 5]
    assert b"guildhall:pattern" not in (processes.data(session, version) or b"guildhall:pattern")


def test_nothing_changes_when_a_pattern_cannot_be_attached(
    session: Session, people: People, draft: Process
) -> None:
    for element, ref, number in (("B", "nothing", None), ("Nowhere", "address", None), ("B", "address", 9)):
        with pytest.raises(Refused):
            edits.attach_pattern(session, people.editor, draft.id, element, ref, number)
    assert draft.current_number == 1
    assert len(draft.versions) == 1


def test_taken_down_the_bytes_are_gone_and_a_tombstone_stays(
    session: Session, people: People, draft: Process
) -> None:
    with pytest.raises(NotAllowed):
        publishing.takedown(session, people.administrator, draft.id, 1, "A name")
    with pytest.raises(Refused, match="Say why"):
        publishing.takedown(session, people.library, draft.id, 1, " ")
    publishing.takedown(session, people.library, draft.id, 1, "It named a resident")
    session.expire_all()
    version = draft.current
    assert processes.data(session, version) is None
    stone = processes.tombstone(session, version)
    assert stone is not None
    assert (stone.taken_down_by, stone.taken_down_why) == ("Libby", "It named a resident")
    assert stone.taken_down_at is not None
    assert (version.labels, version.metrics, version.findings) == ([], {}, [])
    assert found(session, "crew", people.contributor) == []
    with pytest.raises(Refused, match="taken down"):
        edits.confirm_parts(session, people.contributor, draft.id, {"Crew": "contractor"})
    (again,) = uploads.upload(
        session, people.stranger, [IncomingFile("a.bpmn", MISSED_BIN)], Place(people.cambridge, 524)
    )
    assert not again.ok
    assert session.scalars(select(func.count()).select_from(Process)).one() == 1
    newer = uploads.new_version(session, people.contributor, draft.id, IncomingFile("b.bpmn", BADGE))
    assert newer.number == 2


def test_every_write_leaves_an_audit_row(session: Session, people: People, draft: Process) -> None:
    publishing.set_facts(session, people.contributor, draft.id, {"system": "X"})
    edits.confirm_parts(session, people.contributor, draft.id, {"Crew": "contractor"})
    edits.attach_pattern(session, people.editor, draft.id, "B", "address")
    edits.detach_pattern(session, people.editor, draft.id, "B", "address")
    publishing.publish(session, people.editor, draft.id)
    publishing.retire(session, people.editor, draft.id)
    publishing.undo(session, people.editor, draft.id)
    publishing.move(session, people.editor, draft.id, Place(people.oxford, 528))
    publishing.withdraw(session, people.editor, draft.id)
    publishing.takedown(session, people.library, draft.id, 1, "A name")
    rows = accounts.audit_of(session, "process", draft.id)
    assert [row.action for row in reversed(rows)] == [
        "upload", "set-facts", "confirm-parts", "attach-pattern", "detach-pattern", "publish", "retire",
        "undo", "move", "withdraw", "takedown",
    ]  # fmt: skip
    assert {row.who_name for row in rows} == {"Connie", "Eddie", "Libby"}


def test_a_refused_write_leaves_no_row_at_all(session: Session, people: People, draft: Process) -> None:
    before = session.scalars(select(func.count()).select_from(Audit)).one()
    with pytest.raises(NotAllowed):
        publishing.publish(session, people.stranger, draft.id)
    with pytest.raises(NotFound):
        publishing.publish(session, people.editor, 999_999)
    with pytest.raises(Refused):
        publishing.retire(session, people.editor, draft.id)
    assert session.scalars(select(func.count()).select_from(Audit)).one() == before
    assert session.scalars(select(func.count()).select_from(Blob)).one() == 1


def test_the_nearest_says_the_most_alike(session: Session, people: People, draft: Process) -> None:
    from tests.webapp.diagrams import OTHER_BIN

    place = Place(people.cambridge, 524, "Report a missed bin")
    uploads.upload(session, people.stranger, [IncomingFile("b.bpmn", OTHER_BIN)], place)
    (badge,) = uploads.upload(
        session, people.stranger, [IncomingFile("c.bpmn", BADGE)], Place(people.cambridge, 279, "Apply")
    )
    for line in processes.of_council(session, people.cambridge, people.stranger):
        publishing.publish(session, people.stranger, line.id)
    near = nearest.nearest(session, draft, people.contributor)
    assert near[0].line.council == "Cambridge City Council"
    assert near[0].line.lgsl == 524
    assert 0 < near[0].likeness <= 1
    assert all(one.line.id != badge.process_id or one.likeness < near[0].likeness for one in near)


@pytest.mark.parametrize("name", ["contact", "homepage"])
def test_details_that_are_too_long_are_refused(session: Session, people: People, name: str) -> None:
    with pytest.raises(Refused, match="too long"):
        councils.edit_council(
            session, people.administrator, people.oxford, **{name: "https://a.example/" + "x" * 400}
        )
