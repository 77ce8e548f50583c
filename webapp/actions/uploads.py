"""Bringing diagrams in: uploads of a council, tries without an account, and new versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpmn.errors import UnreadableDocument
from bpmn.write.xml import clean
from webapp.actions import base, indexing, versions
from webapp.actions.incoming import IncomingFile, RefusedFile, unpack
from webapp.actions.understanding import Understanding, understand
from webapp.errors import Refused
from webapp.permissions import Person, require
from webapp.settings import Limits
from webapp.store.database import writing
from webapp.store.processes import STAGES
from webapp.store.tables import Blob, Interaction, Organisation, Process, Service, Version, Walkthrough, now

__all__ = [
    "FileResult",
    "IncomingFile",
    "Place",
    "already",
    "check_place",
    "expire_tries",
    "keep_try",
    "known_result",
    "new_version",
    "put",
    "try_upload",
    "upload",
]

LONGEST_JOB = 200


@dataclass(frozen=True)
class Place:
    """Where an upload belongs. `job` empty: each file's own name."""

    organisation_id: int
    lgsl: int
    job: str = ""
    interaction_id: int | None = None
    stage: str = "as-is"


@dataclass(frozen=True)
class FileResult:
    """What became of one file, in plain English (`text`). `already`: we had it, and these are the ids of
    that."""

    filename: str
    ok: bool
    text: str
    process_id: int | None = None
    address: str | None = None
    number: int | None = None
    already: bool = False


def upload(
    session: Session,
    who: Person,
    files: Iterable[IncomingFile],
    place: Place,
    *,
    limits: Limits | None = None,
    why: str = "Uploaded",
) -> tuple[FileResult, ...]:
    """Each file (those inside zips too) becomes a private draft of the council; one result a file, in order.

    Nothing is kept of a refused file and everything of the rest. Raises `NotAllowed`, and `Refused` when the
    place itself does not exist.
    """
    require(who, "upload", base.organisation(session, place.organisation_id))
    check_place(session, place)
    return tuple(
        _refused(file) if isinstance(file, RefusedFile) else _upload_one(session, who, file, place, why)
        for file in unpack(files, limits or Limits())
    )


def try_upload(
    session: Session,
    who: Person,
    files: Iterable[IncomingFile],
    *,
    lgsl: int | None = None,
    job: str = "",
    limits: Limits | None = None,
    at: datetime | None = None,
) -> tuple[FileResult, ...]:
    """As `upload`, for anybody: kept behind an unguessable address, in no list, and gone after a day.

    Tries whose day is over go now.
    """
    held, moment = limits or Limits(), at or now()
    require(who, "try")
    expire_tries(session, at=moment)
    results: list[FileResult] = []
    for file in unpack(files, held):
        if isinstance(file, RefusedFile):
            results.append(_refused(file))
            continue
        try:
            found = understand(file.data)
            with writing(session):
                process = Process(
                    lgsl=lgsl if _is_service(session, lgsl) else None,
                    job=_job(job, found, file.name),
                    created_by_id=who.id,
                    try_token=base.token(),
                    expires_at=moment + held.try_life,
                )
                results.append(_stored(session, who, process, found, file.name, "Tried", "try"))
        except (UnreadableDocument, Refused) as error:
            results.append(FileResult(file.name, False, str(error)))
    return tuple(results)


def keep_try(session: Session, who: Person, token: str, place: Place) -> Process:
    """Make a try a private draft of a council. Raises `Refused` when it is gone already."""
    require(who, "upload", base.organisation(session, place.organisation_id))
    check_place(session, place)
    with writing(session):
        process = session.scalars(select(Process).where(Process.try_token == token)).one_or_none()
        if process is None or process.expires_at is None or process.expires_at <= now():
            raise Refused("This try is gone: tries are kept for 24 hours. Upload the file again.")
        process.try_token = process.expires_at = None
        process.created_by_id = who.id
        process.job = place.job.strip()[:LONGEST_JOB] or process.job
        put(session, process, place)
        for version in process.versions:
            version.created_by_id = version.created_by_id or who.id
        session.flush()
        indexing.process(session, process)
        base.audit(session, who, "keep-try", "process", process.id, organisation=place.organisation_id)
    return process


def expire_tries(session: Session, *, at: datetime | None = None) -> int:
    """Remove every try whose day is over, with its bytes and walkthroughs; how many there were."""
    moment = at or now()
    due = select(Process).where(Process.try_token.is_not(None), Process.expires_at <= moment)
    if session.scalars(due.limit(1)).first() is None:
        return 0
    with writing(session):
        gone = session.scalars(due).all()
        addresses = {version.sha256 for process in gone for version in process.versions}
        for process in gone:
            _delete_try(session, process)
        session.flush()
        _drop_unused(session, addresses)
        base.audit(session, Person(name="Guildhall"), "expire-tries", "process", "", count=len(gone))
    return len(gone)


