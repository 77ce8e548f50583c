"""The pages of a walk. A walkthrough is its choice log: every page replays it, and no state is kept besides."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from bpmn.called import CannotCall
from bpmn.model import Diagram
from bpmn.patterns import Pattern
from engine.errors import WalkError
from engine.from_trace import follow
from engine.options import Option
from engine.stuck import explained
from engine.walkthrough import Walkthrough as Walk
from webapp import called as calls
from webapp import rates, reading
from webapp.actions import walkthroughs
from webapp.patterns.answers import needs_upload, read_answers
from webapp.patterns.faults import error_summary
from webapp.permissions import require
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Process, Version, Walkthrough
from webapp.walkthroughs import how_many, typed
from webapp.walkthroughs.replaying import LIMITS, patterns_of, replayed
from webapp.walkthroughs.screens import button, rendered
from webapp.walkthroughs.stage import KIND_WORDS, Stage
from webapp.web import db, person

blueprint = Blueprint("walkthroughs", __name__, template_folder="templates", url_prefix="/walkthroughs")


@blueprint.post("")
@limiter.limit(rates.WALKS)
def start() -> ResponseReturnValue:
    """Begin a walk of a version of a process."""
    process = queries.processes.process(db(), request.form.get("process", ""), person()) or abort(404)
    number = request.form.get("version", "")
    wanted = int(number) if number.isdecimal() and len(number) < 10 else None
    version = queries.processes.version(process, wanted) or abort(404)
    diagram = reading.read(db(), version).diagram
    try:
        walk = _begun(version, request.form.get("fault", "")) or _started(version, diagram)
    except (WalkError, CannotCall) as error:
        flash(str(error))
        return redirect(f"/processes/{process.address}", 303)
    kept = walkthroughs.save(db(), person(), process.id, version.number, walk.choice_log)
    _mine(kept.id)
    typed.keep(kept.id, {})
    return redirect(f"/walkthroughs/{kept.id}", 303)


def _started(version: Version, diagram: Diagram) -> Walk:
    """A walk of a version from its beginning, with what its calls lead to put in."""
    walk = Walk.start(diagram, request.form.get("of") or None, limits=LIMITS)
    called = calls.found(db(), version, walk.process, person())
    if not called:
        return walk
    return Walk.start(
        calls.composed(db(), version, called, person())[0], walk.process, limits=LIMITS, calls=called
    )


def _begun(version: Version, fault: str) -> Walk | None:
    """The walk that runs into a fault of a version, standing where it shows; None when none was asked for."""
    if not (fault.isdecimal() and len(fault) < 4):
        return None
    read = reading.read(db(), version)
    faults = read.soundness.faults
    if not 1 <= int(fault) <= len(faults):
        abort(404)
    return follow(read.diagram, faults[int(fault) - 1].steps, limits=LIMITS)


@blueprint.get("/<walk_id>")
def walkthrough(walk_id: str) -> ResponseReturnValue:
    """What happens to this person?"""
    return _show(_find(walk_id), request.args.get("at", ""), _page_number(request.args.get("page")), {}, {})


@blueprint.post("/<walk_id>/take")
def take(walk_id: str) -> ResponseReturnValue:
    """Take one step: a page answered, a choice made, an event that happens."""
    kept = _find(walk_id)
    given = typed.answers(kept.id)
    walk, patterns = _replayed(kept, given)
    element = request.form.get("element", "")
    if request.form.get("taken") != str(len(walk.history)):
        flash("This walk has moved on since the page was opened. Here is where it stands now.")
        return redirect(f"/walkthroughs/{kept.id}", 303)
    stage = Stage(walk, patterns, element)
    option = stage.option
    if option is None or option.element != element:
        flash("That cannot happen now. Here is what can.")
        return redirect(f"/walkthroughs/{kept.id}", 303)
    waiting = typed.pending(kept.id, element)
    before: dict[str, Any] = {**walk.answers, **waiting}
    page = _page_number(request.form.get("page"))
    if page < len(stage.screens):
        screen = stage.screens[page]
        if screen.page is not None:
            answers, faults = read_answers(
                screen.pattern, screen.page, request.form, request.files, before=before
            )
            if faults:
                return _show(kept, element, page, faults, answers), 400
            waiting |= answers
        if page + 1 < len(stage.screens):
            typed.keep(kept.id, given, element, waiting)
            return redirect(f"/walkthroughs/{kept.id}?" + urlencode({"at": element, "page": page + 1}), 303)
    chose = request.form.getlist("chose")
    numbered = option.how_many is not None and bool(request.form.get(how_many.FIELD))
    if option.kind == "choose" and len(chose) < option.least and not numbered:
        return _show(kept, element, 0, {}, {}, error="Choose which way the case goes"), 400
    return _taken(kept, walk, option, chose, waiting, given)


@blueprint.post("/<walk_id>/back")
def back(walk_id: str) -> ResponseReturnValue:
    """Go back to before the last step somebody took."""
    kept = _find(walk_id)
    given = typed.answers(kept.id)
    walk, _ = _replayed(kept, given)
    try:
        walk.back()
    except WalkError as error:
        flash(str(error))
        return redirect(f"/walkthroughs/{kept.id}", 303)
    return _saved(kept, walk)


@blueprint.post("/<walk_id>/into")
def into(walk_id: str) -> ResponseReturnValue:
    """Go into the process that, as the walker says, a call leads to."""
    kept = _find(walk_id)
    walk, _ = _replayed(kept, typed.answers(kept.id))
    process = queries.processes.process(db(), request.form.get("process", ""), person()) or abort(404)
    try:
        if process.id == kept.process_id:
            raise CannotCall("That is the process that you are walking: choose another.")
        called = {**walk.calls, request.form.get("element", "")[:300]: calls.into(db(), process)}
        diagram = calls.composed(db(), kept.version, called, person())[0]
        walk = Walk.replay(diagram, {**walk.choice_log, "calls": called}, limits=LIMITS)
    except (WalkError, CannotCall) as error:
        flash(str(error))
        return redirect(f"/walkthroughs/{kept.id}", 303)
    return _saved(kept, walk)


@blueprint.post("/<walk_id>/again")
def again(walk_id: str) -> ResponseReturnValue:
    """Start the same walk again."""
    kept = _find(walk_id)
    walk, _ = _replayed(kept, {})
    return _saved(kept, walk.again())


@blueprint.post("/<walk_id>/save")
def save(walk_id: str) -> ResponseReturnValue:
    """Keep the walk, with what was typed when a signed-in person asks for that."""
    kept = _find(walk_id)
    require(person(), "save-walkthrough", kept)
    walk, _ = _replayed(kept, typed.answers(kept.id))
    saved = walkthroughs.save(
        db(), person(), kept.process_id, kept.version.number, walk.choice_log,
        walk_id=kept.id, title=request.form.get("title", ""), keep_answers=bool(request.form.get("answers")),
    )  # fmt: skip
    flash("Saved. You find it under your account.", "success")
    return redirect(f"/walkthroughs/{saved.id}", 303)


def _find(walk_id: str) -> Walkthrough:
    return queries.work.walkthrough(db(), walk_id, person()) or abort(404)


def _replayed(kept: Walkthrough, given: dict[int, dict[str, Any]]) -> tuple[Walk, dict[str, Pattern]]:
    walk = replayed(db(), kept, given, person())
    return walk, patterns_of(db(), kept.version, walk, person())


def _taken(
    kept: Walkthrough,
    walk: Walk,
    option: Option,
    chose: list[str],
    answers: dict[str, Any],
    _given: dict[int, dict[str, Any]],
) -> ResponseReturnValue:
    try:
        times = how_many.given(option, request.form)
        walk.take(option, chose=() if times else chose, answers=answers, times=times)
    except WalkError as error:
        flash(str(error))
        return redirect(f"/walkthroughs/{kept.id}", 303)
    return _saved(kept, walk)


def _saved(kept: Walkthrough, walk: Walk) -> ResponseReturnValue:
    """Keep where the walk stands: under its own address when it is this walker's, else under a new one."""
    own = kept.id if _is_mine(kept) else None
    saved = walkthroughs.save(
        db(), person(), kept.process_id, kept.version.number, walk.choice_log,
        walk_id=own, title=kept.title, keep_answers=kept.keeps_answers and own is not None,
    )  # fmt: skip
    _mine(saved.id)
    typed.keep(saved.id, {number: step.answers for number, step in enumerate(walk.history)})
    return redirect(f"/walkthroughs/{saved.id}", 303)


