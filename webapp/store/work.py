"""Tables of what people do with processes: walkthroughs, and what they said about matches."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.people import User
from webapp.store.processes import Process, Version


class Walkthrough(Base):
    """A case walked through a version: its choice log (contract), and nothing else is its state.

    `id` is unguessable and is its address. What was typed stays out of the log unless a signed-in person
    saved it (`keeps_answers`). One that branched from another remembers which (`parent_id`) and after how many
    of its steps. A scenario is the process's own and stands still: whoever goes on gets a copy; `summary` is what
    lists say of it (outcome, ends, steps, days, touch_points). `plan` is what the walk follows, if anything: its
    `name`, its `kind` (scenario or path) and the `steps` to propose.
    """

    __tablename__ = "walkthroughs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200), default="")
    log: Mapped[dict[str, Any]] = mapped_column(default=dict)
    keeps_answers: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    parent_id: Mapped[str | None] = mapped_column(
        ForeignKey("walkthroughs.id", ondelete="SET NULL"), index=True
    )
    parent_steps: Mapped[int | None]
    is_scenario: Mapped[bool] = mapped_column(default=False, server_default=false())
    summary: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    process: Mapped[Process] = relationship()
    version: Mapped[Version] = relationship()
    created_by: Mapped[User | None] = relationship()


class ConfirmedMatch(Base):
    """What a person said about steps of two processes: that they are the same work (`confirmed`) or not
    (`rejected`).

    `a` and `b` are keys of steps in the versions compared; a rejected one with nothing on one side says that
    the other side's steps have no partner. Rows said in one go share `together`, the id of the first. An undone
    one keeps its row and counts no more: `replaced_by` is the id of the newer word that undid it, so that taking
    that back brings it to life again.
    """

    __tablename__ = "confirmed_matches"
    __table_args__ = (
        CheckConstraint("verdict in ('confirmed', 'rejected')", name="verdict"),
        Index("ix_confirmed_matches_process_a_id_process_b_id", "process_a_id", "process_b_id"),
        Index("ix_confirmed_matches_process_b_id", "process_b_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    process_a_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    process_b_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    number_a: Mapped[int]
    number_b: Mapped[int]
    a: Mapped[list[Any]]
    b: Mapped[list[Any]]
    verdict: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]
    together: Mapped[int | None]
    replaced_by: Mapped[int | None]

    who: Mapped[User | None] = relationship()
