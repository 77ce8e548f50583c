"""Adding a version to a process: the one place where bytes enter the store."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.actions import checking, indexing
from webapp.actions.base import sha256
from webapp.actions.understanding import Understanding
from webapp.errors import Refused
from webapp.permissions import Person
from webapp.store.tables import Blob, Process, Version, VersionPattern, now

LONGEST_NAME = 300


def add(
    session: Session,
    who: Person,
    process: Process,
    found: Understanding,
    filename: str,
    why: str,
    *,
    later: bool = False,
) -> Version:
    """A new newest version of `process` from a file that was understood, found by search from now on (with `later` by
    meaning only when `indexing.fill` comes to it).

    Raises `Refused` when these very bytes were taken down.
    """
    number = process.current_number + 1 if process.versions else 1
    version = Version(
        number=number,
        sha256=_kept(session, found.data),
        filename=filename[-LONGEST_NAME:],
        why=why,
        created_by_id=who.id,
        patterns=[
            VersionPattern(position=position, element=element, ref=ref.ref, number=ref.version)
            for position, (element, ref) in enumerate(found.patterns)
        ],
    )
    checking.derive(session, version, found)
    process.versions.append(version)
    process.current_number = number
    process.updated_at = now()
    session.flush()
    indexing.process(session, process, found.diagram, later=later)
    return version


def data_of(session: Session, version: Version) -> bytes:
    """A version's bytes as they came. Raises `Refused` when they were taken down."""
    data = session.scalars(select(Blob.data).where(Blob.sha256 == version.sha256)).one()
    if data is None:
        raise Refused("This version's file was taken down and can no longer be read.")
    return data


def _kept(session: Session, data: bytes) -> str:
    address = sha256(data)
    blob = session.get(Blob, address)
    if blob is None:
        session.add(Blob(sha256=address, data=data, size=len(data)))
    elif blob.taken_down_at is not None:
        raise Refused("This very file was taken down from the library and cannot come back.")
    return address
