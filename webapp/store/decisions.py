"""The table of what councils decided about differences."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.people import User
from webapp.store.processes import Process

GONE = "The sentence went with a version that was taken down."
REASONS = ("law", "policy", "contract", "system", "habit", "unknown")
CHOICES = ("keep", "adopt", "test")


class Decision(Base):
    """What one council says about one difference between its process and another's: why it is so, and what is
    to be done.

    `process_id` is the council's own process, `other_id` the one it was compared with. `key` names the
    difference across versions (`bpmn.compare.Statement.key`), `text` is its sentence as it was then, `number`
    and `other_number` the versions compared, `setting` how freely steps were matched. `choice`: keep our way,
    adopt theirs, test theirs. Nothing is ever changed: the newest row without `ended_at` counts, the others are
    its history. Only when a version is taken down, its sentences go with it.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(f"reason in {REASONS}", name="reason"),
        CheckConstraint(f"choice in {CHOICES}", name="choice"),
        Index("ix_decisions_process_id_other_id", "process_id", "other_id"),
        Index("ix_decisions_other_id", "other_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    other_number: Mapped[int]
    setting: Mapped[str] = mapped_column(String(10), default="default")
    reason: Mapped[str | None] = mapped_column(String(10))
    choice: Mapped[str | None] = mapped_column(String(10))
    owner: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date | None] = mapped_column(Date())
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    process: Mapped[Process] = relationship(foreign_keys=[process_id])
    other: Mapped[Process] = relationship(foreign_keys=[other_id])
    who: Mapped[User | None] = relationship(foreign_keys=[who_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])

    @property
    def said_by(self) -> str:
        """Who said it, for a page."""
        return self.who.name if self.who else "Somebody who has left"

    def as_data(self) -> dict[str, Any]:
        """What an audit row keeps of it."""
        due = self.due.isoformat() if self.due else None
        named = {"key": self.key, "reason": self.reason, "choice": self.choice, "owner": self.owner}
        return named | {"due": due, "other": self.other_id}
