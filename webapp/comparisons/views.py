"""The compare page: what should we change?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.results import RowStep, SettingName
from webapp.actions import matches
from webapp.comparisons.addresses import forms_address
from webapp.comparisons.compared import HOW_WORDS, Pair, Side, pair
from webapp.permissions import may
from webapp.store import queries
from webapp.store.tables import Process
from webapp.web import db, person

blueprint = Blueprint("comparisons", __name__, template_folder="templates", url_prefix="/compare")

SETTINGS = ("default", "strict", "generous")


@blueprint.get("")
def compare() -> ResponseReturnValue:
    """Two processes side by side; without two, choose them."""
    chosen = request.args.getlist("with")
    asked = chosen or [request.args.get(name, "") for name in ("a", "b")]
    if any(one.startswith("patterns/") for one in asked):
        return redirect(forms_address(asked), 303)
    if chosen:
        if len(chosen) == 2:
            return redirect("/compare?" + urlencode({"a": chosen[0], "b": chosen[1]}), 303)
        flash("Choose two processes to compare.")
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        return _choose(a, b)
    found = _pair(a, b)
    return render_template(
        "comparisons/compare.html",
        pair=found,
        setting=_setting(),
        how=HOW_WORDS,
        may_correct=may(person(), "confirm-match", a) or may(person(), "confirm-match", b),
    )


@blueprint.get("/print")
def print_page() -> ResponseReturnValue:
    """The comparison to print for a meeting."""
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        abort(404)
    return render_template("comparisons/print.html", pair=_pair(a, b), how=HOW_WORDS)


@blueprint.get("/data.json")
def data() -> ResponseReturnValue:
    """The comparison as the command line's JSON has it."""
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        abort(404)
    return jsonify(_pair(a, b).comparison.to_json())


@blueprint.get("/correct")
def correct() -> ResponseReturnValue:
    """Which steps are the same work?"""
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        abort(404)
    found = _pair(a, b)
    return render_template(
        "comparisons/correct.html",
        pair=found,
        names_a=_names(found.a, (row.a for row in found.comparison.rows)),
        names_b=_names(found.b, (row.b for row in found.comparison.rows)),
        how=HOW_WORDS,
    )


@blueprint.post("/correct")
def correct_one() -> ResponseReturnValue:
    """Confirm, reject, or take a correction back."""
    a, b = _sent("a"), _sent("b")
    verdict = request.form.get("verdict", "")
    if verdict == "undo":
        number = request.form.get("match", "")
        matches.undo(db(), person(), int(number) if number.isdecimal() and len(number) < 12 else 0)
        flash("Taken back.", "success")
    elif verdict in ("confirm", "reject"):
        act = matches.confirm if verdict == "confirm" else matches.reject
        act(db(), person(), a.id, b.id, request.form.getlist("step-a"), request.form.getlist("step-b"))
        flash("Kept: the comparison follows it from now on.", "success")
    else:
        abort(400)
    return redirect(f"/compare/correct?a={a.address}&b={b.address}", 303)


def _names(side: Side, rows: Iterable[tuple[RowStep, ...]]) -> dict[str, str]:
    """What the steps of one side are called, by key. Two files often use the same ids for different steps,
    so each side has names of its own; a step without a name is called as in the table of steps."""
    drawn = {node.key: node.name or node.key for node in side.diagram.nodes}
    return drawn | {step.key: step.text for steps in rows for step in steps}


def _pair(a: Process, b: Process) -> Pair:
    return pair(a, b, _setting())


def _setting() -> SettingName:
    asked = request.args.get("setting", "default")
    return cast(SettingName, asked) if asked in SETTINGS else "default"


def _one(name: str) -> Process | None:
    address = request.args.get(name)
    if not address:
        return None
    return queries.processes.process(db(), address, person()) or abort(404)


def _sent(name: str) -> Process:
    return queries.processes.process(db(), request.form.get(name, ""), person()) or abort(404)


def _choose(a: Process | None, b: Process | None) -> str:
    groups: dict[str, list[queries.processes.ProcessLine]] = {}
    same = a or b
    for service in queries.services.busiest(db(), person(), limit=200):
        groups[service.label] = list(queries.processes.of_service(db(), service.lgsl, person()))
    near = queries.nearest.nearest(db(), same, person(), limit=3) if same is not None else ()
    return render_template("comparisons/choose.html", groups=groups, a=a, b=b, near=near)
