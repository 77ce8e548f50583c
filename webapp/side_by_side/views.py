"""The pages of two walks in step. Their state is two kept walks, and both stand in the address."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from engine.errors import WalkError
from engine.in_step import Side
from webapp import error_pages, rates
from webapp.comparisons.asked import asked
from webapp.patterns.answers import read_answers
from webapp.rates import limiter
from webapp.side_by_side import once
from webapp.side_by_side.keeping import SIDES, begun, two
from webapp.side_by_side.prefixed import without
from webapp.side_by_side.shown import Column, Place, Sent, Shown, plain
from webapp.store.tables import Process
from webapp.walkthroughs import how_many, typed
from webapp.walkthroughs.by_tables import with_tables

blueprint = Blueprint("side_by_side", __name__, template_folder="templates", url_prefix="/side-by-side")


@blueprint.errorhandler(WalkError)
def cannot_be_walked(error: WalkError) -> ResponseReturnValue:
    """One of the two cannot be walked at all."""
    return error_pages.page(409, "These two cannot be walked side by side", str(error))


@blueprint.get("")
def begin() -> ResponseReturnValue:
    """Two processes, about to be walked side by side."""
    if not request.args.get("b"):
        flash("Choose the process to walk beside this one; the comparison leads on to the walk.")
        return redirect("/compare?" + urlencode({"a": request.args.get("a", "")}))
    wanted = asked()
    return render_template("side_by_side/begin.html", asked=wanted, comparison=wanted.pair.comparison)


@blueprint.post("")
@limiter.limit(rates.WALKS)
def start() -> ResponseReturnValue:
    """Begin a walk in each of the two."""
    wanted = asked(request.form)
    sides: tuple[tuple[Process, int | None], ...] = (
        (wanted.a, wanted.number_a),
        (wanted.b, wanted.number_b),
    )
    a, b = (begun(process, number) for process, number in sides)
    return redirect(f"/side-by-side/{a.id}/{b.id}", 303)


@blueprint.get("/<walk_a>/<walk_b>")
def page(walk_a: str, walk_b: str) -> ResponseReturnValue:
    """What happens to the same person in two councils?"""
    return _show(Shown(two(walk_a, walk_b), _place(request.args)))


@blueprint.post("/<walk_a>/<walk_b>/next")
def move(walk_a: str, walk_b: str) -> ResponseReturnValue:
    """Take the next step: on both sides where both have it, else on the side that has something to do."""
    found = two(walk_a, walk_b)
    shown = Shown(found, _place(request.form))
    if not _is_current(shown):
        flash("These walks have moved on since the page was opened. Here is where they stand now.")
        return redirect(found.address, 303)
    sent = _read(shown)
    if sent.faults or sent.choose:
        return _show(Shown(found, shown.place, sent)), 400
    answers = {
        column.side: {**_waiting(column), **sent.answers.get(column.side, {})} for column in shown.columns
    }
    turned = {column.side: _turned(column) for column in shown.columns}
    if any(turned[column.side] < len(column.screens) for column in shown.columns):
        return _next_screen(shown, answers, turned)
    decided = {
        column.side: with_tables(
            found.patterns[column.side].values(), column.walk.answers, answers[column.side]
        )
        for column in shown.columns
    }
    try:
        times = _times(shown)
        found.abreast.take(shown.turn, chose=_chosen(), answers=cast(Any, decided), times=times)
    except WalkError as error:
        flash(str(error))
        return redirect(found.address, 303)
    return redirect(found.save(), 303)


@blueprint.post("/<walk_a>/<walk_b>/onwards")
def onwards(walk_a: str, walk_b: str) -> ResponseReturnValue:
    """Walk on to the next step that both have, as long as there is nothing to ask or to see."""
    found = two(walk_a, walk_b)
    count = found.abreast.onwards(lambda side, option: plain(found, side, option))
    flash(
        f"{count} step{'' if count == 1 else 's'} further."
        if count
        else "There is something to see here first."
    )
    return redirect(found.save(), 303)


@blueprint.post("/<walk_a>/<walk_b>/back")
def back(walk_a: str, walk_b: str) -> ResponseReturnValue:
    """Go back to the row before, on both sides."""
    found = two(walk_a, walk_b)
    try:
        found.abreast.back()
    except WalkError as error:
        flash(str(error))
        return redirect(found.address, 303)
    return redirect(found.save(), 303)


@blueprint.post("/<walk_a>/<walk_b>/again")
def again(walk_a: str, walk_b: str) -> ResponseReturnValue:
    """Start both again."""
    found = two(walk_a, walk_b)
    for side in SIDES:
        found.walks[side] = found.walks[side].again()
    return redirect(found.save(), 303)


def _show(shown: Shown) -> str:
    return render_template("side_by_side/page.html", shown=shown, two=shown.two)


def _place(values: MultiDict[str, str]) -> Place:
    only = values.get("only", "")
    return Place(
        only=only if only in SIDES else None,
        at={side: value for side in SIDES if (value := values.get(f"at-{side}", ""))},
        page={side: _number(values.get(f"page-{side}", "")) for side in SIDES},
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _is_current(shown: Shown) -> bool:
    """Whether the form that was sent is about what happens now, and anything can."""
    return not shown.turn.over and all(
        request.form.get(f"taken-{column.side}") == str(len(column.walk.history))
        and request.form.get(f"element-{column.side}", "") == (column.option.element if column.option else "")
        for column in shown.columns
    )


def _read(shown: Shown) -> Sent:
    """What was sent on the pages of both sides, and what is wrong with it."""
    fields: dict[Side, MultiDict[str, Any]] = {side: without(request.form, f"{side}-") for side in SIDES}
    a, b = shown.columns
    once.fill(fields, once.asked_on_both(a.screen, b.screen, shown.two.same))
    answers: dict[Side, dict[str, Any]] = {}
    faults: dict[Side, dict[str, Any]] = {}
    choose: dict[Side, str] = {}
    for column in shown.columns:
        screen = column.screen
        if screen is not None and screen.page is not None:
            files = without(request.files, column.prefix)
            before = {**column.walk.answers, **_waiting(column)}
            given, wrong = read_answers(
                screen.pattern, screen.page, fields[column.side], files, before=before
            )
            answers[column.side] = dict(given)
            if wrong:
                faults[column.side] = dict(wrong)
        numbered = bool(fields[column.side].get(how_many.FIELD))
        if (
            _must_choose(column)
            and not numbered
            and len(fields[column.side].getlist("chose")) < _least(column)
        ):
            choose[column.side] = "Choose which way the case goes"
    return Sent(faults, answers, choose)


def _must_choose(column: Column) -> bool:
    return column.option is not None and column.option.kind == "choose" and not column.asked_of_other


def _least(column: Column) -> int:
    return column.option.least if column.option else 0


def _waiting(column: Column) -> dict[str, Any]:
    return typed.pending(column.kept.id, column.option.element) if column.option else {}


def _turned(column: Column) -> int:
    return min(column.page + 1, len(column.screens))


def _next_screen(
    shown: Shown, answers: dict[Side, dict[str, Any]], turned: dict[Side, int]
) -> ResponseReturnValue:
    """Keep what was typed and show the next screen of each side that has one."""
    for column in shown.columns:
        if column.option is not None:
            steps = typed.answers(column.kept.id)
            typed.keep(column.kept.id, steps, column.option.element, answers[column.side])
    query = {f"page-{side}": str(number) for side, number in turned.items() if number}
    query |= {f"at-{side}": value for side, value in shown.place.at.items()}
    if shown.place.only is not None:
        query["only"] = shown.place.only
    return redirect(f"{shown.two.address}?{urlencode(query)}", 303)


def _times(shown: Shown) -> dict[Side, int]:
    """How many there are, on the sides where that was said. Raises WalkError for what is no number of them."""
    said = {
        column.side: how_many.given(column.option, without(request.form, column.prefix))
        for column in shown.columns
        if column.option is not None
    }
    return {side: number for side, number in said.items() if number is not None}


def _chosen() -> dict[Side, list[str]]:
    return {side: chosen for side in SIDES if (chosen := request.form.getlist(f"{side}-chose"))}
