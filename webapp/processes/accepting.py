"""Leaving a finding as it is, with the reason; and taking that back."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions import accepting
from webapp.errors import Refused
from webapp.permissions import require
from webapp.processes.views import blueprint, find, find_version, show
from webapp.web import db, person


@blueprint.route("/<address>/accept", methods=["GET", "POST"])
def accept(address: str) -> ResponseReturnValue:
    """Why is it left as it is?"""
    found = find(address)
    require(person(), "accept-finding", found)
    rule, elements = request.values.get("rule", ""), request.values.getlist("element")
    because, error = request.form.get("because", ""), None
    if request.method == "POST":
        try:
            accepting.accept(db(), person(), found.id, rule, elements, because)
        except Refused as refused:
            error = str(refused)
        else:
            flash("Accepted. It stays so in later versions, until somebody counts it again.", "success")
            return redirect(f"/processes/{address}#findings", 303)
    wanted = sorted(set(elements))
    shown = show(found, find_version(found))
    finding = next((f for f in shown.findings if f.rule == rule and sorted(f.keys) == wanted), None)
    if finding is None:
        abort(404)
    page = render_template(
        "processes/accept.html",
        process=found,
        finding=finding,
        because=because,
        errors={"because": error} if error else {},
    )
    return page, 400 if error else 200


@blueprint.post("/<address>/accepted/<int:number>/undo")
def count_again(address: str, number: int) -> ResponseReturnValue:
    """Count an accepted finding again."""
    accepting.undo(db(), person(), find(address).id, number)
    flash("It counts again.", "success")
    return redirect(f"/processes/{address}#findings", 303)
