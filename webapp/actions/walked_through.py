"""Records that the holder of an office was walked through a process: point 15 of the local standard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.workshops import found
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import WalkedThrough, now

LONGEST_OFFICE = 200
LONGEST_NOTE = 1_000


def record(
    session: Session,
    who: Person,
    workshop_id: str,
    office: str,
    on: date | None,
    steps: Sequence[dict[str, Any]],
    outcome: str,
    note: str = "",
) -> WalkedThrough:
    """Keep that `office` was walked through the workshop's version on a day. `steps` is what they were shown, in
    order; `outcome` how the case stood at the end: ended, stuck or going."""
    office, note, day = _checked(office, note, on)
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        if not steps:
            raise Refused("Nobody was walked through anything yet: no step was taken in this workshop.")
        row = WalkedThrough(
            process_id=room.process_id,
            number=room.version.number,
            organisation_id=room.organisation_id,
            workshop_id=room.id,
            office=office,
            on=day,
            outcome=outcome,
            steps=list(steps),
            note=note,
            who_id=who.id,
        )
        session.add(row)
        session.flush()
        details = {"record": row.id, "office": office, "on": day.isoformat(), "number": row.number}
        base.audit(session, who, "record-walked-through", "process", row.process_id, **details)
    return row


def correct(
    session: Session, who: Person, number: int, office: str, on: date | None, note: str = ""
) -> WalkedThrough:
    """A second record that puts the first right; the first stays as it is. The walk and version are the same."""
    office, note, day = _checked(office, note, on)
    if not note:
        raise Refused("Say what was wrong with the first record.")
    with writing(session):
        first = session.get(WalkedThrough, number)
        if first is None:
            raise NotFound("There is no such record.")
        require(who, "lead-workshop", first.organisation)
        row = WalkedThrough(
            process_id=first.process_id,
            number=first.number,
            organisation_id=first.organisation_id,
            workshop_id=first.workshop_id,
            office=office,
            on=day,
            outcome=first.outcome,
            steps=list(first.steps),
            note=note,
            who_id=who.id,
            corrects_id=first.id,
        )
        session.add(row)
        session.flush()
        details = {"record": row.id, "corrects": first.id, "office": office, "on": day.isoformat()}
        base.audit(session, who, "record-walked-through", "process", row.process_id, **details)
    return row


def _checked(office: str, note: str, on: date | None) -> tuple[str, str, date]:
    words, more = " ".join(office.split()), " ".join(note.split())
    if not words:
        raise Refused("Say which office was walked through, such as Cabinet member for environment.")
    if len(words) > LONGEST_OFFICE or len(more) > LONGEST_NOTE:
        raise Refused(
            f"This is too long: at most {LONGEST_OFFICE} letters for the office, {LONGEST_NOTE:,} beside."
        )
    # A day: the time zone of whoever writes may be ahead of ours.
    if on is not None and on > now().date() + timedelta(days=1):
        raise Refused("The day cannot be in the future: a record says what has happened.")
    return words, more, on or now().date()
