"""What people say about matches: that steps of two processes are the same work, or are not. Credited, and
undone."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bpmn.reader import read
from webapp.actions import base, versions
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, may, require
from webapp.store.database import writing
from webapp.store.tables import ConfirmedMatch, Process, now


def confirm(
    session: Session, who: Person, a_id: int, b_id: int, a: Iterable[str], b: Iterable[str]
) -> ConfirmedMatch:
    """Say that these steps of process `a_id` are the same work as those of `b_id`."""
    return _say(session, who, a_id, b_id, a, b, "confirmed")


def reject(
    session: Session, who: Person, a_id: int, b_id: int, a: Iterable[str], b: Iterable[str]
) -> ConfirmedMatch:
    """Say that these steps are not the same work."""
    return _say(session, who, a_id, b_id, a, b, "rejected")


def undo(session: Session, who: Person, match_id: int) -> ConfirmedMatch:
    """Take back what was said; the row stays, and counts no more."""
    with writing(session):
        match = session.get(ConfirmedMatch, match_id)
        if match is None or match.undone_at is not None:
            raise NotFound("There is no such correction, or it was undone already.")
        pair = (base.process(session, match.process_a_id), base.process(session, match.process_b_id))
        if not all(may(who, "compare", one) for one in pair):
            # A number can be guessed: it must not tell that there is a draft behind it.
            raise NotFound("There is no such correction, or it was undone already.")
        _require(who, *pair)
        match.undone_at = now()
        base.audit(session, who, "undo-match", "match", match.id)
    return match


def _say(
    session: Session,
    who: Person,
    a_id: int,
    b_id: int,
    a: Iterable[str],
    b: Iterable[str],
    verdict: str,
) -> ConfirmedMatch:
    steps_a, steps_b = list(dict.fromkeys(a)), list(dict.fromkeys(b))
    if a_id == b_id:
        raise Refused("Choose two different processes.")
    if not steps_a or not steps_b:
        raise Refused("Choose at least one step on each side.")
    with writing(session):
        first, second = base.process(session, a_id), base.process(session, b_id)
        _require(who, first, second)
        _check_steps(session, first, steps_a)
        _check_steps(session, second, steps_b)
        _take_back_the_same(session, first, second, steps_a, steps_b)
        match = ConfirmedMatch(
            process_a_id=first.id,
            process_b_id=second.id,
            number_a=first.current_number,
            number_b=second.current_number,
            a=steps_a,
            b=steps_b,
            verdict=verdict,
            who_id=who.id,
        )
        session.add(match)
        session.flush()
        base.audit(session, who, f"{verdict}-match", "match", match.id, a=first.id, b=second.id)
    return match


def _require(who: Person, first: Process, second: Process) -> None:
    """Both must be readable, and one of them their own council's."""
    require(who, "compare", first)
    require(who, "compare", second)
    if not may(who, "confirm-match", first):
        require(who, "confirm-match", second)


def _check_steps(session: Session, process: Process, keys: list[str]) -> None:
    nodes = read(versions.data_of(session, process.current)).node_by_key
    if any(key not in nodes for key in keys):
        raise Refused(f"“{process.job}” has changed meanwhile: compare again, then correct the matching.")


def _take_back_the_same(
    session: Session, first: Process, second: Process, steps_a: list[str], steps_b: list[str]
) -> None:
    """The newest word about the same steps is the one that counts."""
    pair = {first.id, second.id}
    rows = session.scalars(
        select(ConfirmedMatch).where(
            ConfirmedMatch.undone_at.is_(None),
            or_(ConfirmedMatch.process_a_id == first.id, ConfirmedMatch.process_b_id == first.id),
        )
    )
    for row in rows:
        if {row.process_a_id, row.process_b_id} != pair:
            continue
        said = (row.a, row.b) if row.process_a_id == first.id else (row.b, row.a)
        if set(said[0]) == set(steps_a) and set(said[1]) == set(steps_b):
            row.undone_at = now()
