"""Attaching patterns to steps, and saying who is who: each writes a new version of the file."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.suggesting import Suggestion
from bpmn.parts import PART_NAMES
from webapp import reading
from webapp.actions import edits
from webapp.permissions import require
from webapp.processes.shown import Shown
from webapp.processes.suggesting import suggestions
from webapp.processes.views import blueprint, find, find_version
from webapp.store import queries
from webapp.store.tables import Process, Version
from webapp.web import db, person


@blueprint.get("/<address>/attach")
def choose_pattern(address: str) -> ResponseReturnValue:
    """Which step, and which pattern?"""
    return _choose(address, {}), 200


@blueprint.post("/<address>/attach")
def attach(address: str) -> ResponseReturnValue:
    """Attach a pattern to a step."""
    found = find(address)
    element, ref = request.form.get("element", ""), request.form.get("pattern", "")
    errors = {}
    if not element:
        errors["element"] = "Choose the step"
    if not ref:
        errors["pattern"] = "Choose the pattern"
    if errors:
        return _choose(address, errors), 400
    edits.attach_pattern(db(), person(), found.id, element, ref, _newest(ref), on=_seen())
    flash("Attached. The file has a new version; nothing else in it was changed.", "success")
    return redirect(f"/processes/{address}#pages", 303)


@blueprint.post("/<address>/detach")
def detach(address: str) -> ResponseReturnValue:
    """Take a pattern off a step."""
    found = find(address)
    element, ref = request.form.get("element", ""), request.form.get("pattern", "")
    edits.detach_pattern(db(), person(), found.id, element, ref, on=_seen())
    flash("Taken off. The file has a new version.", "success")
    return redirect(f"/processes/{address}#pages", 303)


@blueprint.post("/<address>/parts")
def who_is_who(address: str) -> ResponseReturnValue:
    """Confirm what part each pool and lane plays."""
    found = find(address)
    chosen = {
        name.removeprefix("part:"): value
        for name, value in request.form.items()
        if name.startswith("part:") and value
    }
    if any(value not in PART_NAMES for value in chosen.values()):
        abort(400)
    before = found.current_number
    version = edits.confirm_parts(db(), person(), found.id, chosen, on=_seen())
    flash(
        f"Saved as version {version.number}. The parts are now in the file."
        if version.number != before
        else "Nothing changed.",
        "success",
    )
    return redirect(f"/processes/{address}/result", 303)


def _choose(address: str, errors: dict[str, str]) -> str:
    found = find(address)
    require(person(), "attach-pattern", found)
    current = find_version(found)
    return render_template(
        "processes/attach.html",
        process=found,
        version=current,
        shown=Shown(reading.read(db(), current).diagram, current),
        patterns=[line for line in queries.patterns.patterns(db(), person()) if line.kind != "service"],
        element=request.values.get("element", ""),
        chosen=request.values.get("pattern", ""),
        errors=errors,
        suggested=_suggested(found, current),
    )


def _suggested(process: Process, version: Version) -> dict[str, tuple[Suggestion, ...]]:
    """What is suggested for the step that was chosen, or for every step that shows nothing yet."""
    found, chosen = suggestions(process, version), request.values.get("element", "")
    return {chosen: found[chosen]} if chosen in found else found


def _newest(ref: str) -> int | None:
    version = queries.patterns.version(db(), ref)
    return version.number if version is not None else None


def _seen() -> int | None:
    """The version the person was looking at, from the form."""
    number = request.form.get("on", "")
    return int(number) if number.isdecimal() and len(number) < 10 else None
