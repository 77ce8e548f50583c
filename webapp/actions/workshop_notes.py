"""What is said in a room: one-tap notes by role, and the facilitator's decisions and actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.workshops import found
from webapp.errors import NotFound, Refused
from webapp.permissions import VISITOR, Person, require
from webapp.store.database import writing
from webapp.store.tables import Workshop, WorkshopItem, WorkshopNote, now
from webapp.store.workshops import ITEM_KINDS, NOTE_KINDS, ROLES

LONGEST_NOTE = 300
LONGEST_PART = 100
LONGEST_ITEM = 1_000
MOST_NOTES = 5_000
MOST_ITEMS = 500
"""Of one room: more than people say in a week."""
UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
NEEDS_TEXT = ("missing",)


@dataclass(frozen=True)
class Said:
    """A note as it was sent. `element` is the step it is about, `step` how many steps were taken before it; `other`,
    `part`, `amount` and `unit` as the table has them."""

    kind: str
    role: str
    element: str
    step: int
    text: str = ""
    other: str = ""
    part: str = ""
    amount: str = ""
    unit: str = ""


def note(session: Session, code: str, said: Said) -> WorkshopNote:
    """Keep a note of somebody who follows. Who has the room's code may say something; nobody is asked who they are.
    Raises `NotFound` once the room is closed, `Refused` for what cannot be kept."""
    kept = _checked(said)
    with writing(session):
        room = session.scalar(select(Workshop).where(Workshop.code == code))
        if room is None or not room.is_open:
            raise NotFound("This room is closed.")
        count = select(func.count()).select_from(WorkshopNote).where(WorkshopNote.workshop_id == room.id)
        if session.scalars(count).one() >= MOST_NOTES:
            raise Refused(f"This room holds {MOST_NOTES:,} notes already: no more can be kept.")
        kept.workshop_id = room.id
        session.add(kept)
        session.flush()
        base.audit(session, VISITOR, "note-in-workshop", "workshop", room.id, note=kept.id, role=kept.role)
    return kept


def hide(
    session: Session, who: Person, workshop_id: str, number: int, *, hidden: bool = True
) -> WorkshopNote:
    """Hide a note from every list, or show it again."""
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        kept = session.get(WorkshopNote, number)
        if kept is None or kept.workshop_id != room.id:
            raise NotFound("There is no such note in this workshop.")
        kept.hidden_at = now() if hidden else None
        base.audit(session, who, "hide-note" if hidden else "show-note", "workshop", room.id, note=number)
    return kept


def write_down(
    session: Session,
    who: Person,
    workshop_id: str,
    kind: str,
    text: str,
    *,
    owner: str = "",
    due: date | None = None,
    element: str = "",
    step: int = 0,
) -> WorkshopItem:
    """Keep a decision or an action, also after the room was closed."""
    words = " ".join(text.split())
    if kind not in ITEM_KINDS:
        raise Refused("Choose whether it is a decision or an action.")
    if not words:
        raise Refused("Say what was decided, or what is to be done.")
    if len(words) > LONGEST_ITEM or len(owner) > 200:
        raise Refused(f"This is too long: at most {LONGEST_ITEM:,} letters, and 200 for who sees to it.")
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        count = select(func.count()).select_from(WorkshopItem).where(WorkshopItem.workshop_id == room.id)
        if session.scalars(count).one() >= MOST_ITEMS:
            raise Refused(f"This workshop has {MOST_ITEMS} decisions and actions already.")
        item = WorkshopItem(
            workshop_id=room.id,
            kind=kind,
            text=words,
            owner=" ".join(owner.split()),
            due=due,
            step=step,
            element=element,
            who_id=who.id,
        )
        session.add(item)
        session.flush()
        base.audit(session, who, f"write-{kind}", "workshop", room.id, item=item.id, text=words)
    return item


def strike_out(session: Session, who: Person, workshop_id: str, number: int) -> None:
    """Take a decision or an action out again."""
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        item = session.get(WorkshopItem, number)
        if item is None or item.workshop_id != room.id:
            raise NotFound("There is no such decision or action in this workshop.")
        session.delete(item)
        base.audit(session, who, "strike-out", "workshop", room.id, item=number, text=item.text)


def _checked(said: Said) -> WorkshopNote:
    if said.kind not in NOTE_KINDS:
        raise Refused("Choose what kind of note it is.")
    if said.role not in ROLES:
        raise Refused("Choose your role first.")
    text, part = " ".join(said.text.split()), " ".join(said.part.split())
    if len(text) > LONGEST_NOTE or len(part) > LONGEST_PART:
        raise Refused(
            f"The note is too long: at most {LONGEST_NOTE} letters fit, and {LONGEST_PART} for who does it."
        )
    if said.kind in NEEDS_TEXT and not text:
        raise Refused("Say which step is missing.")
    if said.kind == "order" and not said.other:
        raise Refused("Choose the step that this one should come after.")
    amount, unit, minutes = _time(said) if said.kind == "takes" else ("", "", None)
    return WorkshopNote(
        kind=said.kind,
        role=said.role,
        element=said.element,
        step=said.step,
        other=said.other if said.kind == "order" else "",
        text=text,
        part=part if said.kind == "missing" else "",
        amount=amount,
        unit=unit,
        minutes=minutes,
    )


def _time(said: Said) -> tuple[str, str, int]:
    """The amount as said, its unit, and the minutes it comes to."""
    wrong = Refused(
        "Say how long it takes as a number, such as 20 or 1.5, and choose minutes, hours or days."
    )
    typed = said.amount.strip().replace(",", ".")
    if said.unit not in UNITS or not typed.isascii() or len(typed) > 8:
        raise wrong
    try:
        number = Decimal(typed)
    except InvalidOperation:
        raise wrong from None
    minutes = number * UNITS[said.unit] if number.is_finite() else Decimal(0)
    if not 0 < minutes <= 10 * 365 * 24 * 60:
        raise wrong
    return f"{number:f}"[:10], said.unit, max(1, round(minutes))
