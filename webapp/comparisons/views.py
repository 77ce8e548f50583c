"""The compare page: what should we change?"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.picture import picture
from webapp.comparisons.addresses import forms_address
from webapp.comparisons.asked import Asked, asked, of, one_of
from webapp.comparisons.compared import HOW_WORDS
from webapp.comparisons.set_differently import set_differently
from webapp.comparisons.sheets import sheets
from webapp.comparisons.shown import Shown
from webapp.comparisons.words import CHOICES, REASONS, judged_by
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db, person

blueprint = Blueprint("comparisons", __name__, template_folder="templates", url_prefix="/compare")


@blueprint.get("")
def compare() -> ResponseReturnValue:
    """Two processes side by side; without two, choose them."""
    chosen = request.args.getlist("with")
    named = chosen or [request.args.get(name, "") for name in ("a", "b")]
    if any(one.startswith("patterns/") for one in named):
        return redirect(forms_address(named), 303)
    if chosen:
        if len(chosen) == 2:
            return redirect("/compare?" + urlencode({"a": chosen[0], "b": chosen[1]}), 303)
        flash("Choose two processes to compare.")
    a, b = one_of(request.args.get("a")), one_of(request.args.get("b"))
    if a is None or b is None:
        return _choose(a, b)
    wanted = of(a, b, request.args)
    return render_template(
        "comparisons/compare.html",
        asked=wanted,
        shown=shown_of(wanted),
        how=HOW_WORDS,
        judged=judged_by(wanted.pair.comparison.meaning),
        everything=request.args.get("all") == "1",
        settings=set_differently(wanted.pair),
    )


@blueprint.get("/print")
def print_page() -> ResponseReturnValue:
    """Two sheets for a meeting."""
    wanted = asked()
    shown = shown_of(wanted)
    return render_template(
        "comparisons/print.html",
        asked=wanted,
        sheets=sheets(shown),
        how=HOW_WORDS,
        reasons=REASONS,
        choices=CHOICES,
        judged=judged_by(wanted.pair.comparison.meaning),
    )


@blueprint.get("/data.json")
def data() -> ResponseReturnValue:
    """The comparison as the command line's JSON has it."""
    return jsonify(asked().pair.comparison.to_json())


@blueprint.get("/picture-<any(a, b):which>.svg")
def still(which: str) -> ResponseReturnValue:
    """One side as a still picture, every step marked with a word."""
    wanted = asked()
    side = wanted.pair.a if which == "a" else wanted.pair.b
    title = f"Diagram {which.upper()}: {side.process.job}"
    return Response(picture(side.diagram, title, tags=wanted.pair.tags(which)), mimetype="image/svg+xml")


def shown_of(wanted: Asked) -> Shown:
    """The pair with what was decided about it."""
    return Shown(wanted.pair, queries.decisions.of_pair(db(), wanted.a.id, wanted.b.id))


def _choose(a: Process | None, b: Process | None) -> str:
    groups: dict[str, list[queries.processes.ProcessLine]] = {}
    same = a or b
    for service in queries.services.busiest(db(), person(), limit=200):
        groups[service.label] = list(queries.processes.of_service(db(), service.lgsl, person()))
    near = queries.nearest.nearest(db(), same, person(), limit=3) if same is not None else ()
    return render_template("comparisons/choose.html", groups=groups, a=a, b=b, near=near)
