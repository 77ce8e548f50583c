"""Scenarios: walks with a name that belong to a process, for whoever comes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.walkthroughs import check_length, named, without_answers
from webapp.errors import NotFound, Refused
from webapp.permissions import Person, require
from webapp.store.database import writing
from webapp.store.tables import Walkthrough

MOST = 100
"""Scenarios of one process."""


def keep_scenario(
    session: Session,
    who: Person,
    walk_id: str,
    title: str,
    log: Mapping[str, Any],
    *,
    summary: Mapping[str, Any],
    keep_answers: bool = False,
) -> Walkthrough:
    """Keep a walk as a scenario of its process, under an address of its own: the walk itself may go on.

    `log` is where the walk stands, `summary` what lists say of it. Contributors and up of the process's council may.
    Raises Refused: no name, one that another scenario of the process has, nothing walked yet, or too many.
    """
    name = named(title)
    check_length(log)
    if not log.get("steps"):
        raise Refused("Nothing has happened in this walk yet: take a step first, then save it as a scenario.")
    with writing(session):
        walk = session.get(Walkthrough, walk_id)
        if walk is None:
            raise NotFound("There is no such walkthrough.")
        require(who, "walk", walk.process)
        require(who, "keep-scenario", walk.process)
        _room_for(session, walk.process_id, name)
        kept = Walkthrough(
            id=base.token(), process_id=walk.process_id, version_id=walk.version_id, created_by_id=who.id,
            title=name, is_scenario=True, parent_id=walk.id, parent_steps=len(log["steps"]),
            log=dict(log) if keep_answers else without_answers(log), keeps_answers=keep_answers,
            summary=dict(summary),
        )  # fmt: skip
        session.add(kept)
        session.flush()
        base.audit(session, who, "keep-scenario", "walkthrough", kept.id, process=walk.process_id, title=name)
    return kept


def _room_for(session: Session, process_id: int, name: str) -> None:
    of_process = (Walkthrough.process_id == process_id, Walkthrough.is_scenario.is_(True))
    if session.scalars(select(func.count()).select_from(Walkthrough).where(*of_process)).one() >= MOST:
        raise Refused(f"This process has {MOST} scenarios already: forget one that nobody needs any more.")
    if session.scalars(select(Walkthrough.id).where(*of_process, Walkthrough.title == name)).first():
        raise Refused(f"This process has a scenario named “{name}” already: give this one another name.")
