"""Walkthroughs kept, and what people say about matches."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.webapp.diagrams import MISSED_BIN, OTHER_BIN
from tests.webapp.people import People
from webapp.actions import matches, publishing, uploads, walkthroughs
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.store.queries import people as accounts
from webapp.store.queries import work
from webapp.store.tables import now

LOG = {
    "version": 1,
    "process": "P",
    "steps": [
        {"kind": "do", "pool": "Oxford", "element": "A", "chose": [], "answers": {"postcode": "OX1 1AA"}},
        {"kind": "choose", "pool": "Oxford", "element": "G", "chose": ["G-B"], "answers": {}},
    ],
}


@pytest.fixture
def pair(session: Session, people: People) -> tuple[int, int]:
    place = Place(people.oxford, 524, "Report a missed bin")
    (ours,) = uploads.upload(session, people.contributor, [IncomingFile("a.bpmn", MISSED_BIN)], place)
    place = Place(people.cambridge, 524, "Report a missed bin")
    (theirs,) = uploads.upload(session, people.stranger, [IncomingFile("b.bpmn", OTHER_BIN)], place)
    assert ours.process_id
    assert theirs.process_id
    publishing.publish(session, people.stranger, theirs.process_id)
    return ours.process_id, theirs.process_id


def test_a_visitors_walk_keeps_its_choices_and_nothing_typed(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    kept = walkthroughs.save(session, people.visitor, pair[1], 1, LOG, keep_answers=True)
    assert len(kept.id) >= 32
    assert "OX1" not in str(kept.log)
    assert [step["element"] for step in kept.log["steps"]] == ["A", "G"]
    assert work.walkthrough(session, kept.id, people.visitor) is kept


def test_answers_are_kept_only_where_somebody_signed_in_asks(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    plain = walkthroughs.save(session, people.editor, pair[0], 1, LOG)
    assert not plain.keeps_answers
    full = walkthroughs.save(session, people.editor, pair[0], 1, LOG, keep_answers=True, title="Amira")
    assert full.log["steps"][0]["answers"] == {"postcode": "OX1 1AA"}
    assert [walk.id for walk in work.walkthroughs_of(session, people.editor)] == [full.id, plain.id]
    assert accounts.audit_of(session, "walkthrough", full.id)[0].action == "save-walkthrough"


def test_one_goes_on_under_its_address_and_somebody_elses_becomes_new(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    own = walkthroughs.save(session, people.editor, pair[0], 1, {"version": 1, "steps": []})
    again = walkthroughs.save(session, people.editor, pair[0], 1, LOG, walk_id=own.id)
    assert again.id == own.id
    other = walkthroughs.save(session, people.contributor, pair[0], 1, LOG, walk_id=own.id)
    assert other.id != own.id
    with pytest.raises(NotFound):
        walkthroughs.forget(session, people.contributor, own.id)
    walkthroughs.forget(session, people.editor, own.id)
    assert work.walkthrough(session, own.id, people.editor) is None


def test_a_walk_through_a_draft_is_the_councils_own(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    with pytest.raises(NotAllowed):
        walkthroughs.save(session, people.visitor, pair[0], 1, LOG)
    kept = walkthroughs.save(session, people.contributor, pair[0], 1, LOG)
    assert work.walkthrough(session, kept.id, people.stranger) is None
    with pytest.raises(NotFound):
        walkthroughs.save(session, people.contributor, pair[0], 7, LOG)
    with pytest.raises(Refused):
        walkthroughs.save(session, people.contributor, pair[0], 1, {"steps": [{}] * 2001})


def test_a_match_is_confirmed_and_seen_from_both_sides(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    a, b = pair
    matches.confirm(session, people.contributor, a, b, ["A"], ["A", "B"])
    (said,) = work.said(session, a, b)
    assert (said.a, said.b, said.verdict, said.who) == (("A",), ("A", "B"), "confirmed", "Connie")
    (mirrored,) = work.said(session, b, a)
    assert (mirrored.a, mirrored.b, mirrored.process_a) == (("A", "B"), ("A",), b)
    assert work.said_of_service(session, 524)[0].id == said.id


def test_the_newest_word_counts_and_can_be_undone(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    a, b = pair
    matches.confirm(session, people.contributor, a, b, ["B"], ["B"])
    matches.reject(session, people.editor, b, a, ["B"], ["B"])
    (said,) = work.said(session, a, b)
    assert (said.verdict, said.who) == ("rejected", "Eddie")
    matches.undo(session, people.contributor, said.id)
    (back,) = work.said(session, a, b)
    assert (back.verdict, back.who) == ("confirmed", "Connie"), "what was replaced counts again"
    with pytest.raises(NotFound):
        matches.undo(session, people.contributor, said.id)


def test_only_those_of_one_of_the_councils_correct_and_only_steps_there_are(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    a, b = pair
    with pytest.raises(NotAllowed):
        matches.confirm(session, people.visitor, a, b, ["A"], ["A"])
    with pytest.raises(NotAllowed):
        matches.confirm(session, people.stranger, a, b, ["A"], ["A"])
    for wrong in (([], ["A"]), (["A"], []), (["A"], ["Z"])):
        with pytest.raises(Refused):
            matches.confirm(session, people.contributor, a, b, *wrong)
    with pytest.raises(Refused):
        matches.confirm(session, people.contributor, a, a, ["A"], ["B"])


def test_a_visitors_walk_is_gone_after_thirty_days_and_an_accounts_stays(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    visitors = walkthroughs.save(session, people.visitor, pair[1], 1, LOG).id
    editors = walkthroughs.save(session, people.editor, pair[0], 1, LOG).id
    assert walkthroughs.expire(session, at=now() + timedelta(days=29)) == 0
    assert walkthroughs.expire(session, at=now() + timedelta(days=31)) == 1
    session.expire_all()
    assert work.walkthrough(session, visitors, people.visitor) is None
    assert work.walkthrough(session, editors, people.editor) is not None
