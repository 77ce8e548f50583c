"""Ending a workshop: closing the room, and where somebody in office was walked through, the record of it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import walked_through, workshops
from webapp.comparisons.deciding import Filled
from webapp.errors import Refused
from webapp.store import queries
from webapp.store.tables import Workshop
from webapp.store.workshops import PROPOSAL_KINDS
from webapp.web import db, person
from webapp.workshops.area import blueprint, led, to
from webapp.workshops.scene import Scene
from webapp.workshops.words import OFFICES


@blueprint.get("/workshops/<workshop_id>/end")
def end(workshop_id: str) -> ResponseReturnValue:
    """Was somebody in office walked through it?"""
    return _page(led(workshop_id), {})


@blueprint.post("/workshops/<workshop_id>/end")
def end_it(workshop_id: str) -> ResponseReturnValue:
    """Close the room, with a record when one is wanted."""
    found = led(workshop_id)
    who = request.form.get("who", "")
    try:
        made = _record(found) if who in OFFICES else None
    except ValueError:
        return _page(found, {"on-day": "Enter a date such as 31 3 2027"}), 400
    except Refused as refused:
        return _page(found, {"office": str(refused)}), 400
    if found.is_open:
        workshops.close(db(), person(), found.id)
    if made is not None:
        flash("The room is closed and the record is kept.", "success")
        return redirect(f"/walked-through/{made}", 303)
    flash("The room is closed. Nobody can follow it any more.", "success")
    return to(found, "/storyboard")


@blueprint.post("/workshops/<workshop_id>/delete")
def delete(workshop_id: str) -> ResponseReturnValue:
    """Delete a workshop with all that was said in it."""
    found = led(workshop_id)
    if not request.form.get("sure"):
        return _page(found, {"sure": "Tick the box if everything that was said in it may go"}), 400
    address = found.process.address
    workshops.forget_workshop(db(), person(), found.id)
    flash("The workshop is deleted. Changes put forward and records stay with the process.", "success")
    return redirect(f"/processes/{address}", 303)


def shown_steps(found: Workshop) -> tuple[list[dict[str, Any]], str]:
    """What was walked, in order, as a record keeps it; and how the case stands."""
    scene = Scene(found)
    steps = [{"who": one.who, "text": one.text, "said": one.said} for one in scene.stage.past]
    return steps, scene.walk.outcome


def _record(found: Workshop) -> int:
    if found.walk is None:
        abort(404)
    form = request.form
    on = Filled("", day=form.get("on-day", "").strip(), month=form.get("on-month", "").strip(),
                year=form.get("on-year", "").strip()).due  # fmt: skip
    steps, outcome = shown_steps(found)
    office, note = form.get("office", ""), form.get("note", "")
    return walked_through.record(db(), person(), found.id, office, on, steps, outcome, note).id


def _page(found: Workshop, errors: dict[str, str]) -> str:
    notes = queries.workshops.notes(db(), found.id)
    return render_template(
        "workshops/end.html",
        room=found,
        process=found.process,
        waiting=sum(1 for note in notes if note.kind in PROPOSAL_KINDS and not note.proposed),
        offices=OFFICES,
        sent=request.form,
        errors=errors,
    )
