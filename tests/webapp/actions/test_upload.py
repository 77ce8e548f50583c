"""Uploading: every file gets a sentence, nothing is kept of a refused one and everything of the rest."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.drawing import drawn
from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from tests.webapp.people import People
from webapp.actions import publishing, uploads
from webapp.actions.incoming import RefusedFile, unpack
from webapp.actions.uploads import FileResult, IncomingFile, Place
from webapp.errors import NotAllowed, Refused
from webapp.settings import Limits
from webapp.store.queries import processes
from webapp.store.tables import Audit, Blob, Process, Version

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&d;</definitions>"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def place(people: People) -> Place:
    return Place(people.oxford, 524, "Report a missed bin", 17)


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def sent(
    session: Session, people: People, *files: tuple[str, bytes], **options: Limits
) -> tuple[FileResult, ...]:
    incoming = [IncomingFile(name, data) for name, data in files]
    return uploads.upload(session, people.contributor, incoming, place(people), **options)


def rows(session: Session) -> tuple[int, int, int]:
    return tuple(
        session.scalars(select(func.count()).select_from(kind)).one() for kind in (Process, Version, Blob)
    )  # type: ignore[return-value]


def test_an_upload_is_a_private_draft_that_says_what_was_read(session: Session, people: People) -> None:
    (result,) = sent(session, people, ("missed bin.bpmn", MISSED_BIN))
    assert result.ok
    assert result.text.startswith("We read 2 steps in 3 roles. The resident is involved ")
    assert result.address is not None
    kept = processes.process(session, result.address, people.contributor)
    assert kept is not None
    assert (kept.job, kept.lgsl, kept.interaction_id, kept.state) == ("Report a missed bin", 524, 17, "draft")
    assert [council.slug for council in kept.organisations] == ["oxford"]
    assert kept.current.created_by is not None
    assert kept.current.created_by.name == "Connie"
    assert kept.current.filename == "missed bin.bpmn"
    assert kept.current.metrics["decisions"] == 1
    assert "Waste contractor" in kept.current.labels
    assert processes.data(session, kept.current) == MISSED_BIN
    for stranger in (people.visitor, people.stranger):
        assert processes.process(session, result.address, stranger) is None
        assert processes.of_service(session, 524, stranger) == ()


def test_an_upload_leaves_an_audit_row(session: Session, people: People) -> None:
    (result,) = sent(session, people, ("a.bpmn", MISSED_BIN))
    row = session.scalars(select(Audit).where(Audit.action == "upload")).one()
    assert (row.who_name, row.subject_type, row.subject_id) == ("Connie", "process", str(result.process_id))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.bpmn", b"", "empty"),
        ("bomb.bpmn", BOMB, "DOCTYPE"),
        ("picture.bpmn", PNG, "picture|image|PNG"),
        ("broken.bpmn", MISSED_BIN[:-40], "XML"),
        ("page.bpmn", b"<html><body/></html>", "BPMN"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(
    session: Session, people: People, name: str, data: bytes, says: str
) -> None:
    (result,) = sent(session, people, (name, data))
    assert not result.ok
    assert any(word in result.text for word in says.split("|"))
    assert "\n" not in result.text
    assert rows(session) == (0, 0, 0)
    assert session.scalars(select(Audit).where(Audit.action == "upload")).all() == []


def test_the_rest_is_kept_when_one_is_refused(session: Session, people: People) -> None:
    results = sent(session, people, ("a.bpmn", MISSED_BIN), ("b.bpmn", PNG), ("c.bpmn", BADGE))
    assert [result.ok for result in results] == [True, False, True]
    assert rows(session) == (2, 2, 2)


def test_the_same_file_twice_is_recognised(session: Session, people: People) -> None:
    (first,) = sent(session, people, ("a.bpmn", MISSED_BIN))
    again = sent(session, people, ("b.bpmn", MISSED_BIN), ("c.bpmn", MISSED_BIN))
    assert all(result.ok and result.already for result in again)
    assert {result.process_id for result in again} == {first.process_id}
    assert "already have this file" in again[0].text
    assert rows(session) == (1, 1, 1)


def test_another_council_may_have_the_same_file(session: Session, people: People) -> None:
    sent(session, people, ("a.bpmn", MISSED_BIN))
    theirs = replace(place(people), organisation_id=people.cambridge)
    (result,) = uploads.upload(session, people.stranger, [IncomingFile("a.bpmn", MISSED_BIN)], theirs)
    assert not result.already
    assert rows(session) == (2, 2, 1)


def test_a_withdrawn_file_can_be_uploaded_again(session: Session, people: People) -> None:
    (first,) = sent(session, people, ("a.bpmn", MISSED_BIN))
    assert first.process_id is not None
    publishing.withdraw(session, people.contributor, first.process_id)
    (again,) = sent(session, people, ("a.bpmn", MISSED_BIN))
    assert not again.already


def test_a_zip_is_opened_and_its_files_answered_one_by_one(session: Session, people: People) -> None:
    data = zipped(**{"one/a.bpmn": MISSED_BIN, "b.bpmn": PNG, "notes.docx": b"x", "__MACOSX/._a.bpmn": b"x"})
    results = sent(session, people, ("all.zip", data))
    assert [(result.filename, result.ok) for result in results] == [
        ("all.zip/one/a.bpmn", True),
        ("all.zip/b.bpmn", False),
        ("all.zip/notes.docx", False),
    ]
    assert rows(session) == (1, 1, 1)


@pytest.mark.parametrize("path", ["../a.bpmn", "/etc/a.bpmn", "x/../../a.bpmn", "..\\a.bpmn", "C:\\a.bpmn"])
def test_a_zip_with_a_path_that_climbs_is_refused_whole(session: Session, people: People, path: str) -> None:
    (result,) = sent(session, people, ("all.zip", zipped(**{"good.bpmn": BADGE, path: MISSED_BIN})))
    assert not result.ok
    assert "leads out of it" in result.text
    assert rows(session) == (0, 0, 0)


def test_a_zip_bomb_is_refused_unopened(session: Session, people: People) -> None:
    data = zipped(**{f"{number}.bpmn": bytes(3_000_000) for number in range(8)})
    assert len(data) < 100_000
    (result,) = sent(session, people, ("bomb.zip", data), limits=Limits(zip_unpacked=20_000_000))
    assert not result.ok
    assert "larger than 19 MB" in result.text


def test_too_many_and_too_large_files_are_refused(session: Session, people: People) -> None:
    many = zipped(**{f"{number}.bpmn": b"x" for number in range(11)})
    (result,) = sent(session, people, ("many.zip", many), limits=Limits(zip_entries=10))
    assert "more than 10 files" in result.text
    large = zipped(**{"large.bpmn": bytes(2_000_000), "fine.bpmn": BADGE})
    results = sent(session, people, ("large.zip", large), limits=Limits(file=1_000_000))
    assert [one.ok for one in results] == [False, True]
    (single,) = sent(session, people, ("large.bpmn", bytes(1_000_001)), limits=Limits(file=1_000_000))
    assert "larger than" in single.text


def test_a_zip_that_lies_about_its_sizes_is_held_to_the_limit(session: Session, people: People) -> None:
    data = zipped(**{"lies.bpmn": b" " * 5_000_000})
    lying = data.replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != data
    (result,) = sent(session, people, ("lies.zip", lying))
    assert not result.ok


@pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing more", zipped(**{"a.bpmn": MISSED_BIN})[:-30]])
def test_a_damaged_zip_is_refused(session: Session, people: People, data: bytes) -> None:
    (result,) = sent(session, people, ("damaged.zip", data))
    assert "damaged" in result.text


def test_files_without_a_job_are_called_what_they_say(session: Session, people: People) -> None:
    results = uploads.upload(
        session,
        people.contributor,
        [IncomingFile("report_a-missed_bin.bpmn", BADGE)],
        Place(people.oxford, 524),
    )
    assert session.get_one(Process, results[0].process_id).job == "report a missed bin"


def test_only_the_councils_own_people_upload(session: Session, people: People) -> None:
    for who in (people.visitor, people.stranger):
        with pytest.raises(NotAllowed):
            uploads.upload(session, who, [IncomingFile("a.bpmn", BADGE)], place(people))
    assert rows(session) == (0, 0, 0)


@pytest.mark.parametrize("wrong", [{"lgsl": 999_999}, {"interaction_id": 99}, {"stage": "maybe"}])
def test_a_place_that_is_none_is_refused(session: Session, people: People, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        uploads.upload(
            session,
            people.contributor,
            [IncomingFile("a.bpmn", BADGE)],
            replace(place(people), **wrong),  # type: ignore[arg-type]
        )


def test_a_new_version_and_the_same_bytes_again(session: Session, people: People) -> None:
    (first,) = sent(session, people, ("a.bpmn", MISSED_BIN))
    assert first.process_id is not None
    newer = uploads.new_version(
        session, people.contributor, first.process_id, IncomingFile("b.bpmn", OTHER_BIN), why="Redrawn"
    )
    assert (newer.ok, newer.number) == (True, 2)
    same = uploads.new_version(
        session, people.contributor, first.process_id, IncomingFile("c.bpmn", OTHER_BIN)
    )
    assert same.already
    bad = uploads.new_version(session, people.contributor, first.process_id, IncomingFile("c.bpmn", PNG))
    assert not bad.ok
    kept = session.get_one(Process, first.process_id)
    assert [(version.number, version.why) for version in kept.versions] == [(1, "Uploaded"), (2, "Redrawn")]
    assert processes.data(session, kept.versions[0]) == MISSED_BIN


def test_a_chain_of_thousands_of_steps_is_taken(session: Session, people: People) -> None:
    steps = "\n".join(f't{n} "Step {n}"'.join(("task ", "")) for n in range(3000))
    chain = " -> ".join(f"t{n}" for n in range(3000))
    (result,) = sent(session, people, ("long.bpmn", drawn(f"start S\n{steps}\nend E\nS -> {chain} -> E")))
    assert result.ok
    assert "3,000 steps" in result.text


def test_what_takes_too_long_is_refused_and_the_files_before_are_kept() -> None:
    ticking = iter([0.0, 1.0, 30.0, 61.0, 62.0])
    files = [IncomingFile(f"{name}.bpmn", MISSED_BIN) for name in "abcd"]
    taken = list(unpack(files, Limits(request_seconds=60), clock=lambda: next(ticking)))
    assert [type(one).__name__ for one in taken] == [
        "IncomingFile",
        "IncomingFile",
        "RefusedFile",
        "RefusedFile",
    ]
    assert isinstance(taken[2], RefusedFile)
    assert taken[2].reason == "The files before it took too long: send this one again in a smaller portion."
