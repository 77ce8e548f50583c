"""Walkthroughs kept: the choice log of a case, and what was typed only where a signed-in person saves it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Process, Walkthrough, now

LONGEST_LOG = 2_000
VISITORS_WALKS_LIVE = timedelta(days=30)
"""How long a walk that belongs to no account is kept after it was last changed."""


def save(
    session: Session,
    who: Person,
    process_id: int,
    number: int,
    log: Mapping[str, Any],
    *,
    walk_id: str | None = None,
    title: str = "",
    keep_answers: bool = False,
) -> Walkthrough:
    """Keep where a case stands, under a new unguessable address or, with `walk_id`, under the one it has.

    `log` is a choice log as the contract has it (`version`, `steps`). Answers stay in it only when a
    signed-in person asks for that. Somebody else's walkthrough is not changed: theirs becomes a new one.
    """
    if len(log.get("steps", ())) > LONGEST_LOG:
        raise Refused(f"This walk has more than {LONGEST_LOG:,} steps: start it again.")
    keeps = keep_answers and who.is_signed_in
    with writing(session):
        process = base.process(session, process_id)
        require(who, "walk", process)
        kept = _own(session, who, walk_id, process, number)
        if kept is None:
            kept = Walkthrough(
                id=base.token(),
                process_id=process.id,
                version_id=_version(process, number),
                created_by_id=who.id,
            )
            session.add(kept)
        kept.log = dict(log) if keeps else without_answers(log)
        kept.keeps_answers, kept.updated_at = keeps, now()
        kept.title = title.strip()[:200] or kept.title or ""
        session.flush()
        base.audit(session, who, "save-walkthrough", "walkthrough", kept.id, process=process.id)
    return kept


def expire(session: Session, *, at: datetime | None = None) -> int:
    """Remove the walks of visitors that nobody touched for `VISITORS_WALKS_LIVE`; how many there were."""
    due = (Walkthrough.created_by_id.is_(None), Walkthrough.updated_at <= (at or now()) - VISITORS_WALKS_LIVE)
    count = session.scalars(select(func.count()).select_from(Walkthrough).where(*due)).one()
    if count:
        with writing(session):
            session.execute(delete(Walkthrough).where(*due))
            base.audit(
                session, Person(name="Guildhall"), "expire-walkthroughs", "walkthrough", "", count=count
            )
    return count


def forget(session: Session, who: Person, walk_id: str) -> None:
    """Delete one of one's own walkthroughs."""
    with writing(session):
        kept = session.get(Walkthrough, walk_id)
        if kept is None or (not who.is_library_admin and (who.id is None or kept.created_by_id != who.id)):
            raise NotFound("There is no such walkthrough of yours.")
        session.delete(kept)
        base.audit(session, who, "forget-walkthrough", "walkthrough", walk_id)


def without_answers(log: Mapping[str, Any]) -> dict[str, Any]:
    """The same choice log without anything that somebody typed."""
    steps = [{key: value for key, value in step.items() if key != "answers"} for step in log.get("steps", ())]
    return {**log, "steps": steps}


def _own(
    session: Session, who: Person, walk_id: str | None, process: Process, number: int
) -> Walkthrough | None:
    kept = session.get(Walkthrough, walk_id) if walk_id else None
    if kept is None or kept.process_id != process.id or kept.version_id != _version(process, number):
        return None
    return kept if kept.created_by_id == who.id else None


def _version(process: Process, number: int) -> int:
    found = next((version.id for version in process.versions if version.number == number), None)
    if found is None:
        raise NotFound(f"This process has no version {number}.")
    return found
