"""Storyboards as one HTML file: it needs no network, no script and nothing else, and opens wherever it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import render_template
from markupsafe import Markup

from bpmn.patterns import Pattern
from engine.walkthrough import Walkthrough as Walk
from webapp.store.tables import Process, Walkthrough
from webapp.walkthroughs.storyboard import Frame, frames
from webapp.walkthroughs.summary import in_words, summary
from webapp.walkthroughs.trimmed import trimmed
from webapp.walkthroughs.way import way_picture, ways

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
"""What a browser lets the file do: show itself."""


@dataclass(frozen=True)
class Board:
    """One walk as the file tells it. `id` begins its addresses in the file, `lost` says whether its log stopped
    fitting; `why` says in a sentence why it cannot be shown, and the rest is then empty."""

    id: str
    title: str
    version: int
    why: str | None = None
    outcome: str = ""
    summary: dict[str, Any] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    picture: Markup = field(default_factory=Markup)
    has_ways: bool = False
    answers: bool = False
    lost: bool = False


def board(place: int, kept: Walkthrough, walk: Walk, patterns: dict[str, Pattern]) -> Board:
    """A kept walk told, the file's `place`-th from 1. Needs the application, whose templates draw the pages."""
    found = summary(walk)
    id_, title = f"walk-{place}", _title(kept)
    return Board(
        id_,
        title,
        kept.version.number,
        None,
        in_words(found),
        found,
        frames(walk, patterns, prefix=f"{id_}-", heading=4),
        way_picture(walk, f"Diagram of {kept.process.job}: the way of this walk"),
        bool(ways(walk)),
        bool(walk.answers),
        len(walk.history) < len(kept.log.get("steps") or ()),
    )


def cannot(place: int, kept: Walkthrough, why: str) -> Board:
    """A kept walk that cannot be told."""
    return Board(f"walk-{place}", _title(kept), kept.version.number, why)


def _title(kept: Walkthrough) -> str:
    return kept.title or "One case"


def one_file(process: Process, boards: Sequence[Board], more: int = 0) -> str:
    """The file. `more` is how many scenarios found no room in it."""
    given = {
        "process": process,
        "boards": boards,
        "more": more,
        "title": f"Storyboard: {boards[0].title}" if len(boards) == 1 else f"Storyboards: {process.job}",
        "policy": POLICY,
        "today": f"{datetime.now(UTC):%-d %B %Y}",
    }
    bare = render_template("walkthroughs/one_file.html", sheet="", **given)
    # The sheet is cut from our own built file: nothing that anybody typed or uploaded is in it.
    return render_template("walkthroughs/one_file.html", sheet=Markup(trimmed(bare)), **given)
