"""Tables of the check: how grave a rule's findings are in this library, and which findings were accepted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.people import User

SETTINGS = ("error", "warning", "advice", "off")


class RuleSetting(Base):
    """A rule that this library treats otherwise than the product does: another severity, or not at all."""

    __tablename__ = "rule_settings"
    __table_args__ = (CheckConstraint(f"severity in {SETTINGS}", name="severity"),)

    rule: Mapped[str] = mapped_column(String(80), primary_key=True)
    severity: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class AcceptedFinding(Base):
    """A finding of one process that its council knows about and leaves as it is.

    `elements` are the keys of what it is about, sorted; `names` says the same in kinds and names, so that the
    finding is known again in a later version whose tool gave everything other ids. Undone, it keeps its row.
    """

    __tablename__ = "accepted_findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    process_id: Mapped[int] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(80))
    elements: Mapped[list[Any]]
    names: Mapped[list[Any]]
    because: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    who: Mapped[User | None] = relationship()
