"""Moving in a walk: begin, take a step, go back, branch, start again. A walkthrough is its choice log: every page
replays it, and no state is kept besides."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from engine.errors import WalkError
from engine.from_trace import follow
from engine.options import Option
from engine.walkthrough import Walkthrough as Walk
from webapp import rates, reading
from webapp.patterns.answers import read_answers
from webapp.rates import limiter
from webapp.store.tables import Version, Walkthrough
from webapp.walkthroughs import as_persona, asking, how_many, typed
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.by_tables import with_tables
from webapp.walkthroughs.replaying import LIMITS, patterns_of, started
from webapp.walkthroughs.stage import Stage
from webapp.walkthroughs.timeline import Timeline
from webapp.walkthroughs.walk import show
from webapp.web import db, person

MOVED_ON = "This walk has moved on since the page was opened. Here is where it stands now."


@blueprint.post("")
@limiter.limit(rates.WALKS)
def start() -> ResponseReturnValue:
    """Begin a walk of a version of a process."""
    process = asking.find_process(request.form.get("process", ""))
    version = asking.find_version(process, asking.process_number())
    try:
        walk = _into_fault(version, request.form.get("fault", "")) or started(
            db(), version, person(), request.form.get("of") or None
        )
    except WalkError as error:
        flash(str(error))
        return redirect(f"/processes/{process.address}", 303)
    kept = asking.begun(process, version.number, walk)
    as_persona.begin(kept.id, request.form.get("persona", ""))
    return asking.to(kept)


def _into_fault(version: Version, fault: str) -> Walk | None:
    """The walk that runs into a fault of a version, standing where it shows; None when none was asked for."""
    if not (fault.isdecimal() and len(fault) < 4):
        return None
    read = reading.read(db(), version)
    faults = read.soundness.faults
    if not 1 <= int(fault) <= len(faults):
        abort(404)
    return follow(read.diagram, faults[int(fault) - 1].steps, limits=LIMITS)


@blueprint.post("/<walk_id>/take")
@limiter.limit(rates.STEPS)
def take(walk_id: str) -> ResponseReturnValue:
    """Take one step: a page answered, a choice made, an event that happens."""
    kept = asking.find(walk_id)
    walk = asking.standing(kept)
    element = request.form.get("element", "")
    if request.form.get("taken") != str(len(walk.history)):
        flash(MOVED_ON)
        return asking.to(kept)
    option = Stage(walk, {}, element).option
    if option is None or option.element != element:
        flash("That cannot happen now. Here is what can.")
        return asking.to(kept)
    patterns = patterns_of(db(), kept.version, walk, person()) if option.node.patterns else {}
    stage = Stage(walk, patterns, element)
    waiting = typed.pending(kept.id, element)
    page = asking.number(request.form.get("page"))
    if page < len(stage.screens):
        screen = stage.screens[page]
        if screen.page is not None:
            before: dict[str, Any] = {**walk.answers, **waiting}
            chosen = as_persona.filled(kept.id, screen, before).answers
            answers, faults = read_answers(
                screen.pattern, screen.page, request.form, request.files, before={**before, **chosen}
            )
            if faults:
                return show(kept, element, page, faults=faults, answers=answers), 400
            waiting |= answers
        if page + 1 < len(stage.screens):
            steps = typed.answers(kept.id)
            asking.say_dropped(typed.keep(kept.id, steps, element, waiting), patterns)
            return asking.to(kept, "?" + urlencode({"at": element, "page": page + 1}))
    return _taken(kept, walk, option, with_tables(patterns.values(), walk.answers, waiting))


def _taken(kept: Walkthrough, walk: Walk, option: Option, answers: dict[str, Any]) -> ResponseReturnValue:
    chose = request.form.getlist("chose")
    numbered = option.how_many is not None and bool(request.form.get(how_many.FIELD))
    if option.kind == "choose" and len(chose) < option.least and not numbered:
        return show(kept, option.element, 0, error="Choose which way the case goes"), 400
    try:
        times = how_many.given(option, request.form)
        walk.take(option, chose=() if times else chose, answers=answers, times=times)
    except WalkError as error:
        flash(str(error))
        return asking.to(kept)
    return asking.to(asking.saved(kept, walk))


@blueprint.get("/<walk_id>/steps/<int:number>")
def step(walk_id: str, number: int) -> ResponseReturnValue:
    """One step that was taken, and what going back to it, or branching from it, would mean."""
    kept = asking.find(walk_id)
    walk, patterns = asking.here(kept)
    stage = Stage(walk, patterns)
    timeline = Timeline(stage)
    if not 1 <= number <= len(timeline.lines):
        abort(404)
    line = timeline.lines[number - 1]
    dropped = timeline.dropped(number)
    lost = {name for one in walk.history[number - 1 :] for name in one.answers}
    return render_template(
        "walkthroughs/step.html",
        kept=kept,
        process=kept.process,
        line=line,
        dropped=dropped,
        answers=len(lost),
        taken=len(walk.history),
        mine=asking.is_mine(kept),
    )


@blueprint.post("/<walk_id>/back")
def back(walk_id: str) -> ResponseReturnValue:
    """Go back to before the last step that somebody took, or to before the step that the form names."""
    kept = asking.find(walk_id)
    walk, _ = asking.here(kept)
    if request.form.get("taken", str(len(walk.history))) != str(len(walk.history)):
        flash(MOVED_ON)
        return asking.to(kept)
    try:
        before = asking.number(request.form.get("before"), len(walk.history) + 1)
        if "before" in request.form:
            walk = _until(walk, before)
        else:
            walk.back()
    except WalkError as error:
        flash(str(error))
        return asking.to(kept)
    return asking.to(asking.saved(kept, walk))


@blueprint.post("/<walk_id>/branch")
def branch(walk_id: str) -> ResponseReturnValue:
    """A new walk that goes its own way from before a step of this one, which stays as it is."""
    kept = asking.find(walk_id)
    walk, _ = asking.here(kept)
    shorter = _until(walk, asking.number(request.form.get("before"), len(walk.history) + 1))
    made = asking.begun(kept.process, kept.version.number, shorter, parent=(kept.id, len(shorter.history)))
    flash("This is a new walk, with an address of its own. The one you came from stays as it is.", "success")
    return asking.to(made)


@blueprint.post("/<walk_id>/again")
def again(walk_id: str) -> ResponseReturnValue:
    """Start the same walk again."""
    kept = asking.find(walk_id)
    walk, _ = asking.as_kept(kept)
    return asking.to(asking.saved(kept, walk.again()))


def _until(walk: Walk, before: int) -> Walk:
    """The walk as it stood before its step of that number (from 1), and before the decisions that its answers took
    at once; the whole walk when it has no such step."""
    steps = list(walk.history)[: max(0, before - 1)]
    if before <= len(walk.history) and walk.history[before - 1].because is not None:
        # A decision that took itself would do so again: what led to it goes too.
        while steps and steps[-1].because is not None:
            steps.pop()
        steps = steps[:-1]
    log = {**walk.choice_log, "steps": [one.to_json() for one in steps]}
    return Walk.replay(walk.diagram, log, limits=LIMITS)
