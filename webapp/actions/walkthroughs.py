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
LONGEST_TITLE = 200
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
    parent: tuple[str, int] | None = None,
    plan: Mapping[str, Any] | None = None,
) -> Walkthrough:
    """Keep where a case stands, under a new unguessable address or, with `walk_id`, under the one it has.

    `log` is a choice log as the contract has it (`version`, `steps`). Answers stay in it only when a
    signed-in person asks for that. Somebody else's walkthrough is not changed, nor is a scenario: theirs becomes a
    new one. A new one may branch from a `parent` (its id, and how many of its steps were kept) and follow a `plan`.
    """
    check_length(log)
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
                plan=dict(plan or {}),
            )
            if parent is not None and session.get(Walkthrough, parent[0]) is not None:
                kept.parent_id, kept.parent_steps = parent
            session.add(kept)
        kept.log = dict(log) if keeps else without_answers(log)
        kept.keeps_answers, kept.updated_at = keeps, now()
        kept.title = title.strip()[:LONGEST_TITLE] or kept.title or ""
        session.flush()
        base.audit(session, who, "save-walkthrough", "walkthrough", kept.id, process=process.id)
    return kept


def expire(session: Session, *, at: datetime | None = None) -> int:
    """Remove the walks of visitors that nobody touched for `VISITORS_WALKS_LIVE`; how many there were."""
    due = (
        Walkthrough.created_by_id.is_(None),
        Walkthrough.is_scenario.is_(False),
        Walkthrough.updated_at <= (at or now()) - VISITORS_WALKS_LIVE,
    )
    count = session.scalars(select(func.count()).select_from(Walkthrough).where(*due)).one()
    if count:
        with writing(session):
            session.execute(delete(Walkthrough).where(*due))
            base.audit(
                session, Person(name="Guildhall"), "expire-walkthroughs", "walkthrough", "", count=count
            )
    return count


def rename(session: Session, who: Person, walk_id: str, title: str) -> Walkthrough:
    """Give one of one's own walkthroughs, or a scenario of one's council's process, another name."""
    name = named(title)
    with writing(session):
        kept = _require_own(session, who, walk_id)
        kept.title = name
        base.audit(session, who, "rename-walkthrough", "walkthrough", walk_id, process=kept.process_id)
    return kept


def named(title: str) -> str:
    """The name as it is kept; Refused when there is none."""
    name = " ".join(title.split())[:LONGEST_TITLE]
    if not name:
        raise Refused("Give it a name: say how this case goes, for instance “Refused, evidence missing”.")
    return name


def check_length(log: Mapping[str, Any]) -> None:
    """Refused when a log is too long to keep."""
    if len(log.get("steps", ())) > LONGEST_LOG:
        raise Refused(f"This walk has more than {LONGEST_LOG:,} steps: start it again.")


def forget(session: Session, who: Person, walk_id: str) -> None:
    """Delete one of one's own walkthroughs, or a scenario of one's council's process."""
    with writing(session):
        kept = _require_own(session, who, walk_id)
        session.delete(kept)
        base.audit(session, who, "forget-walkthrough", "walkthrough", walk_id)


def without_answers(log: Mapping[str, Any]) -> dict[str, Any]:
    """The same choice log without anything that somebody typed."""
    steps = [{key: value for key, value in step.items() if key != "answers"} for step in log.get("steps", ())]
    return {**log, "steps": steps}


def _require_own(session: Session, who: Person, walk_id: str) -> Walkthrough:
    """The walkthrough, when this person may rename and forget it."""
    kept = session.get(Walkthrough, walk_id)
    if kept is not None and kept.is_scenario:
        require(who, "walk", kept.process)
        require(who, "keep-scenario", kept.process)
        return kept
    if kept is None or (not who.is_library_admin and (who.id is None or kept.created_by_id != who.id)):
        raise NotFound("There is no such walkthrough of yours.")
    return kept


def _own(
    session: Session, who: Person, walk_id: str | None, process: Process, number: int
) -> Walkthrough | None:
    kept = session.get(Walkthrough, walk_id) if walk_id else None
    if (
        kept is None
        or kept.is_scenario
        or kept.process_id != process.id
        or kept.version_id != _version(process, number)
    ):
        return None
    return kept if kept.created_by_id == who.id else None


def _version(process: Process, number: int) -> int:
    found = next((version.id for version in process.versions if version.number == number), None)
    if found is None:
        raise NotFound(f"This process has no version {number}.")
    return found
