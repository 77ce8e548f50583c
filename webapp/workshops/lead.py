"""The facilitator's screen: one step, large; Next and Back; who follows and what they say."""

from __future__ import annotations

import io
from typing import Any

import segno
from flask import Response, abort, flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from engine.errors import WalkError
from webapp import rates
from webapp.actions import workshops
from webapp.actions.workshops import Move
from webapp.errors import Refused
from webapp.patterns.answers import read_answers
from webapp.personas.choosing import personas_for_me
from webapp.rates import limiter
from webapp.settings import Settings
from webapp.store import queries
from webapp.store.tables import Workshop
from webapp.walkthroughs import how_many
from webapp.walkthroughs.by_tables import with_tables
from webapp.web import db, person, settings
from webapp.workshops.area import blueprint, led, number, to
from webapp.workshops.opening import chosen_persona
from webapp.workshops.present import present
from webapp.workshops.scene import Scene
from webapp.workshops.words import code_in_words, counts_in_words

LOCAL = ("127.0.0.1", "localhost", "[::1]")


@blueprint.get("/workshops/<workshop_id>")
def room(workshop_id: str) -> ResponseReturnValue:
    """One step, for everybody in the room to see."""
    return _show(led(workshop_id))


@blueprint.get("/workshops/<workshop_id>/now")
def counts_now(workshop_id: str) -> ResponseReturnValue:
    """Who follows and what was said, for the facilitator's screen, which asks every few seconds."""
    found = led(workshop_id)
    counts = queries.workshops.counts(db(), found.id)
    return jsonify(following=present.count(found.id), notes=counts_in_words(counts), revision=found.revision)


@blueprint.get("/workshops/<workshop_id>/code.svg")
def code(workshop_id: str) -> ResponseReturnValue:
    """The room's link as a QR code."""
    found = led(workshop_id)
    if not found.is_open:
        abort(404)
    out = io.BytesIO()
    segno.make(link(found), error="m", micro=False).save(
        out, kind="svg", xmldecl=False, scale=6, light="#fff"
    )
    return Response(out.getvalue(), mimetype="image/svg+xml")


@blueprint.post("/workshops/<workshop_id>/next")
@limiter.limit(rates.WALKS)
def go_on(workshop_id: str) -> ResponseReturnValue:
    """Next: the page as it is filled in, the choice made, the event that happens."""
    found = led(workshop_id)
    if (stale := _stale(found)) is not None:
        return stale
    scene = Scene(found)
    option, screen = scene.stage.option, scene.screen
    if option is None or option.element != request.form.get("element"):
        return to(found)
    pending: dict[str, Any] = dict(found.pending)
    if screen is not None and screen.page is not None:
        before = {**scene.before, **(scene.filled.answers if scene.filled else {})}
        answers, faults = read_answers(
            screen.pattern, screen.page, request.form, request.files, before=before
        )
        if faults:
            return _show(found, answers=answers, faults=faults), 400
        pending |= answers
    if scene.page + 1 < len(scene.stage.screens):
        return _move(found, Move(scene.walk.choice_log, option.element, scene.page + 1, pending))
    chose = request.form.getlist("chose")
    numbered = option.how_many is not None and bool(request.form.get(how_many.FIELD))
    if option.kind == "choose" and len(chose) < option.least and not numbered:
        return _show(found, error="Choose which way the case goes"), 400
    try:
        times = how_many.given(option, request.form)
        answered = with_tables(scene.patterns.values(), scene.walk.answers, pending)
        scene.walk.take(option, chose=() if times else chose, answers=answered, times=times)
    except WalkError as error:
        flash(str(error))
        return to(found)
    return _move(found, Move(scene.walk.choice_log))


@blueprint.post("/workshops/<workshop_id>/back")
@limiter.limit(rates.WALKS)
def back(workshop_id: str) -> ResponseReturnValue:
    """Back: to the screen before, or to before the last step."""
    found = led(workshop_id)
    if (stale := _stale(found)) is not None:
        return stale
    scene = Scene(found)
    if scene.page > 0:
        return _move(found, Move(scene.walk.choice_log, scene.element, scene.page - 1, found.pending))
    try:
        scene.walk.back()
    except WalkError as error:
        flash(str(error))
        return to(found)
    return _move(found, Move(scene.walk.choice_log))


@blueprint.post("/workshops/<workshop_id>/at")
def at(workshop_id: str) -> ResponseReturnValue:
    """Take another of the things that can happen now in hand."""
    found = led(workshop_id)
    if (stale := _stale(found)) is not None:
        return stale
    scene = Scene(found)
    element = request.form.get("element", "")
    if element not in {one.element for one in scene.stage.options}:
        flash("That cannot happen now. Here is what can.")
        return to(found)
    return _move(found, Move(scene.walk.choice_log, element))


@blueprint.post("/workshops/<workshop_id>/show")
def show(workshop_id: str) -> ResponseReturnValue:
    """Another persona, or the diagram shown or hidden."""
    found = led(workshop_id)
    chosen = chosen_persona()
    diagram = request.form.get("diagram")
    try:
        workshops.show(
            db(), person(), found.id, persona=chosen, diagram=None if diagram is None else diagram == "show"
        )
    except Refused as refused:
        flash(str(refused))
    return to(found)


def link(found: Workshop, config: Settings | None = None) -> str:
    """The address that followers open: on the library's own address, or where it has none on the one that the
    facilitator uses."""
    own = (config or settings()).base_url
    base = request.url_root.rstrip("/") if own == Settings.base_url else own
    return f"{base}/join/{found.code}"


def _move(found: Workshop, move: Move) -> ResponseReturnValue:
    try:
        workshops.move(db(), person(), found.id, found.revision, move)
    except Refused as refused:
        flash(str(refused))
    return to(found)


def _stale(found: Workshop) -> ResponseReturnValue | None:
    """Back to the room when the form was made before it last moved, or the room is closed."""
    if not found.is_open or found.walk is None:
        flash("This room is closed. Its storyboard and notes are still there.")
        return to(found)
    if number(request.form.get("revision"), 10**8) != found.revision:
        flash("The room has moved on since this page was opened. Here is where it stands now.")
        return to(found)
    return None


def _show(found: Workshop, *, error: str = "", **sent: Any) -> str:
    if not found.is_open or found.walk is None:
        return render_template("workshops/closed.html", room=found, process=found.process)
    scene = Scene(found, **sent)
    address = link(found)
    return render_template(
        "workshops/room.html",
        room=found,
        process=found.process,
        scene=scene,
        stage=scene.stage,
        walk=scene.walk,
        error=error,
        errors=dict(scene.faults) or ({"chose": error} if error else {}),
        link=address,
        is_local=any(f"//{one}" in address for one in LOCAL),
        code=code_in_words(found.code or ""),
        personas=personas_for_me(),
        following=present.count(found.id),
        counts=counts_in_words(queries.workshops.counts(db(), found.id)),
    )
