"""Correcting which steps are the same work: accept, reject, join and split, each kept, credited and undoable."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare import Comparison
from bpmn.compare.results import RowStep
from webapp.actions import matches
from webapp.comparisons.asked import Asked, asked
from webapp.comparisons.compared import HOW_WORDS, Side
from webapp.comparisons.matching import corrections, words_said
from webapp.comparisons.views import blueprint, shown_of
from webapp.errors import Refused
from webapp.web import db, flash_notes, person

MOST_SAID = 2
"""Sentences that a note quotes."""


@blueprint.get("/correct")
def correct() -> ResponseReturnValue:
    """Which steps are the same work?"""
    wanted = asked()
    found = wanted.pair
    names = (
        _names(found.a, (row.a for row in found.comparison.rows)),
        _names(found.b, (row.b for row in found.comparison.rows)),
    )
    return render_template(
        "comparisons/correct.html",
        asked=wanted,
        shown=shown_of(wanted),
        rows=corrections(found, request.args.get("row", "")),
        said=words_said(found, *names),
        how=HOW_WORDS,
        can=wanted.may_correct and not wanted.is_old,
    )


@blueprint.post("/correct")
def correct_one() -> ResponseReturnValue:
    """Accept, reject, join, split, or take a correction back; then show what the sentences have become."""
    wanted = asked(request.form)
    if wanted.is_old:
        raise Refused("Matches are corrected between the newest versions: compare those first.")
    before = wanted.pair.comparison
    verdict = request.form.get("verdict", "")
    if verdict == "undo":
        number = request.form.get("match", "")
        matches.undo(db(), person(), int(number) if number.isdecimal() and len(number) < 10 else 0)
        flash("Taken back.", "success")
    elif verdict in ("confirm", "reject", "split", "alone"):
        _say(wanted, verdict)
        flash("Kept: the comparison follows it from now on.", "success")
    else:
        abort(400)
    wanted = asked(request.form)
    flash_notes(_changed(before, wanted.pair.comparison))
    return redirect(wanted.path("/correct") + _anchor(wanted), 303)


def _say(wanted: Asked, verdict: str) -> None:
    who, a, b = person(), wanted.a.id, wanted.b.id
    ours, theirs = _steps("a"), _steps("b")
    if verdict == "confirm":
        matches.confirm(db(), who, a, b, ours, theirs)
    elif verdict == "split":
        matches.split(db(), who, a, b, ours, theirs, request.form.getlist("partner"))
    else:
        # "Alone" says of the steps of one side that they have no partner; a plain "no" needs both sides.
        if verdict == "reject" and not (ours and theirs):
            ours = theirs = []
        matches.reject(db(), who, a, b, ours, theirs)


def _steps(which: str) -> list[str]:
    return [key for key in request.form.getlist(f"step-{which}") if key]


def _anchor(wanted: Asked) -> str:
    """The row of the step that was spoken of: there the reader was."""
    for which, numbers in zip("ab", wanted.pair.numbers, strict=True):
        for key in _steps(which):
            if key in numbers:
                return f"#step-{which}{numbers[key]}"
    return "#said"


def _changed(before: Comparison, after: Comparison) -> list[str]:
    """What a correction changed in what is said."""
    was, now = ({said.key: said.text for said in one.statements} for one in (before, after))
    gone = [text for key, text in was.items() if key not in now]
    new = [text for key, text in now.items() if was.get(key) != text]
    if not gone and not new:
        return ["The sentences stay as they are."]
    notes = [f"Now said: {text}" for text in new[:MOST_SAID]]
    notes += [f"No longer said: {text}" for text in gone[:MOST_SAID]]
    rest = len(new[MOST_SAID:]) + len(gone[MOST_SAID:])
    return [*notes, f"{rest} more changed."] if rest else notes


def _names(side: Side, rows: Iterable[tuple[RowStep, ...]]) -> dict[str, str]:
    """What the steps of one side are called, by key. Two files often use the same ids for different steps,
    so each side has names of its own; a step without a name is called as in the table of steps."""
    drawn = {node.key: node.name or node.key for node in side.diagram.nodes}
    return drawn | {step.key: step.text for steps in rows for step in steps}
