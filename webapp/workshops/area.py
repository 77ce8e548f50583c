"""The area's one blueprint, and finding the workshop that a page is about."""

from __future__ import annotations

from flask import Blueprint, abort, redirect
from flask.typing import ResponseReturnValue

from webapp.permissions import require
from webapp.store import queries
from webapp.store.tables import Workshop
from webapp.web import db, person

blueprint = Blueprint("workshops", __name__, template_folder="templates")


def led(workshop_id: str) -> Workshop:
    """The workshop, for somebody who may lead it; answers 404 to whoever may not know of its process."""
    found = queries.workshops.workshop(db(), workshop_id, person()) or abort(404)
    require(person(), "lead-workshop", found.organisation)
    return found


def number(text: str | None, most: int = 10_000) -> int:
    """A whole number as it came from a form; 0 for anything else, never above `most`."""
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def to(workshop: Workshop, more: str = "") -> ResponseReturnValue:
    """Back to the facilitator's screen, or another page of the workshop."""
    return redirect(f"/workshops/{workshop.id}{more}", 303)
