"""Opening a room from a process or a walk."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from engine.errors import WalkError
from webapp import rates
from webapp.actions import workshops
from webapp.permissions import VISITOR, require
from webapp.personas.choosing import find_persona, personas_for_me
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Process, Version
from webapp.walkthroughs import typed
from webapp.walkthroughs.replaying import replayed, started
from webapp.web import db, person
from webapp.workshops.area import blueprint, to
from webapp.workshops.words import LIVES


@blueprint.get("/workshops/new")
def new() -> ResponseReturnValue:
    """How long is the room open, and who walks?"""
    process, version = _asked(request.args)
    require(person(), "run-workshop", process)
    return render_template(
        "workshops/new.html",
        process=process,
        version=version,
        walk=request.args.get("walk", ""),
        lives=LIVES,
        usual=workshops.USUAL_LIFE,
        personas=personas_for_me(),
        is_public=process.state in ("published", "retired") and not process.is_try,
    )


@blueprint.post("/workshops")
@limiter.limit(rates.WALKS)
def open_room() -> ResponseReturnValue:
    """Open it."""
    process, version = _asked(request.form)
    require(person(), "run-workshop", process)
    chosen = chosen_persona() or ""
    try:
        log = _log(version, request.form.get("walk", ""))
    except WalkError as error:
        flash(str(error))
        return redirect(f"/processes/{process.address}", 303)
    life = request.form.get("life", workshops.USUAL_LIFE)
    made = workshops.open_room(db(), person(), process.id, version.number, log, life=life, persona=chosen)
    return to(made)


def chosen_persona() -> str | None:
    """The persona that the form names, "" for nobody in particular, None when it says nothing of it; answers 404 for
    one that there is not."""
    chosen = request.form.get("persona")
    if chosen == "nobody":
        return ""
    if chosen and find_persona(chosen) is None:
        abort(404)
    return chosen


def _asked(values: Any) -> tuple[Process, Version]:
    """The process and version that the form or the link names, or those of the walk that it names."""
    if values.get("walk"):
        kept = queries.work.walkthrough(db(), values["walk"], person()) or abort(404)
        return kept.process, kept.version
    process = queries.processes.process(db(), values.get("process", ""), person()) or abort(404)
    number = values.get("version", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else None
    return process, queries.processes.version(process, wanted) or abort(404)


def _log(version: Version, walk_id: str) -> dict[str, Any]:
    """Where the room begins: where that walk stands, else at the beginning of a case. Who follows has no
    account: a room goes into those called processes that anybody may read."""
    if walk_id:
        kept = queries.work.walkthrough(db(), walk_id, person()) or abort(404)
        return replayed(db(), kept, typed.answers(kept.id)).choice_log
    return started(db(), version, VISITOR).choice_log
