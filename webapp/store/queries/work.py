"""Walkthroughs, and what people said about matches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.permissions import Person, may
from webapp.store.queries.processes import listed
from webapp.store.tables import ConfirmedMatch, Process, Walkthrough, Workshop, now


@dataclass(frozen=True)
class Said:
    """What a person said of steps of A and B, as seen from the pair asked for. `together`: the id that all share
    that were said in one go (its own where it stands alone)."""

    id: int
    a: tuple[str, ...]
    b: tuple[str, ...]
    verdict: str
    who: str
    process_a: int
    process_b: int
    number_a: int
    number_b: int
    at: datetime
    together: int


def walkthrough(session: Session, walk_id: str, person: Person | None = None) -> Walkthrough | None:
    """The walkthrough of that secret address; None when its process is gone or hidden from this person."""
    found = session.scalars(
        select(Walkthrough)
        .where(Walkthrough.id == walk_id)
        .options(
            joinedload(Walkthrough.version),
            joinedload(Walkthrough.process).selectinload(Process.organisations),
            joinedload(Walkthrough.created_by),
        )
    ).one_or_none()
    if found is None or not may(person, "walk", found.process):
        return None
    expires = found.process.expires_at
    return found if expires is None or expires > now() else None


def walkthroughs_of(session: Session, person: Person, limit: int = 50) -> list[Walkthrough]:
    """The walkthroughs a person saved, newest first."""
    return list(
        session.scalars(
            select(Walkthrough)
            .where(
                Walkthrough.created_by_id == person.id,
                Walkthrough.created_by_id.is_not(None),
                Walkthrough.is_scenario.is_(False),
            )
            # A room's own walk is moved in its room only.
            .where(~exists().where(Workshop.walk_id == Walkthrough.id))
            .options(joinedload(Walkthrough.process).selectinload(Process.organisations))
            .order_by(Walkthrough.updated_at.desc())
            .limit(limit)
        )
    )


def scenarios(session: Session, process: Process) -> list[Walkthrough]:
    """The scenarios of a process, by name."""
    return list(
        session.scalars(
            select(Walkthrough)
            .where(Walkthrough.process_id == process.id, Walkthrough.is_scenario.is_(True))
            .options(joinedload(Walkthrough.version), joinedload(Walkthrough.created_by))
            .order_by(Walkthrough.title, Walkthrough.id)
        )
    )


def walks_of_process(
    session: Session, process: Process, person: Person, ids: Iterable[str] = (), limit: int = 50
) -> list[Walkthrough]:
    """One's own walks of a process, newest first: those of one's account and those of these addresses."""
    own: ColumnElement[bool] = Walkthrough.id.in_(list(ids))
    if person.id is not None:
        own = or_(own, Walkthrough.created_by_id == person.id)
    return list(
        session.scalars(
            select(Walkthrough)
            .where(Walkthrough.process_id == process.id, Walkthrough.is_scenario.is_(False), own)
            .where(~exists().where(Workshop.walk_id == Walkthrough.id))
            .options(joinedload(Walkthrough.version))
            .order_by(Walkthrough.updated_at.desc(), Walkthrough.id)
            .limit(limit)
        )
    )


def said(session: Session, a: int, b: int) -> tuple[Said, ...]:
    """What people said about the steps of processes `a` and `b`, whichever way round they said it, oldest
    first."""
    pair = or_(
        and_(ConfirmedMatch.process_a_id == a, ConfirmedMatch.process_b_id == b),
        and_(ConfirmedMatch.process_a_id == b, ConfirmedMatch.process_b_id == a),
    )
    return tuple(_said(row, a) for row in _rows(session, pair))


def said_among(session: Session, processes: Sequence[int]) -> tuple[Said, ...]:
    """What people said about the steps of any two of some processes, oldest first."""
    both = and_(ConfirmedMatch.process_a_id.in_(processes), ConfirmedMatch.process_b_id.in_(processes))
    return tuple(_said(row, row.process_a_id) for row in _rows(session, both))


def said_of_service(session: Session, lgsl: int) -> tuple[Said, ...]:
    """Everything people said about processes of one service: it helps the next council's comparison."""
    of_service = select(Process.id).where(Process.lgsl == lgsl)
    return tuple(
        _said(row, row.process_a_id) for row in _rows(session, ConfirmedMatch.process_a_id.in_(of_service))
    )


def spoken_of(
    session: Session, lgsl: int, person: Person | None, limit: int
) -> tuple[tuple[Process, Process, tuple[Said, ...]], ...]:
    """The pairs of processes of one service of whose steps people said something, with what they said: those last
    spoken of first, at most `limit`, and only what the person may read in lists."""
    may_read = select(Process.id).where(Process.lgsl == lgsl, listed(person, retired=True))
    which = and_(
        ConfirmedMatch.process_a_id.in_(may_read),
        ConfirmedMatch.process_b_id.in_(may_read),
    )
    grouped: dict[tuple[int, int], list[Said]] = {}
    for row in _rows(session, which):
        first, second = sorted((row.process_a_id, row.process_b_id))
        # Put in anew: the pair last spoken of stands last.
        grouped[first, second] = [*grouped.pop((first, second), []), _said(row, first)]
    newest = list(grouped.items())[::-1][:limit]
    numbers = {number for pair, _ in newest for number in pair}
    query = select(Process).where(Process.id.in_(numbers))
    wide = (selectinload(Process.organisations), selectinload(Process.versions))
    by_id = {process.id: process for process in session.scalars(query.options(*wide))}
    return tuple((by_id[a], by_id[b], tuple(said)) for (a, b), said in newest)


def _rows(session: Session, which: ColumnElement[bool]) -> Iterable[ConfirmedMatch]:
    return session.scalars(
        select(ConfirmedMatch)
        .where(which, ConfirmedMatch.undone_at.is_(None))
        .options(selectinload(ConfirmedMatch.who))
        .order_by(ConfirmedMatch.id)
    )


def _said(row: ConfirmedMatch, a: int) -> Said:
    straight = row.process_a_id == a
    first, second = (row.a, row.b) if straight else (row.b, row.a)
    numbers = (row.number_a, row.number_b) if straight else (row.number_b, row.number_a)
    ids = (row.process_a_id, row.process_b_id) if straight else (row.process_b_id, row.process_a_id)
    who = row.who.name if row.who else "Somebody who has left"
    together = row.together or row.id
    return Said(row.id, tuple(first), tuple(second), row.verdict, who, *ids, *numbers, row.at, together)
