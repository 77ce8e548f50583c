"""What every page of the editor begins with: the pattern, whether this person may change it, the working copy; and
what it ends with: the change made, or the page that says somebody else was quicker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern
from webapp.actions import pattern_work
from webapp.errors import Refused
from webapp.permissions import require
from webapp.store import queries
from webapp.store.queries.pattern_work import Work
from webapp.store.tables import Pattern as PatternRow
from webapp.web import db, person

blueprint = Blueprint("pattern_editor", __name__, template_folder="templates", url_prefix="/patterns")

NOT_SENT_AGAIN = ("csrf_token", "on")


@dataclass(frozen=True)
class AtWork:
    """A pattern in the editor: its row, its working copy, where the editor is."""

    row: PatternRow
    work: Work

    @property
    def record(self) -> Pattern:
        """The pattern as it stands in the editor."""
        return self.work.record

    @property
    def address(self) -> str:
        """Where the editor of this pattern is."""
        return f"/patterns/{self.row.slug}/edit"


def at_work(slug: str) -> AtWork:
    """The pattern and its working copy, for somebody who may change it."""
    row = queries.patterns.pattern(db(), slug, person()) or abort(404)
    require(person(), "edit", row)
    return AtWork(row, queries.pattern_work.work(db(), row))


def seen() -> str:
    """Which state of the working copy the sender of this form had before them."""
    return request.form.get("on", "")


def changed(
    slug: str,
    what: str,
    make: Callable[[Pattern], Pattern],
    then: str,
    again: Callable[[str], ResponseReturnValue] | None = None,
) -> ResponseReturnValue:
    """Make the change and go on to `then`. When it cannot be, `again` shows the form with the sentence; when somebody
    was quicker, a page shows what they did and what was sent, so that nothing typed is lost."""
    try:
        pattern_work.change(db(), person(), slug, seen(), what, make)
    except pattern_work.Meanwhile:
        return meanwhile(slug)
    except Refused as refused:
        if again is not None:
            return again(str(refused))
        flash(str(refused))
    return redirect(then, 303)


def meanwhile(slug: str) -> ResponseReturnValue:
    """The page for whoever's change came second."""
    found = at_work(slug)
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_SENT_AGAIN]
    page = render_template(
        "editor/meanwhile.html",
        at=found,
        sent=kept,
        typed=[
            (name, value) for name, value in kept if value.strip() and not name.endswith((".count", "-shown"))
        ],
        again=request.full_path.rstrip("?"),
        may_again=_same_place(found),
    )
    return page, 409


def _same_place(found: AtWork) -> bool:
    """Whether what the form was about is still where it was: it carries the component's name and its answer's."""
    from bpmn.patterns import PatternError
    from bpmn.patterns.changing import component_at

    about = request.form.get("about")
    if about is None:
        return "at" not in request.form
    try:
        there = component_at(found.record, request.args.get("at", ""))
    except PatternError:
        return False
    return about == f"{there.component} {there.name or ''}"
