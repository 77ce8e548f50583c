"""How grave each rule is in this library, which findings were accepted, and how much is still to be checked again."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from webapp.store.tables import AcceptedFinding, RuleSetting, Version


def severities(session: Session) -> dict[str, str]:
    """The rules this library treats otherwise: name to severity or `off`."""
    return {row.rule: row.severity for row in session.scalars(select(RuleSetting))}


def accepted(session: Session, process_id: int) -> tuple[AcceptedFinding, ...]:
    """The accepted findings of a process that nobody took back, oldest first."""
    query = (
        select(AcceptedFinding)
        .options(joinedload(AcceptedFinding.who))
        .where(AcceptedFinding.process_id == process_id, AcceptedFinding.undone_at.is_(None))
    )
    return tuple(session.scalars(query.order_by(AcceptedFinding.id)))


def progress(session: Session, mark: str) -> tuple[int, int]:
    """How many versions were checked by the checker of that mark, and how many there are."""
    total = session.scalar(select(func.count()).select_from(Version)) or 0
    done = session.scalar(select(func.count()).select_from(Version).where(Version.checked_with == mark)) or 0
    return done, total
