"""The page of all patterns."""

from __future__ import annotations

from collections.abc import Iterable

from flask import render_template, request

from bpmn.patterns import Pattern
from webapp.patterns.render import KINDS_IN_WORDS
from webapp.patterns.shelves import TOPICS, Wanted, shelves
from webapp.store import queries
from webapp.store.queries.patterns import PatternLine
from webapp.web import db, person

MOST_TYPED = 200


def list_page() -> str:
    """The patterns the reader may see, by what their user does; `q`, `kind` and `asks` of the address narrow them."""
    words = request.args.get("q", "").strip()[:MOST_TYPED]
    of, asks = request.args.get("kind", ""), request.args.get("asks", "")
    lines = queries.patterns.patterns(db(), person())
    found = queries.patterns.found(db(), words, person()) if words else None
    contents = {**queries.patterns.library(db()), **_drafts(lines)}
    return render_template(
        "patterns/patterns.html",
        shelves=shelves(lines, contents, Wanted(found, of, asks)),
        kinds=KINDS_IN_WORDS,
        topics={topic.key: topic.words for topic in TOPICS},
        wanted={"q": words, "kind": of, "asks": asks},
        total=len(lines),
    )


def _drafts(lines: Iterable[PatternLine]) -> dict[str, Pattern]:
    """What is in those of the listed patterns that are not published yet."""
    found = {
        line.slug: queries.patterns.record(db(), line.slug, line.number)
        for line in lines
        if line.state != "published"
    }
    return {slug: record for slug, record in found.items() if record is not None}
