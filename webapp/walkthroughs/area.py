"""The area of the site where cases are walked: its blueprints, which the modules of its pages fill."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from engine.errors import WalkError
from webapp import error_pages

blueprint = Blueprint("walkthroughs", __name__, template_folder="templates", url_prefix="/walkthroughs")
of_process = Blueprint("coverage", __name__, template_folder="templates", url_prefix="/processes")
"""Pages about all walks of a process."""


@blueprint.errorhandler(WalkError)
@of_process.errorhandler(WalkError)
def cannot_be_walked(error: WalkError) -> ResponseReturnValue:
    """A diagram that cannot be walked at all: over the limits, or with nothing in it."""
    return error_pages.page(409, "This process cannot be walked", str(error))
