"""The table of work on patterns that is not a version yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, now
from webapp.store.patterns import Pattern
from webapp.store.people import User


class PatternWork(Base):
    """One change in the editor: the whole pattern file as it was after it, what was done, by whom and when. The
    newest that was not undone is the working copy; keeping it as a version takes all of a pattern's rows away."""

    __tablename__ = "pattern_work"

    id: Mapped[int] = mapped_column(primary_key=True)
    pattern_id: Mapped[int] = mapped_column(ForeignKey("patterns.id", ondelete="CASCADE"), index=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    what: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    undone: Mapped[bool] = mapped_column(default=False)

    pattern: Mapped[Pattern] = relationship()
    who: Mapped[User | None] = relationship()