def _mine(walk_id: str) -> None:
    session["walks"] = [*[one for one in session.get("walks", []) if one != walk_id], walk_id][-5:]


def _is_mine(kept: Walkthrough) -> bool:
    if kept.created_by_id is not None:
        return kept.created_by_id == person().id
    return kept.id in session.get("walks", [])


def _page_number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 0


def _show(
    kept: Walkthrough, at: str, page: int, faults: dict[str, Any], answers: dict[str, Any], error: str = ""
) -> str:
    walk, patterns = _replayed(kept, typed.answers(kept.id))
    stage = Stage(walk, patterns, at)
    screen = stage.screens[min(page, len(stage.screens) - 1)] if stage.screens else None
    element = stage.option.element if stage.option else ""
    known = {**walk.answers, **typed.pending(kept.id, element), **answers}
    return render_template(
        "walkthroughs/walkthrough.html",
        kept=kept,
        process=_process(kept),
        stage=stage,
        walk=walk,
        kinds=KIND_WORDS,
        page=min(page, max(0, len(stage.screens) - 1)),
        screen=screen,
        screen_html=rendered(screen, known, faults, patterns.values()) if screen else None,
        upload=bool(screen and screen.page is not None and needs_upload(screen.pattern.pages[screen.page])),
        button=button(screen, stage, page),
        errors=dict(faults) if faults else ({"chose": error} if error else {}),
        error=error,
        fault_list=error_summary(screen.pattern.pages[screen.page], faults)
        if faults and screen and screen.page is not None
        else [],
        mine=_is_mine(kept),
        stuck_by=_stuck_by(kept, walk),
        into=calls.choices(db(), kept.process, person()) if _is_call(stage.option) else (),
    )


def _stuck_by(kept: Walkthrough, walk: Walk) -> tuple[int, str] | None:
    """The fault that the check found where a stuck walk stands: its number and what it says."""
    if walk.outcome != "stuck":
        return None
    faults = reading.read(db(), kept.version).soundness.faults
    fault = explained(walk, faults)
    return (faults.index(fault) + 1, fault.text) if fault is not None else None


def _is_call(option: Option | None) -> bool:
    return option is not None and option.kind == "do" and option.node.type == "callActivity"


def _process(kept: Walkthrough) -> Process:
    return kept.process
