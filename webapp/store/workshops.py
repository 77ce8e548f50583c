"""Tables of workshops: rooms, notes, decisions and actions; and what they leave on a process."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.organisations import Organisation
from webapp.store.people import User
from webapp.store.processes import Process, Version
from webapp.store.work import Walkthrough

ROLES = ("resident", "front-office", "back-office", "contractor", "manager", "other")
NOTE_KINDS = ("not-here", "workaround", "pain", "question", "takes", "missing", "order")
PROPOSAL_KINDS = ("missing", "order")
ITEM_KINDS = ("decision", "action")
STATES = ("open", "accepted", "declined", "done")
GONE = "This was taken down with the version it was said of."


class Workshop(Base):
    """A room in which a case is walked together. `id` is unguessable and is its address for those who lead it and,
    afterwards, of its storyboard; `code` lets people follow and is None as soon as the room is closed.

    What happened is the choice log of `walk`, which is the room's own. `at` is the step in hand where several can
    happen, `page` which of its screens, `pending` what was answered on its earlier screens. `revision` goes up by
    one with all that followers can see. `organisation` is the council that holds the workshop: not always the
    process's own.
    """

    __tablename__ = "workshops"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str | None] = mapped_column(String(20), unique=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    walk_id: Mapped[str | None] = mapped_column(ForeignKey("walkthroughs.id", ondelete="SET NULL"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    persona: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[int] = mapped_column(default=0)
    pending: Mapped[dict[str, Any]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column(default=1)
    shows_diagram: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    process: Mapped[Process] = relationship()
    version: Mapped[Version] = relationship()
    walk: Mapped[Walkthrough | None] = relationship()
    organisation: Mapped[Organisation] = relationship()
    created_by: Mapped[User | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether people can follow and say something."""
        return self.closed_at is None and self.expires_at > now()


class WorkshopNote(Base):
    """What somebody following said of a step: who is known by role only. `step` counts the steps taken before it,
    `element` is the step's key. `minutes` is how long it takes, as said in `amount` and `unit`. For a missing step
    `text` is what and `part` who does it, after `element`; for another order `other` is the step that `element`
    should come after. `proposed` once it was put forward as a change."""

    __tablename__ = "workshop_notes"
    __table_args__ = (
        CheckConstraint(f"kind in {NOTE_KINDS}", name="kind"),
        CheckConstraint(f"role in {ROLES}", name="role"),
        Index("ix_workshop_notes_workshop_id", "workshop_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(20))
    step: Mapped[int]
    element: Mapped[str] = mapped_column(Text)
    other: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    part: Mapped[str] = mapped_column(String(100), default="")
    amount: Mapped[str] = mapped_column(String(10), default="")
    unit: Mapped[str] = mapped_column(String(10), default="")
    minutes: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(default=now)
    hidden_at: Mapped[datetime | None]
    proposed: Mapped[bool] = mapped_column(default=False)


class WorkshopItem(Base):
    """A decision or an action that came out of a workshop. `owner` is a role or a team."""

    __tablename__ = "workshop_items"
    __table_args__ = (
        CheckConstraint(f"kind in {ITEM_KINDS}", name="kind"),
        Index("ix_workshop_items_workshop_id", "workshop_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date | None]
    step: Mapped[int]
    element: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class ProposedChange(Base):
    """A change to a process that a workshop proposes: a step that is missing after `step`, or a step that should
    come after `other`. The names of steps are as the version `number` has them."""

    __tablename__ = "proposed_changes"
    __table_args__ = (
        CheckConstraint(f"kind in {PROPOSAL_KINDS}", name="kind"),
        CheckConstraint(f"state in {STATES}", name="state"),
        Index("ix_proposed_changes_process_id_state", "process_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    number: Mapped[int]
    workshop_id: Mapped[str | None] = mapped_column(
        ForeignKey("workshops.id", ondelete="SET NULL"), index=True
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[str] = mapped_column(String(20))
    element: Mapped[str] = mapped_column(Text)
    step: Mapped[str] = mapped_column(Text)
    other: Mapped[str] = mapped_column(Text, default="")
    what: Mapped[str] = mapped_column(Text, default="")
    part: Mapped[str] = mapped_column(String(100), default="")
    role: Mapped[str] = mapped_column(String(20), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(10), default="open")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    why: Mapped[str] = mapped_column(Text, default="")

    process: Mapped[Process] = relationship()
    organisation: Mapped[Organisation] = relationship()
    who: Mapped[User | None] = relationship(foreign_keys=[who_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class WalkedThrough(Base):
    """A record that the holder of an office was walked through a version, on a day: never changed. A mistake is put
    right by a second record, which `corrects` the first. `steps` is what they were shown, in order: `who`, `text`,
    `said`. It outlives its workshop."""

    __tablename__ = "walked_through"
    __table_args__ = (Index("ix_walked_through_process_id", "process_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    number: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    workshop_id: Mapped[str | None] = mapped_column(
        ForeignKey("workshops.id", ondelete="SET NULL"), index=True
    )
    office: Mapped[str] = mapped_column(String(200))
    on: Mapped[date]
    outcome: Mapped[str] = mapped_column(String(10))
    steps: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("walked_through.id", ondelete="CASCADE"))

    process: Mapped[Process] = relationship()
    organisation: Mapped[Organisation] = relationship()
    who: Mapped[User | None] = relationship()


class OwnPersona(Base):
    """A persona that a council added: a description without a name, and answers by the name of the question."""

    __tablename__ = "personas"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    organisation: Mapped[Organisation] = relationship()
