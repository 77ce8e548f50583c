"""The record of somebody in office who was walked through a process. It is never changed, only corrected by another."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import walked_through
from webapp.comparisons.deciding import Filled
from webapp.errors import Refused
from webapp.permissions import may, require
from webapp.store import queries
from webapp.store.tables import WalkedThrough
from webapp.web import db, person
from webapp.workshops.area import blueprint
from webapp.workshops.words import OUTCOMES


@blueprint.get("/walked-through/<int:number>")
def record(number: int) -> ResponseReturnValue:
    """Who was walked through what, and when?"""
    return _page(_find(number), {})


@blueprint.post("/walked-through/<int:number>/correct")
def correct(number: int) -> ResponseReturnValue:
    """A second record that puts the first right."""
    found = _find(number)
    require(person(), "lead-workshop", found.organisation)
    form = request.form
    try:
        on = Filled("", day=form.get("on-day", "").strip(), month=form.get("on-month", "").strip(),
                    year=form.get("on-year", "").strip()).due  # fmt: skip
        made = walked_through.correct(
            db(), person(), found.id, form.get("office", ""), on, form.get("note", "")
        )
    except ValueError:
        return _page(found, {"on-day": "Enter a date such as 31 3 2027"}), 400
    except Refused as refused:
        return _page(found, {"note": str(refused)}), 400
    flash("Kept beside the first record, which stays as it is.", "success")
    return redirect(f"/walked-through/{made.id}", 303)


def _find(number: int) -> WalkedThrough:
    return queries.workshops.record(db(), number, person()) or abort(404)


def _page(found: WalkedThrough, errors: dict[str, str]) -> str:
    return render_template(
        "workshops/record.html",
        record=found,
        process=found.process,
        outcomes=OUTCOMES,
        corrected=queries.workshops.corrected_by(db(), found.id),
        corrects=queries.workshops.record(db(), found.corrects_id, person()) if found.corrects_id else None,
        may_correct=may(person(), "lead-workshop", found.organisation),
        sent=request.form,
        errors=errors,
    )
