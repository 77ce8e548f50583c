"""Keeping walks: under one's account, as a scenario of the process, on a newer version; renaming, forgetting."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from engine.errors import WalkError
from engine.walkthrough import Walkthrough as Walk
from webapp import rates
from webapp.actions import scenarios as actions
from webapp.actions import walkthroughs
from webapp.permissions import require
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.database import Session
from webapp.store.tables import Process, Version, Walkthrough
from webapp.walkthroughs import asking, typed
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.fitting import fitted, refitted
from webapp.walkthroughs.planned import Plan
from webapp.walkthroughs.replaying import LIMITS
from webapp.walkthroughs.summary import in_words, summary
from webapp.web import db, person


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario as the process's page lists it. `why` says what stands in its way on the newest version, after
    `fits` of its steps; None when it goes there as it is."""

    kept: Walkthrough
    outcome: str
    fits: int
    why: str | None

    @property
    def replays(self) -> bool:
        """Whether it still goes on the newest version."""
        return self.why is None


def listed(session: Session, process: Process, version: Version) -> tuple[ScenarioLine, ...]:
    """The scenarios of a process, and whether each still goes on a version of it."""
    return tuple(_line(session, kept, version) for kept in queries.work.scenarios(session, process))


def _line(session: Session, kept: Walkthrough, version: Version) -> ScenarioLine:
    outcome = in_words(kept.summary)
    if kept.version.sha256 == version.sha256:
        return ScenarioLine(kept, outcome, len(kept.log.get("steps", ())), None)
    try:
        found = fitted(session, kept, version)
    except WalkError as error:
        return ScenarioLine(kept, outcome, 0, str(error))
    return ScenarioLine(kept, outcome, found.fit, found.why)


@blueprint.post("/<walk_id>/save")
def save(walk_id: str) -> ResponseReturnValue:
    """Keep the walk, with what was typed when a signed-in person asks for that."""
    kept = asking.find(walk_id)
    require(person(), "save-walkthrough", kept)
    walk, _ = asking.here(kept)
    own = asking.is_mine(kept)
    saved = walkthroughs.save(
        db(), person(), kept.process_id, kept.version.number, walk.choice_log,
        walk_id=kept.id if own else None, title=request.form.get("title", ""),
        keep_answers=bool(request.form.get("answers")), plan=kept.plan,
        parent=None if own else (kept.id, len(walk.history)),
    )  # fmt: skip
    flash("Saved. You find it under your account.", "success")
    return asking.to(saved)


@blueprint.post("/<walk_id>/scenario")
def keep_scenario(walk_id: str) -> ResponseReturnValue:
    """Keep the walk as a scenario of its process."""
    kept = asking.find(walk_id)
    walk, _ = asking.here(kept)
    made = actions.keep_scenario(
        db(), person(), kept.id, request.form.get("title", ""), walk.choice_log,
        summary=summary(walk), keep_answers=bool(request.form.get("answers")),
    )  # fmt: skip
    flash(f"Saved as a scenario of this process: {made.title}. Its page lists it.", "success")
    return asking.to(kept)


@blueprint.post("/<walk_id>/rename")
def rename(walk_id: str) -> ResponseReturnValue:
    """Give it another name."""
    kept = walkthroughs.rename(db(), person(), asking.find(walk_id).id, request.form.get("title", ""))
    flash(f"Renamed: {kept.title}.", "success")
    return asking.to(kept)


@blueprint.post("/<walk_id>/forget")
def forget(walk_id: str) -> ResponseReturnValue:
    """Delete it."""
    kept = asking.find(walk_id)
    address, name = kept.process.address, kept.title or "The walk"
    walkthroughs.forget(db(), person(), kept.id)
    flash(f"{name}: forgotten.", "success")
    return redirect(f"/processes/{address}", 303)


@blueprint.post("/<walk_id>/follow")
@limiter.limit(rates.WALKS)
def follow(walk_id: str) -> ResponseReturnValue:
    """Walk it again from the beginning, step by step, each proposed."""
    kept = asking.find(walk_id)
    walk, _ = asking.as_kept(kept)
    plan = Plan("scenario", kept.title or "the walk before", tuple(walk.log))
    fresh = Walk.start(walk.diagram, walk.process, limits=LIMITS, calls=walk.calls)
    return asking.to(asking.begun(kept.process, kept.version.number, fresh, parent=(kept.id, 0), plan=plan))


@blueprint.post("/<walk_id>/newer")
@limiter.limit(rates.WALKS)
def newer(walk_id: str) -> ResponseReturnValue:
    """Try the walk on the newest version: a new walk with as much of it as still fits."""
    kept = asking.find(walk_id)
    version = asking.find_version(kept.process)
    found = refitted(db(), kept, version, typed.with_answers(kept.log, typed.answers(kept.id)))
    made = asking.begun(kept.process, version.number, found.walk, parent=(kept.id, found.kept))
    if found.why is None:
        flash(f"All {found.of} steps still go on version {version.number}.", "success")
    else:
        flash(
            f"{found.kept} of {found.of} steps still go on version {version.number}. "
            f"The next does not: {found.why}"
        )
    return asking.to(made)
