"""The table of what councils set for themselves in patterns they share with others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from webapp.store.base import Base, now
from webapp.store.organisations import Organisation
from webapp.store.people import User


class LocalSetting(Base):
    """One value of one council for one setting of a pattern: for all its processes (`process_id` None), or for
    one of them. `value` is a text, a number, true or false. There is one row for each at most; what it was
    before stands in the audit."""

    __tablename__ = "local_settings"
    __table_args__ = (
        Index(
            "uq_local_settings_council", "organisation_id", "pattern", "name", unique=True,
            sqlite_where=text("process_id is null"), postgresql_where=text("process_id is null"),
        ),
        Index(
            "uq_local_settings_process", "process_id", "pattern", "name", unique=True,
            sqlite_where=text("process_id is not null"), postgresql_where=text("process_id is not null"),
        ),
        Index("ix_local_settings_pattern", "pattern"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    process_id: Mapped[int | None] = mapped_column(ForeignKey("processes.id", ondelete="CASCADE"))
    pattern: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(50))
    value: Mapped[Any] = mapped_column(JSON())
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    organisation: Mapped[Organisation] = relationship()
    who: Mapped[User | None] = relationship()
