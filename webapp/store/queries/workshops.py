"""Rooms by their address or code, what was said in them, and what workshops left on a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.permissions import Person, may
from webapp.store.tables import (
    OwnPersona,
    Process,
    ProposedChange,
    WalkedThrough,
    Workshop,
    WorkshopItem,
    WorkshopNote,
    now,
)


@dataclass(frozen=True)
class Standing:
    """All that somebody following asks for every few seconds: which room, and how often it has changed."""

    id: str
    revision: int


def workshop(session: Session, workshop_id: str, person: Person | None) -> Workshop | None:
    """The workshop of that address; None when there is none, or its process is hidden from this person."""
    found = _whole(session, Workshop.id == workshop_id)
    return found if found is not None and may(person, "read", found.process) else None


def followed(session: Session, code: str) -> Workshop | None:
    """The open room of that code. Whoever knows the code may see what the room shows, even of a draft."""
    found = _whole(session, Workshop.code == code)
    return found if found is not None and found.is_open and found.walk is not None else None


def standing(session: Session, code: str) -> Standing | None:
    """How an open room stands, for little; None when it is closed, or there is none."""
    row = session.execute(
        select(Workshop.id, Workshop.revision).where(
            Workshop.code == code, Workshop.closed_at.is_(None), Workshop.expires_at > now()
        )
    ).one_or_none()
    return None if row is None else Standing(row.id, row.revision)


def _whole(session: Session, which: ColumnElement[bool]) -> Workshop | None:
    return session.scalars(
        select(Workshop)
        .where(which)
        .options(
            joinedload(Workshop.version),
            joinedload(Workshop.process).selectinload(Process.organisations),
            joinedload(Workshop.process).selectinload(Process.versions),
            joinedload(Workshop.walk),
            joinedload(Workshop.organisation),
        )
    ).one_or_none()


def notes(session: Session, workshop_id: str, *, hidden: bool = False) -> list[WorkshopNote]:
    """The notes of a workshop, oldest first; `hidden` ones only when asked for."""
    query = select(WorkshopNote).where(WorkshopNote.workshop_id == workshop_id)
    if not hidden:
        query = query.where(WorkshopNote.hidden_at.is_(None))
    return list(session.scalars(query.order_by(WorkshopNote.id)))


def counts(session: Session, workshop_id: str) -> dict[str, int]:
    """How many notes of each kind there are, hidden ones left out."""
    rows = session.execute(
        select(WorkshopNote.kind, func.count())
        .where(WorkshopNote.workshop_id == workshop_id, WorkshopNote.hidden_at.is_(None))
        .group_by(WorkshopNote.kind)
    )
    return {kind: int(number) for kind, number in rows}


def items(session: Session, workshop_id: str) -> list[WorkshopItem]:
    """Its decisions and actions, in the order in which they were written down."""
    query = select(WorkshopItem).where(WorkshopItem.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(WorkshopItem.id)))


def proposals_of_workshop(session: Session, workshop_id: str) -> list[ProposedChange]:
    """The changes that a workshop put forward."""
    query = select(ProposedChange).where(ProposedChange.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(ProposedChange.id)))


def records_of_workshop(session: Session, workshop_id: str) -> list[WalkedThrough]:
    """Who was walked through in a workshop."""
    query = select(WalkedThrough).where(WalkedThrough.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(WalkedThrough.id)))


def proposal(session: Session, number: int, person: Person | None) -> ProposedChange | None:
    """One proposed change, for those who may answer it."""
    found = session.get(ProposedChange, number)
    return found if found is not None and may(person, "decide", found.process) else None


def proposals(session: Session, process: Process) -> list[ProposedChange]:
    """The changes proposed to a process: open ones first, then the newest."""
    rows = session.scalars(
        select(ProposedChange)
        .where(ProposedChange.process_id == process.id)
        .options(
            joinedload(ProposedChange.organisation),
            joinedload(ProposedChange.who),
            joinedload(ProposedChange.answered_by),
        )
        .order_by(ProposedChange.id.desc())
    )
    return sorted(rows, key=lambda one: one.state != "open")


def record(session: Session, number: int, person: Person | None) -> WalkedThrough | None:
    """One record of who was walked through; None when its process is hidden from this person."""
    found = session.get(WalkedThrough, number)
    return found if found is not None and may(person, "read", found.process) else None


def records(session: Session, process: Process) -> list[WalkedThrough]:
    """Who was walked through a process, the newest first."""
    return list(
        session.scalars(
            select(WalkedThrough)
            .where(WalkedThrough.process_id == process.id)
            .options(joinedload(WalkedThrough.organisation), selectinload(WalkedThrough.who))
            .order_by(WalkedThrough.on.desc(), WalkedThrough.id.desc())
        )
    )


def corrected_by(session: Session, number: int) -> WalkedThrough | None:
    """The newest record that corrects this one."""
    query = select(WalkedThrough).where(WalkedThrough.corrects_id == number)
    return session.scalars(query.order_by(WalkedThrough.id.desc()).limit(1)).one_or_none()


def of_process(session: Session, process: Process, person: Person) -> list[Workshop]:
    """The workshops of a process that this person may lead, the newest first."""
    query = select(Workshop).where(Workshop.process_id == process.id)
    if not person.is_library_admin:
        query = query.where(Workshop.organisation_id.in_(person.organisation_ids))
    return list(session.scalars(query.order_by(Workshop.opened_at.desc()).limit(50)))


def personas(session: Session, organisations: Sequence[int]) -> list[OwnPersona]:
    """The personas that these councils added, by name."""
    query = select(OwnPersona).where(OwnPersona.organisation_id.in_(list(organisations)))
    return list(session.scalars(query.order_by(OwnPersona.name, OwnPersona.id)))


def own_persona(session: Session, number: int) -> OwnPersona | None:
    """One of the personas that councils added."""
    return session.get(OwnPersona, number)
