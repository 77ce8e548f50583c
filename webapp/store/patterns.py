"""Tables of the patterns and their versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.organisations import Organisation
from webapp.store.people import User

PATTERN_STATES = ("draft", "published", "retired", "withdrawn")


class Pattern(Base):
    """A pattern by its slug. Without an owner it belongs to the library itself."""

    __tablename__ = "patterns"
    __table_args__ = (CheckConstraint(f"state in {PATTERN_STATES}", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text, default="")
    verb: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[str] = mapped_column(String(10), default="draft")
    state_before: Mapped[str | None] = mapped_column(String(10))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_starter: Mapped[bool] = mapped_column(default=False)
    current_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    owner: Mapped[Organisation | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    versions: Mapped[list[PatternVersion]] = relationship(
        back_populates="pattern", cascade="all, delete-orphan", order_by="PatternVersion.number"
    )

    @property
    def organisations(self) -> list[Organisation]:
        """Its owner as the list that permissions ask for."""
        return [self.owner] if self.owner else []


class PatternVersion(Base):
    """One immutable version of a pattern: the pattern file's own bytes. `published_at` None: not yet
    public."""

    __tablename__ = "pattern_versions"
    __table_args__ = (UniqueConstraint("pattern_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pattern_id: Mapped[int] = mapped_column(ForeignKey("patterns.id", ondelete="CASCADE"))
    number: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text, default="")
    labels: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]

    pattern: Mapped[Pattern] = relationship(back_populates="versions")
    created_by: Mapped[User | None] = relationship()
