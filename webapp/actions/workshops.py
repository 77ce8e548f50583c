"""Workshops: open a room, move the case in it, close it, and let go of what nobody needs any more."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, may, require
from webapp.store.database import writing
from webapp.store.tables import (
    Process,
    ProposedChange,
    Version,
    WalkedThrough,
    Walkthrough,
    Workshop,
    WorkshopItem,
    WorkshopNote,
    now,
)
from webapp.store.workshops import GONE

LIVES = {"2": timedelta(hours=2), "12": timedelta(hours=12), "168": timedelta(days=7)}
"""How long a room may stay open, by hours as text."""
USUAL_LIFE = "12"
LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""A code holds no letter or digit that is mistaken for another, and no vowel, so that it spells no word."""
CODE_LENGTH = 9
"""28 to the power of 9: 43 bits. With a room open for a week and 20 wrong codes a minute, nobody guesses one."""
EMPTY_ROOMS_LIVE = timedelta(days=30)
"""How long a closed room is kept in which nothing was said, decided or recorded."""


@dataclass(frozen=True)
class Move:
    """Where a room goes: the choice log, the step in hand, which of its screens, and what was answered on the screens
    before that."""

    log: Mapping[str, Any]
    at: str = ""
    page: int = 0
    pending: Mapping[str, Any] | None = None


def open_room(
    session: Session,
    who: Person,
    process_id: int,
    number: int,
    log: Mapping[str, Any],
    *,
    life: str = USUAL_LIFE,
    persona: str = "",
) -> Workshop:
    """A room for a version of a process, standing where `log` leads; `life` is one of `LIVES`.

    It belongs to the process's council when the person is of it, else to their own. Raises `Refused` where
    there is no council to hold it."""
    if life not in LIVES:
        raise Refused("Choose how long the room stays open from the list.")
    with writing(session):
        process = base.process(session, process_id)
        require(who, "run-workshop", process)
        walk = Walkthrough(
            id=base.token(),
            process_id=process.id,
            version_id=_version(process, number),
            title=f"Workshop: {process.job}"[:200],
            log=dict(log),
            # Everybody in the room needs what was typed in it; its pages say so.
            keeps_answers=True,
            created_by_id=who.id,
        )
        session.add(walk)
        session.flush()
        room = Workshop(
            id=base.token(),
            code=new_code(),
            process_id=process.id,
            version_id=walk.version_id,
            walk_id=walk.id,
            organisation_id=_holder(who, process),
            persona=persona,
            expires_at=now() + LIVES[life],
            created_by_id=who.id,
        )
        session.add(room)
        session.flush()
        base.audit(session, who, "open-workshop", "workshop", room.id, process=process.id, number=number)
    return room


def move(session: Session, who: Person, workshop_id: str, revision: int, to: Move) -> Workshop:
    """Bring the room to another step or screen. Raises `Refused` when it moved on since `revision`."""
    with writing(session):
        room = _led(session, who, workshop_id, revision)
        if room.walk is None:
            raise Refused("The walk of this workshop was deleted: open another room.")
        room.walk.log, room.walk.updated_at = dict(to.log), now()
        room.at, room.page, room.pending = to.at, to.page, dict(to.pending or {})
        room.revision += 1
        base.audit(session, who, "move-workshop", "workshop", room.id, steps=len(to.log.get("steps", ())))
    return room


def show(
    session: Session,
    who: Person,
    workshop_id: str,
    *,
    persona: str | None = None,
    diagram: bool | None = None,
) -> Workshop:
    """Change who is walking, or whether the diagram is shown."""
    with writing(session):
        room = _led(session, who, workshop_id)
        room.persona = room.persona if persona is None else persona
        room.shows_diagram = room.shows_diagram if diagram is None else diagram
        room.revision += 1
        base.audit(
            session,
            who,
            "show-in-workshop",
            "workshop",
            room.id,
            persona=room.persona,
            diagram=room.shows_diagram,
        )
    return room


def close(session: Session, who: Person, workshop_id: str) -> Workshop:
    """Close the room at once: its code and link lead nowhere from now on."""
    with writing(session):
        room = _led(session, who, workshop_id)
        _close(room, now())
        base.audit(session, who, "close-workshop", "workshop", room.id)
    return room


