"""Trying a diagram without an account: behind a secret, in no list, gone after a day, or kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import People
from webapp.actions import edits, uploads, walkthroughs
from webapp.actions.uploads import IncomingFile, Place
from webapp.errors import NotAllowed, Refused
from webapp.store import search
from webapp.store.queries import processes, work
from webapp.store.tables import Blob, Process, Version, Walkthrough, now


def tried(session: Session, people: People, lgsl: int | None = None, at: datetime | None = None) -> str:
    file = IncomingFile("a.bpmn", MISSED_BIN)
    (result,) = uploads.try_upload(session, people.visitor, [file], lgsl=lgsl, at=at)
    assert result.ok
    assert result.address is not None
    return result.address


def test_a_try_is_found_by_its_secret_alone(session: Session, people: People) -> None:
    address = tried(session, people, lgsl=524)
    assert len(address) >= 32
    found = processes.process(session, address, people.visitor)
    assert found is not None
    assert found.is_try
    for who in (people.visitor, people.contributor, people.library):
        assert processes.process(session, str(found.id), who) is None
        assert processes.of_service(session, 524, who) == ()
        assert processes.recent(session, who) == ()
    everything = search.Reader(everything=True)
    assert search.find(session, "crew log", kinds=("process",), reader=everything) == ()


def test_a_try_is_gone_after_a_day_with_all_of_it(session: Session, people: People) -> None:
    address = tried(session, people, at=now() - timedelta(hours=25))
    assert processes.process(session, address, people.visitor) is None
    process = session.scalars(select(Process)).one()
    kept = walkthroughs.save(session, people.visitor, process.id, 1, {"version": 1, "steps": []})
    assert work.walkthrough(session, kept.id, people.visitor) is None
    assert uploads.expire_tries(session) == 1
    for kind in (Process, Version, Blob, Walkthrough):
        assert session.scalars(select(func.count()).select_from(kind)).one() == 0
    assert uploads.expire_tries(session) == 0


def test_the_bytes_stay_while_a_council_has_them_too(session: Session, people: People) -> None:
    tried(session, people, at=now() - timedelta(hours=25))
    place = Place(people.oxford, 524)
    (kept,) = uploads.upload(session, people.contributor, [IncomingFile("a.bpmn", MISSED_BIN)], place)
    assert not kept.already
    uploads.expire_tries(session)
    version = session.get_one(Process, kept.process_id).current
    assert processes.data(session, version) == MISSED_BIN


def test_a_try_is_kept_by_a_council(session: Session, people: People) -> None:
    address = tried(session, people)
    kept = uploads.keep_try(
        session, people.contributor, address, Place(people.oxford, 524, "Report a missed bin", 17)
    )
    assert (kept.is_try, kept.state, kept.job) == (False, "draft", "Report a missed bin")
    assert processes.process(session, address, people.contributor) is None
    assert processes.process(session, kept.address, people.contributor) is not None
    assert processes.process(session, kept.address, people.visitor) is None
    own = search.Reader((people.oxford,))
    assert [hit.ref for hit in search.find(session, "crew", kinds=("process",), reader=own)] == [str(kept.id)]
    with pytest.raises(Refused):
        uploads.keep_try(session, people.contributor, address, Place(people.oxford, 524))


def test_keeping_needs_an_account_and_a_try_that_is_there(session: Session, people: People) -> None:
    address = tried(session, people)
    with pytest.raises(NotAllowed):
        uploads.keep_try(session, people.visitor, address, Place(people.oxford, 524))
    old = tried(session, people, at=now() - timedelta(hours=30))
    with pytest.raises(Refused, match="24 hours"):
        uploads.keep_try(session, people.contributor, old, Place(people.oxford, 524))


def test_who_is_who_is_confirmed_in_a_try_without_an_account(session: Session, people: People) -> None:
    process = processes.process(session, tried(session, people), people.visitor)
    assert process is not None
    version = edits.confirm_parts(session, people.visitor, process.id, {"Crew": "contractor"})
    assert version.number == 2
    with pytest.raises(NotAllowed):
        edits.attach_pattern(session, people.visitor, process.id, "A", "address")
