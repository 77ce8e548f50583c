"""The personas that walks and workshops can be walked as: the library's, and a council's own."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import personas
from webapp.errors import Refused
from webapp.permissions import may, require
from webapp.personal import looks_personal
from webapp.personas import PERSONAS
from webapp.store import queries
from webapp.store.tables import Organisation
from webapp.web import db, person
from webapp.workshops.area import blueprint


@blueprint.get("/councils/<slug>/personas")
def all_personas(slug: str) -> ResponseReturnValue:
    """As whom can a case be walked?"""
    return _page(_council(slug), {})


@blueprint.post("/councils/<slug>/personas")
def add(slug: str) -> ResponseReturnValue:
    """Add one for this council."""
    council = _council(slug)
    require(person(), "keep-persona", council)
    form = request.form
    try:
        answers = personas.read_pairs(form.get("answers", ""))
        what = looks_personal(form.get("name", ""), form.get("about", ""))
        if what:
            raise Refused(f"This looks like {what}: describe somebody made up, without a name.")
        personas.add_persona(db(), person(), council.id, form.get("name", ""), form.get("about", ""), answers)
    except Refused as refused:
        return _page(council, {"name": str(refused)}), 400
    flash("Added.", "success")
    return redirect(f"/councils/{council.slug}/personas", 303)


@blueprint.post("/councils/<slug>/personas/<int:number>/remove")
def remove(slug: str, number: int) -> ResponseReturnValue:
    """Remove one of this council's."""
    council = _council(slug)
    require(person(), "keep-persona", council)
    if number not in {one.id for one in queries.workshops.personas(db(), [council.id])}:
        abort(404)
    personas.remove_persona(db(), person(), number)
    flash("Removed.", "success")
    return redirect(f"/councils/{council.slug}/personas", 303)


def _council(slug: str) -> Organisation:
    return queries.councils.council(db(), slug) or abort(404)


def _page(council: Organisation, errors: dict[str, str]) -> str:
    return render_template(
        "workshops/personas.html",
        council=council,
        ours=PERSONAS,
        own=queries.workshops.personas(db(), [council.id]),
        may_keep=may(person(), "keep-persona", council),
        sent=request.form,
        errors=errors,
    )
