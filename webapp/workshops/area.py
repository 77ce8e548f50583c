"""The area's one blueprint, and finding the workshop that a page is about."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from bpmn.model import Diagram
from engine.errors import WalkError
from webapp import error_pages, reading
from webapp.permissions import require
from webapp.store import queries
from webapp.store.tables import Workshop
from webapp.walkthroughs.replaying import replayed
from webapp.web import db, person

blueprint = Blueprint("workshops", __name__, template_folder="templates")


@blueprint.errorhandler(WalkError)
def cannot_be_walked(error: WalkError) -> ResponseReturnValue:
    """The walk of a room cannot be brought back: what it went into is gone, or its log was changed by hand."""
    return error_pages.page(409, "This workshop cannot go on", str(error))


def led(workshop_id: str) -> Workshop:
    """The workshop, for somebody who may lead it; answers 404 to whoever may not know of its process."""
    found = queries.workshops.workshop(db(), workshop_id, person()) or abort(404)
    require(person(), "lead-workshop", found.organisation)
    return found


def drawn(room: Workshop) -> Diagram:
    """The diagram that is walked, with those of the processes that the room went into which anybody may read."""
    if room.walk is not None and room.walk.log.get("calls"):
        try:
            return replayed(db(), room.walk, {}).diagram
        except WalkError:
            pass
    return reading.read(db(), room.version).diagram


def number(text: str | None, most: int = 10_000) -> int:
    """A whole number as it came from a form; 0 for anything else, never above `most`."""
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def to(workshop: Workshop, more: str = "") -> ResponseReturnValue:
    """Back to the facilitator's screen, or another page of the workshop."""
    return redirect(f"/workshops/{workshop.id}{more}", 303)
