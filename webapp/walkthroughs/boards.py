"""Storyboards: one walk from its beginning as a page, one or all scenarios of a process as a file to take along."""

from __future__ import annotations

import re

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Gone

from engine.errors import WalkError
from webapp import rates
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Walkthrough
from webapp.walkthroughs import asking
from webapp.walkthroughs.area import blueprint, of_process
from webapp.walkthroughs.one_file import POLICY, Board, board, cannot, one_file
from webapp.walkthroughs.storyboard import frames
from webapp.walkthroughs.summary import in_words, summary
from webapp.web import db

MOST = 30
"""Scenarios in one file."""


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


@blueprint.get("/<walk_id>/storyboard.html")
@limiter.limit(rates.WALKS)
def storyboard_file(walk_id: str) -> ResponseReturnValue:
    """The storyboard of a walk as one file, with what the walker typed."""
    kept = asking.find(walk_id)
    told = board(1, kept, *asking.here(kept))
    return _file(one_file(kept.process, (told,)), f"storyboard {kept.title or kept.process.job}")


@of_process.get("/<address>/storyboards.html")
@limiter.limit(rates.WALKS)
def storyboards_file(address: str) -> ResponseReturnValue:
    """The storyboards of all scenarios of a process in one file, with the answers saved with them."""
    process = asking.find_process(address)
    every = queries.work.scenarios(db(), process)
    boards = [_told(place, kept) for place, kept in enumerate(every[:MOST], start=1)]
    return _file(one_file(process, boards, max(0, len(every) - MOST)), f"storyboards {process.job}")


def _told(place: int, kept: Walkthrough) -> Board:
    try:
        return board(place, kept, *asking.as_kept(kept))
    except WalkError as error:
        return cannot(place, kept, str(error))
    except Gone:
        return cannot(place, kept, f"Version {kept.version.number} of the process was taken down.")


def _file(html: str, name: str) -> Response:
    safe = re.sub(r"[^a-z0-9]+", "-", name.lower())[:80].strip("-")
    response = Response(html, mimetype="text/html")
    response.headers.set("Content-Disposition", "attachment", filename=f"{safe}.html")
    response.headers["Content-Security-Policy"] = POLICY
    return response
