"""Starting from what councils have in common: a drafted diagram becomes a private draft of one's own council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.actions import base, uploads, versions
from webapp.actions.understanding import understand
from webapp.actions.uploads import Place
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Process


@dataclass(frozen=True)
class Drafted:
    """A drafted file: its bytes, a name for it, what it was drafted from in a sentence, and the ids of these
    processes."""

    data: bytes
    filename: str
    note: str
    processes: tuple[int, ...]


@dataclass(frozen=True)
class Adopted:
    """The draft, and whether the council had this very file `already`."""

    process: Process
    already: bool


def adopt(session: Session, who: Person, drafted: Drafted, place: Place) -> Adopted:
    """Make a drafted diagram a private draft of the council in `place`, to be changed from there.

    Its note says what it was drafted from. Raises `NotAllowed`, and `Refused` when the place does not
    exist."""
    require(who, "upload", base.organisation(session, place.organisation_id))
    uploads.check_place(session, place)
    for process in _sources(session, drafted.processes):
        require(who, "read", process)
    found = understand(drafted.data)
    with writing(session):
        known = uploads.already(session, place.organisation_id, base.sha256(drafted.data))
        if known is not None:
            return Adopted(known.process, already=True)
        process = Process(
            job=" ".join(place.job.split())[: uploads.LONGEST_JOB] or "Not named yet",
            created_by_id=who.id,
            note=drafted.note,
        )
        uploads.put(session, process, place)
        session.add(process)
        version = versions.add(session, who, process, found, drafted.filename, drafted.note)
        base.audit(
            session, who, "adopt", "process", process.id, sha256=version.sha256, of=list(drafted.processes)
        )
    return Adopted(process, already=False)


def _sources(session: Session, processes: Sequence[int]) -> list[Process]:
    return [base.process(session, number) for number in processes]
