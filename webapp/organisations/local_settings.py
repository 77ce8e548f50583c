"""What a council sets for itself in patterns, for all its processes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern
from webapp.actions import local_settings
from webapp.actions.local_settings import BadSettings
from webapp.organisations.views import blueprint
from webapp.patterns import local_form, local_values
from webapp.permissions import may, require
from webapp.store import queries
from webapp.store.tables import Organisation
from webapp.web import db, person


@blueprint.get("/<slug>/settings")
def local_values_of(slug: str) -> ResponseReturnValue:
    """Which values does this council set in the patterns it shares with others?"""
    return _page(_find(slug), {}, {})


@blueprint.post("/<slug>/settings")
def set_local_values(slug: str) -> ResponseReturnValue:
    """Set the council's values for all its processes."""
    found = _find(slug)
    require(person(), "publish", found)
    typed = local_form.typed()
    try:
        changed = local_settings.set_for_council(db(), person(), found.id, typed)
    except BadSettings as bad:
        return _page(found, bad.faults, typed), 400
    flash("Saved." if changed else "Nothing changed.", "success")
    return redirect(f"/councils/{slug}/settings", 303)


def _find(slug: str) -> Organisation:
    return queries.councils.council(db(), slug) or abort(404)


def _page(
    council: Organisation, faults: Mapping[tuple[str, str], str], typed: Mapping[tuple[str, str], str]
) -> str:
    patterns = _used(council)
    values = local_values.council_values(db(), council.id, patterns)
    return render_template(
        "patterns/settings.html",
        heading="Your council’s own values",
        about=council.name,
        back=(f"/councils/{council.slug}", council.name),
        action=f"/councils/{council.slug}/settings",
        patterns=patterns,
        fields=local_form.fields(values, for_process=False),
        faults=faults,
        typed=typed,
        may_set=may(person(), "publish", council),
        councils=[council],
        for_process=False,
    )


def _used(council: Organisation) -> dict[str, Pattern]:
    """The patterns with settings that processes of this council use, as far as whoever asks may know of them."""
    found: dict[str, Pattern] = {}
    for line in queries.processes.of_council(db(), council.id, person()):
        process = queries.processes.process(db(), line.address, person())
        if process is not None and queries.processes.tombstone(db(), process.current) is None:
            found |= local_form.shown_patterns(process)
    return dict(sorted(found.items(), key=lambda item: (item[1].kind != "service", item[1].title, item[0])))