def forget_workshop(session: Session, who: Person, workshop_id: str) -> None:
    """Delete a workshop with its notes, decisions and actions. Changes that it put forward and records of who was
    walked through stay: they belong to the process."""
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        _delete(session, room)
        base.audit(session, who, "forget-workshop", "workshop", workshop_id, process=room.process_id)


def expire(session: Session, *, at: datetime | None = None) -> int:
    """Close the rooms whose time is over, and delete those long closed in which nothing was left; how many."""
    moment = at or now()
    late = (Workshop.closed_at.is_(None), Workshop.expires_at <= moment)
    empty = (Workshop.closed_at <= moment - EMPTY_ROOMS_LIVE, *map(_has_no, _LEFT))
    if session.scalars(select(Workshop.id).where((late[0] & late[1]) | _all(empty)).limit(1)).first() is None:
        return 0
    with writing(session):
        closing = session.scalars(select(Workshop).where(*late)).all()
        for room in closing:
            _close(room, room.expires_at)
        session.flush()
        gone = session.scalars(select(Workshop).where(*empty)).all()
        for room in gone:
            _delete(session, room)
        counts = {"closed": len(closing), "deleted": len(gone)}
        base.audit(session, Person(name="Guildhall"), "expire-workshops", "workshop", "", **counts)
    return sum(counts.values())


def forget(session: Session, version: Version) -> None:
    """Within a takedown: rooms that show this version close, and the names of steps go that workshops kept of its
    file."""
    session.execute(
        update(Workshop)
        .where(Workshop.version_id == version.id, Workshop.closed_at.is_(None))
        .values(closed_at=now(), code=None, revision=Workshop.revision + 1)
    )
    number = (version.process_id, version.number)
    session.execute(
        update(ProposedChange)
        .where(ProposedChange.process_id == number[0], ProposedChange.number == number[1])
        .values(step=GONE, other="", element="")
    )
    session.execute(
        update(WalkedThrough)
        .where(WalkedThrough.process_id == number[0], WalkedThrough.number == number[1])
        .values(steps=[])
    )


def new_code() -> str:
    """A code to join with: `BCD-FGH-JKM` without the dashes."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as somebody typed it: without blanks and dashes, in capital letters; "" when it cannot be one."""
    code = "".join(letter for letter in typed.upper() if letter not in " -–\t\n")
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""


def found(session: Session, workshop_id: str, *, lock: bool = False) -> Workshop:
    """The workshop of that address; `lock` keeps others who lead it waiting. Raises `NotFound`."""
    room = session.get(Workshop, workshop_id, with_for_update=lock or None)
    if room is None:
        raise NotFound("There is no such workshop.")
    return room


def _led(session: Session, who: Person, workshop_id: str, revision: int | None = None) -> Workshop:
    """An open room that this person may lead."""
    room = found(session, workshop_id, lock=True)
    require(who, "lead-workshop", room.organisation)
    if not room.is_open:
        raise Refused("This room is closed. Its storyboard and notes are still there.")
    if revision is not None and revision != room.revision:
        raise Refused("The room has moved on since this page was opened. Here is where it stands now.")
    return room


def _holder(who: Person, process: Process) -> int:
    """The council that holds a workshop: one of the process's where the person is of it, else their own first."""
    owners = [one.id for one in process.organisations]
    held = [number for number in owners if number in who.roles] or list(who.organisation_ids)
    if not held and may(who, "lead-workshop", None):
        held = owners
    if not held:
        raise Refused("A workshop belongs to a council: keep this process for a council first.")
    return held[0]


def _version(process: Process, number: int) -> int:
    held = next((version.id for version in process.versions if version.number == number), None)
    if held is None:
        raise NotFound(f"This process has no version {number}.")
    return held


def _close(room: Workshop, at: datetime) -> None:
    room.closed_at, room.code, room.revision = at, None, room.revision + 1


def _delete(session: Session, room: Workshop) -> None:
    walk_id = room.walk_id
    session.delete(room)
    session.flush()
    if walk_id is not None:
        session.execute(delete(Walkthrough).where(Walkthrough.id == walk_id))


_LEFT = (WorkshopNote, WorkshopItem, ProposedChange, WalkedThrough)


def _has_no(table: Any) -> ColumnElement[bool]:
    return ~exists().where(table.workshop_id == Workshop.id)


def _all(conditions: tuple[ColumnElement[bool], ...]) -> ColumnElement[bool]:
    first, *rest = conditions
    for one in rest:
        first = first & one
    return first
