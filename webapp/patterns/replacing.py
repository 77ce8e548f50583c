"""Replacing a pattern everywhere: what would change, then the change."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import replacing
from webapp.errors import Refused
from webapp.patterns.views import blueprint
from webapp.permissions import require
from webapp.store import queries
from webapp.web import db, person


@dataclass(frozen=True)
class Wanted:
    """What to put in the place of a pattern: a pattern, and a version (None: always the newest published)."""

    slug: str
    number: int | None


@blueprint.get("/<slug>/replace")
def replace(slug: str) -> ResponseReturnValue:
    """Which processes would change, and how?"""
    return _shown(slug, "")


@blueprint.post("/<slug>/replace")
def make_replacement(slug: str) -> ResponseReturnValue:
    """Replace it in the processes chosen."""
    require(person(), "attach-pattern")
    wanted = _wanted(request.form.get("with", ""))
    chosen = {
        int(process): int(seen)
        for process, _, seen in (text.partition(":") for text in request.form.getlist("process"))
        if _whole(process) and _whole(seen)
    }
    if wanted is None:
        return _shown(slug, "Choose what to put in its place.", 400)
    try:
        made = replacing.replace_everywhere(db(), person(), slug, wanted.slug, wanted.number, chosen)
    except Refused as refused:
        return _shown(slug, str(refused), 409 if chosen else 400)
    flash(
        f"Replaced in {len(made)} {'process' if len(made) == 1 else 'processes'}. Each has a new version.",
        "success",
    )
    return redirect(f"/patterns/{slug}/used-by", 303)


def _shown(slug: str, error: str, status: int = 200) -> tuple[str, int]:
    row = queries.patterns.pattern(db(), slug, person()) or abort(404)
    require(person(), "attach-pattern")
    wanted = _wanted(request.values.get("with", ""))
    lines = [
        one
        for one in queries.patterns.patterns(db(), person())
        if one.state == "published" and one.kind != "service"
    ]
    known = {line.slug for line in lines}
    is_known = wanted is not None and wanted.slug in known
    plan = replacing.plan(db(), person(), slug, wanted.slug, wanted.number) if wanted and is_known else ()
    page = render_template(
        "patterns/replace.html",
        row=row,
        lines=lines,
        versions=[one.number for one in row.versions if one.published_at],
        wanted=wanted if is_known else None,
        chosen=request.values.get("with", ""),
        ours=[one for one in plan if not one.theirs and not one.why_not],
        theirs=[one for one in plan if one.theirs and not one.why_not],
        broken=[one for one in plan if one.why_not],
        services=queries.patterns.service_patterns_using(db(), slug),
        errors={"with": error} if error else {},
    )
    return page, status


def _wanted(text: str) -> Wanted | None:
    slug, _, number = text.partition("@")
    if not re.fullmatch(r"[a-z0-9-]{1,120}", slug) or (number and not _whole(number)):
        return None
    return Wanted(slug, int(number) if number else None)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