def new_version(
    session: Session,
    who: Person,
    process_id: int,
    file: IncomingFile,
    *,
    why: str = "",
    limits: Limits | None = None,
) -> FileResult:
    """A newer file for a process. The same bytes as the newest version's change nothing and are said to."""
    require(who, "edit", base.process(session, process_id))
    (single, *more) = unpack([file], limits or Limits())
    if more:
        return FileResult(
            file.name, False, "A new version is one file: send the diagram, not a zip of several."
        )
    if isinstance(single, RefusedFile):
        return _refused(single)
    try:
        found = understand(single.data)
        indexing.warm(found.diagram)
        with writing(session):
            process = base.process(session, process_id, lock=True)
            require(who, "edit", process)
            if process.current.sha256 == base.sha256(single.data):
                number = process.current_number
                text = f"This is the same file as version {number}: nothing changed."
                return FileResult(single.name, True, text, process.id, process.address, number, already=True)
            version = versions.add(session, who, process, found, _plain_name(single.name), why)
            base.audit(session, who, "new-version", "process", process.id, number=version.number)
            text = f"Saved as version {version.number}. {_read(found)}"
            return FileResult(single.name, True, text, process.id, process.address, version.number)
    except (UnreadableDocument, Refused) as error:
        return FileResult(single.name, False, str(error))


def _upload_one(session: Session, who: Person, file: IncomingFile, place: Place, why: str) -> FileResult:
    try:
        known = already(session, place.organisation_id, base.sha256(file.data))
        if known is not None:
            return known_result(file.name, known)
        found = understand(file.data)
        indexing.warm(found.diagram)
        with writing(session):
            # Again, now that nobody else can write: the same file may have been sent twice at the same time.
            known = already(session, place.organisation_id, base.sha256(file.data))
            if known is not None:
                return known_result(file.name, known)
            process = Process(job=_job(place.job, found, file.name), created_by_id=who.id)
            put(session, process, place)
            return _stored(session, who, process, found, file.name, why, "upload")
    except (UnreadableDocument, Refused) as error:
        return FileResult(file.name, False, str(error))


def known_result(filename: str, version: Version) -> FileResult:
    """The result for a file that the council has already."""
    process = version.process
    text = f"We already have this file: it is version {version.number} of “{process.job}”. Nothing was added."
    return FileResult(filename, True, text, process.id, process.address, version.number, already=True)


def _stored(
    session: Session, who: Person, process: Process, found: Understanding, name: str, why: str, action: str
) -> FileResult:
    session.add(process)
    version = versions.add(session, who, process, found, _plain_name(name), why)
    base.audit(session, who, action, "process", process.id, sha256=version.sha256)
    return FileResult(name, True, _read(found), process.id, process.address, version.number)


def already(session: Session, organisation_id: int, address: str) -> Version | None:
    """The council's version with these very bytes, unless it was withdrawn."""
    return session.scalars(
        select(Version)
        .join(Process)
        .where(
            Version.sha256 == address,
            Process.state != "withdrawn",
            Process.organisations.any(Organisation.id == organisation_id),
        )
        .order_by(Version.id)
        .limit(1)
    ).first()


def _is_service(session: Session, lgsl: int | None) -> bool:
    return lgsl is not None and session.get(Service, lgsl) is not None


def check_place(session: Session, place: Place) -> None:
    """Raise `Refused` when the place names what the library does not have."""
    if session.get(Service, place.lgsl) is None:
        raise Refused(f"There is no service with the number {place.lgsl}. Choose one from the list.")
    if place.interaction_id is not None and session.get(Interaction, place.interaction_id) is None:
        raise Refused(
            f"There is no interaction with the number {place.interaction_id}. Choose one from the list."
        )
    if place.stage not in STAGES:
        raise Refused("A process is either as it is now (as-is) or as it is to be (to-be).")


def put(session: Session, process: Process, place: Place) -> None:
    """Put a process where `place` says, but for its job."""
    process.lgsl = place.lgsl
    process.interaction_id = place.interaction_id
    process.stage = place.stage
    process.organisations = [base.organisation(session, place.organisation_id)]


def _job(given: str, found: Understanding, filename: str) -> str:
    own = next((process.name for process in found.diagram.processes if process.name.strip()), "")
    stem = PurePosixPath(clean(filename)).stem.replace("-", " ").replace("_", " ").strip()
    return " ".join((clean(given).strip() or own or stem or "Not named yet").split())[:LONGEST_JOB]


def _plain_name(name: str) -> str:
    return clean(PurePosixPath(name.replace("\\", "/")).name)


def _read(found: Understanding) -> str:
    counts = found.counts
    text = f"We read {_many(counts['steps'], 'step')} in {_many(counts['roles'], 'role')}."
    if counts["touch_points"]:
        text += f" The resident is involved {_many(counts['touch_points'], 'time')}."
    return text


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _refused(file: RefusedFile) -> FileResult:
    return FileResult(file.name, False, file.reason)


def _delete_try(session: Session, process: Process) -> None:
    for walk in session.scalars(select(Walkthrough).where(Walkthrough.process_id == process.id)):
        session.delete(walk)
    session.flush()
    session.delete(process)


def _drop_unused(session: Session, addresses: set[str]) -> None:
    for address in addresses:
        if session.scalars(select(Version.id).where(Version.sha256 == address).limit(1)).first() is None:
            blob = session.get(Blob, address)
            if blob is not None and blob.taken_down_at is None:
                session.delete(blob)
