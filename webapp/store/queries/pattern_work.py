"""The working copy of a pattern: what stands in the editor, and what was done to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bpmn import patterns as records
from webapp.store.tables import Pattern, PatternVersion, PatternWork


@dataclass(frozen=True)
class Work:
    """A pattern as it stands in the editor. `number` is the version the work began from; `done` what was done since,
    oldest first, without what was undone; `token` is the address of its bytes: whoever sends a change says which
    state they had seen."""

    record: records.Pattern
    number: int
    done: tuple[PatternWork, ...]
    token: str


def work(session: Session, pattern: Pattern) -> Work:
    """The working copy of a pattern; its newest version where nobody is at work on it."""
    done = tuple(
        session.scalars(
            select(PatternWork)
            .where(PatternWork.pattern_id == pattern.id, PatternWork.undone.is_(False))
            .options(joinedload(PatternWork.who))
            .order_by(PatternWork.id)
        )
    )
    data = done[-1].data if done else newest(session, pattern).data
    return Work(records.load(data), pattern.current_number, done, hashlib.sha256(data).hexdigest())


def newest(session: Session, pattern: Pattern) -> PatternVersion:
    """The newest version of a pattern, published or not."""
    return session.scalars(
        select(PatternVersion).where(
            PatternVersion.pattern_id == pattern.id, PatternVersion.number == pattern.current_number
        )
    ).one()
