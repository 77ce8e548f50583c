"""What councils decided about differences: of one pair, and of all that somebody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from webapp.permissions import Person
from webapp.store.queries.processes import listed
from webapp.store.tables import Decision, Organisation, Process, ProcessOrganisation

MOST = 5_000
"""Decisions of one table or file at most."""


@dataclass(frozen=True)
class Decided:
    """One decision, as a page shows it. `process` is the council's own, `other` what it was compared with."""

    id: int
    process: Process = field(repr=False)
    other: Process = field(repr=False)
    key: str
    topic: str
    text: str
    numbers: tuple[int, int]
    setting: str
    reason: str | None
    choice: str | None
    owner: str
    due: date | None
    note: str
    at: datetime
    who: str
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True)
class Wanted:
    """Which decisions: every part narrows it, None and "" leave it open. `before` is the last date of those that
    are due. `process` and `other` are ids, whichever of the two decided."""

    choice: str = ""
    reason: str = ""
    council: int | None = None
    lgsl: int | None = None
    before: date | None = None
    process: int | None = None
    other: int | None = None


def of_pair(session: Session, a: int, b: int, *, history: bool = False) -> tuple[Decided, ...]:
    """What either of the two councils decided about differences between these processes, oldest first; with
    `history` also what counts no more."""
    query = _rows().where(_between(a, b)).order_by(Decision.id)
    if not history:
        query = query.where(Decision.ended_at.is_(None))
    return _all(session, query)


def found(
    session: Session, person: Person | None, wanted: Wanted, *, limit: int = MOST, offset: int = 0
) -> tuple[Decided, ...]:
    """The decisions that count, of processes that the person may read in lists: what is due first, then the
    newest."""
    query = _rows().where(*_readable(person), *_narrowed(wanted))
    due = (Decision.due.is_(None), Decision.due, Decision.id.desc())
    return _all(session, query.order_by(*due).limit(limit).offset(offset))


def number_found(session: Session, person: Person | None, wanted: Wanted) -> int:
    """How many `found` would give without a limit."""
    query = select(func.count(Decision.id)).where(*_readable(person), *_narrowed(wanted))
    return session.scalar(query) or 0


def councils(session: Session, person: Person | None) -> tuple[Organisation, ...]:
    """The councils that decided something this person may read, by name."""
    deciding = select(Decision.process_id).where(*_readable(person))
    owners = select(ProcessOrganisation.organisation_id).where(ProcessOrganisation.process_id.in_(deciding))
    query = select(Organisation).where(Organisation.id.in_(owners))
    return tuple(session.scalars(query.order_by(Organisation.name)))


def _rows() -> Select[Any]:
    return select(Decision).options(
        joinedload(Decision.process).selectinload(Process.organisations),
        joinedload(Decision.other).selectinload(Process.organisations),
        selectinload(Decision.who),
        selectinload(Decision.ended_by),
    )


def _between(a: int, b: int) -> ColumnElement[bool]:
    return or_(
        and_(Decision.process_id == a, Decision.other_id == b),
        and_(Decision.process_id == b, Decision.other_id == a),
    )


def _readable(person: Person | None) -> Iterable[ColumnElement[bool]]:
    """That count, and both of whose processes may stand in this person's lists."""
    may_read = select(Process.id).where(listed(person, retired=True))
    return (Decision.ended_at.is_(None), Decision.process_id.in_(may_read), Decision.other_id.in_(may_read))


def _narrowed(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.choice:
        yield Decision.choice == wanted.choice
    if wanted.reason:
        yield Decision.reason == wanted.reason
    if wanted.council is not None:
        yield Decision.process.has(Process.organisations.any(Organisation.id == wanted.council))
    if wanted.lgsl is not None:
        own = aliased(Process)
        yield Decision.process_id.in_(select(own.id).where(own.lgsl == wanted.lgsl))
    if wanted.before is not None:
        yield and_(Decision.due.is_not(None), Decision.due <= wanted.before)
    if wanted.process is not None and wanted.other is not None:
        yield _between(wanted.process, wanted.other)


def _all(session: Session, query: Select[Any]) -> tuple[Decided, ...]:
    return tuple(_decided(row) for row in session.scalars(query).unique())


def _decided(row: Decision) -> Decided:
    return Decided(
        id=row.id,
        process=row.process,
        other=row.other,
        key=row.key,
        topic=row.topic,
        text=row.text,
        numbers=(row.number, row.other_number),
        setting=row.setting,
        reason=row.reason,
        choice=row.choice,
        owner=row.owner,
        due=row.due,
        note=row.note,
        at=row.at,
        who=row.said_by,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
    )
