"""The page of a storyboard: one walk from its beginning, to read, print and take along."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.walkthroughs import asking
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.storyboard import frames
from webapp.walkthroughs.summary import in_words, summary


@blueprint.get("/<walk_id>/storyboard")
def storyboard(walk_id: str) -> ResponseReturnValue:
    """Every page, letter and staff step of a walk in order."""
    kept = asking.find(walk_id)
    walk, patterns = asking.here(kept)
    found = summary(walk)
    return render_template(
        "walkthroughs/storyboard.html",
        kept=kept,
        process=kept.process,
        walk=walk,
        frames=frames(walk, patterns),
        summary=found,
        outcome=in_words(found),
        answers=bool(walk.answers),
    )
