"""Processes in lists, one process whole, and the nearest in the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.permissions import VISITOR, Person, may
from webapp.store.tables import Blob, Organisation, Process, Service, Version, now


@dataclass(frozen=True)
class ProcessLine:
    """A process in a list. `counts` as in `Version`: steps, roles, touch_points, handovers, error, warning,
    advice."""

    id: int
    address: str
    job: str
    stage: str
    state: str
    council: str
    council_slugs: tuple[str, ...]
    lgsl: int | None
    service: str
    interaction_id: int | None
    number: int
    counts: dict[str, Any]
    facts: dict[str, Any]
    is_example: bool
    updated_at: datetime


def process(session: Session, address: str, person: Person | None = None) -> Process | None:
    """The process at `/processes/<address>`; None when there is none, or none that this person may know
    of."""
    query = select(Process).options(
        selectinload(Process.organisations),
        selectinload(Process.versions).joinedload(Version.created_by),
        joinedload(Process.service).selectinload(Service.functions),
        joinedload(Process.interaction),
    )
    if address.isascii() and address.isdigit() and len(address) < 18:
        # A try has a number as well, which anybody could guess: it is found by its secret alone.
        query = query.where(Process.id == int(address), Process.try_token.is_(None))
    else:
        query = query.where(Process.try_token == address, Process.expires_at > now())
    found = session.scalars(query).unique().one_or_none()
    return found if found is not None and may(person, "read", found) else None


def called(session: Session, id_: int) -> Process | None:
    """The process that a kept walk goes into, whoever looks at the walk: what they may see of it is asked apart."""
    return session.get(Process, id_)


def version(process: Process, number: int | None = None) -> Version | None:
    """A version of a process by its number; without one the newest."""
    wanted = process.current_number if number is None else number
    return next((found for found in process.versions if found.number == wanted), None)


def data(session: Session, version: Version) -> bytes | None:
    """A version's bytes exactly as they came; None when they were taken down."""
    return session.scalars(select(Blob.data).where(Blob.sha256 == version.sha256)).one()


def tombstone(session: Session, version: Version) -> Blob | None:
    """Who took a version down, when and why; None when nobody did."""
    blob = session.get(Blob, version.sha256)
    return blob if blob is not None and blob.taken_down_at is not None else None


def of_service(
    session: Session, lgsl: int, person: Person | None = None, job: str | None = None
) -> tuple[ProcessLine, ...]:
    """Every process of a service that the person may read in lists, by job, then council."""
    query = _lines(person).where(Process.lgsl == lgsl)
    if job is not None:
        query = query.where(Process.job == job)
    lines = _as_lines(session.execute(query.order_by(Process.job, Process.id)))
    return tuple(sorted(lines, key=lambda line: (line.job.lower(), line.council, line.id)))


def of_council(
    session: Session, organisation_id: int, person: Person | None = None
) -> tuple[ProcessLine, ...]:
    """Every process of a council that the person may read; its own people see drafts and withdrawn ones
    too."""
    query = _lines(person, retired=True).where(Process.organisations.any(Organisation.id == organisation_id))
    lines = _as_lines(session.execute(query))
    return tuple(sorted(lines, key=lambda line: (line.service, line.job.lower(), line.id)))


def lines(session: Session, ids: Iterable[int], person: Person | None = None) -> tuple[ProcessLine, ...]:
    """The lines of some processes in the order of `ids`, those that the person may read."""
    wanted = list(ids)
    found = {
        line.id: line for line in _as_lines(session.execute(_lines(person).where(Process.id.in_(wanted))))
    }
    return tuple(found[number] for number in wanted if number in found)


def recent(session: Session, person: Person | None = None, limit: int = 5) -> tuple[ProcessLine, ...]:
    """The processes last changed."""
    query = _lines(person).order_by(Process.updated_at.desc(), Process.id.desc()).limit(limit)
    return tuple(_as_lines(session.execute(query)))


def newest(session: Session, limit: int) -> tuple[Version, ...]:
    """The current versions of published processes, the last made first."""
    query = (
        select(Version)
        .join(Process, and_(Process.id == Version.process_id, Process.current_number == Version.number))
        .where(Process.state == "published")
        .order_by(Version.id.desc())
        .limit(limit)
    )
    return tuple(session.scalars(query))


def listed(person: Person | None = None, *, retired: bool = False) -> ColumnElement[bool]:
    """What may stand in a list for this person: published, and their own council's drafts; never a try."""
    who = person or VISITOR
    states = ("published", "retired") if retired else ("published",)
    if who.is_library_admin:
        return Process.try_token.is_(None)
    own = Process.organisations.any(Organisation.id.in_(who.organisation_ids)) if who.roles else None
    visible = Process.state.in_(states)
    return and_(Process.try_token.is_(None), or_(visible, own) if own is not None else visible)


def _lines(
    person: Person | None, *, retired: bool = False
) -> Select[tuple[Process, dict[str, Any], str | None]]:
    query = (
        select(Process, Version.counts, Service.label)
        .join(Version, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .outerjoin(Service, Service.lgsl == Process.lgsl)
        .options(selectinload(Process.organisations))
        .where(listed(person, retired=retired))
    )
    return query if retired else query.where(Process.state.in_(("published", "draft")))


def _as_lines(rows: Iterable[Any]) -> list[ProcessLine]:
    return [line_of(row, counts, label or "") for row, counts, label in rows]


def line_of(row: Process, counts: dict[str, Any], service: str) -> ProcessLine:
    """One process as a line of a list."""
    return ProcessLine(
        id=row.id,
        address=row.address,
        job=row.job,
        stage=row.stage,
        state=row.state,
        council=row.council,
        council_slugs=tuple(organisation.slug for organisation in row.organisations),
        lgsl=row.lgsl,
        service=service,
        interaction_id=row.interaction_id,
        number=row.current_number,
        counts=counts,
        facts=row.facts,
        is_example=row.is_example,
        updated_at=row.updated_at,
    )
