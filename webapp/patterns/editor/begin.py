"""A new pattern: from nothing, or from one that is there."""

from __future__ import annotations

import re
import unicodedata

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern, dump
from bpmn.patterns.beginning import blank, copied
from bpmn.patterns.record import KINDS
from webapp.actions import patterns as actions
from webapp.errors import Refused
from webapp.patterns.editor.at_work import blueprint
from webapp.patterns.render import KINDS_IN_WORDS
from webapp.permissions import require
from webapp.store import queries
from webapp.web import db, person


@blueprint.route("/begin", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    """What shall the new pattern be called, and whose is it?"""
    require(person(), "upload")
    source = _source()
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            made = actions.create(db(), person(), dump(_made(source)), _owner())
        except Refused as refused:
            errors = {"edit-title": str(refused)}
        else:
            flash("Kept as a draft, for your council only. Change it here.", "success")
            return redirect(f"/patterns/{made.slug}/edit", 303)
    page = render_template(
        "editor/begin.html",
        source=source,
        title=request.form.get("title", source.title if source else ""),
        slug=request.form.get("slug", ""),
        kind=request.form.get("kind", "pages"),
        kinds=KINDS_IN_WORDS,
        councils=queries.councils.own(db(), person()),
        chosen=request.form.get("council", ""),
        errors=errors,
    )
    return page, 400 if errors else 200


def _source() -> Pattern | None:
    slug = request.args.get("from", "")
    if not slug:
        return None
    if not re.fullmatch(r"[a-z0-9-]{1,120}", slug):
        abort(404)
    row = queries.patterns.pattern(db(), slug, person()) or abort(404)
    number = row.current_number if row.state == "draft" else None
    return queries.patterns.record(db(), slug, number) or abort(404)


def _made(source: Pattern | None) -> Pattern:
    title = request.form.get("title", "").strip()
    if not title or len(title) > 200:
        raise Refused("Enter a title of up to 200 characters.")
    slug = request.form.get("slug", "").strip() or short_name(title)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 80:
        raise Refused("Enter a short name of small letters, digits and hyphens, such as pay-by-card.")
    owner = _owner_slug()
    if source is not None:
        return copied(source, slug, title, owner)
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        raise Refused("Choose what kind of pattern it is.")
    return blank(kind, slug, title, owner)


def short_name(title: str) -> str:
    """A short name for addresses, from a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:80].strip("-")


def _owner() -> int | None:
    council = request.form.get("council", "")
    if council.isascii() and council.isdecimal() and len(council) < 10:
        return int(council)
    if person().is_library_admin:
        return None
    raise Refused("Choose your council.")


def _owner_slug() -> str:
    number = _owner()
    found = queries.councils.by_ids(db(), (number,)) if number is not None else ()
    return found[0].slug if found else "guildhall"
