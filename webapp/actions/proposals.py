"""Changes that a workshop proposes to a process, and what its council says to them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.workshops import found
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import ProposedChange, WorkshopNote, now
from webapp.store.workshops import PROPOSAL_KINDS, STATES

LONGEST_WHY = 1_000
# A done one may be opened again, since things come undone; an open one cannot become "open".
AFTER = {"open": ("accepted", "declined", "done"), "accepted": ("done", "declined", "open"),
         "declined": ("open",), "done": ("open",)}  # fmt: skip


def propose(
    session: Session, who: Person, workshop_id: str, note_number: int, called: Callable[[str], str]
) -> ProposedChange:
    """Put a note of a missing step or another order forward as a change of the process. `called` says how an element
    of the version is spoken of. Somebody who leads the workshop answers for it: those who follow only suggest."""
    with writing(session):
        room = found(session, workshop_id)
        require(who, "lead-workshop", room.organisation)
        note = session.get(WorkshopNote, note_number)
        if note is None or note.workshop_id != room.id or note.kind not in PROPOSAL_KINDS:
            raise NotFound("There is no such note in this workshop.")
        if note.proposed:
            raise Refused("This was put forward already: it stands on the process's page.")
        row = ProposedChange(
            process_id=room.process_id,
            number=room.version.number,
            workshop_id=room.id,
            organisation_id=room.organisation_id,
            kind=note.kind,
            element=note.element,
            step=called(note.element),
            other=called(note.other) if note.other else "",
            what=note.text,
            part=note.part,
            role=note.role,
            who_id=who.id,
        )
        session.add(row)
        note.proposed = True
        session.flush()
        details = {"proposal": row.id, "workshop": room.id, "change": row.kind}
        base.audit(session, who, "propose-change", "process", row.process_id, **details)
    return row


def answer(session: Session, who: Person, number: int, state: str, why: str = "") -> ProposedChange:
    """Accept or decline a proposed change, say that it is done, or open it again."""
    words = " ".join(why.split())
    if state not in STATES:
        raise Refused("Choose accept, decline or done.")
    if len(words) > LONGEST_WHY:
        raise Refused(f"The reason is too long: at most {LONGEST_WHY:,} letters fit.")
    with writing(session):
        row = session.get(ProposedChange, number)
        if row is None:
            raise NotFound("There is no such proposed change.")
        require(who, "decide", row.process)
        if state not in AFTER[row.state]:
            raise Refused(f"This change is {row.state} already.")
        row.state, row.why = state, words
        row.answered_at, row.answered_by_id = now(), who.id
        details = {"proposal": row.id, "state": state, "why": words}
        base.audit(session, who, "answer-proposal", "process", row.process_id, **details)
    return row
