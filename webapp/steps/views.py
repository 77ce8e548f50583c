"""Which processes have a step like this? Which ask a question like that?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.found import hits_json
from webapp.processes.views import find, find_version, show
from webapp.store import queries
from webapp.store.queries.steps import STEP_KINDS, ProcessHits, ServiceHits, StepKind
from webapp.web import db, person

blueprint = Blueprint("steps", __name__, template_folder="templates", url_prefix="/steps")

MUCH_LESS = 0.2
"""Processes so much less alike than the best stand folded below the others."""
MOST_WORDS = 200
MOST = 50
"""Processes shown."""


@blueprint.get("")
def steps() -> ResponseReturnValue:
    """Search over the steps of the whole library."""
    words, kind = _words(), _kind()
    found = queries.steps.find(db(), words, kind, person(), MOST) if words else ()
    best, rest = _parted(found)
    return render_template(
        "steps/steps.html",
        words=words,
        kind=kind,
        best=best,
        rest=rest,
        best_count=sum(len(group.processes) for group in best),
        rest_count=sum(len(group.processes) for group in rest),
        cut_short=sum(len(group.processes) for group in found) >= MOST,
        by_words=queries.nearest.is_by_words(db()),
    )


@blueprint.get("/data.json")
def data() -> ResponseReturnValue:
    """The same for programs."""
    words = _words()
    return jsonify(hits_json(queries.steps.find(db(), words, _kind(), person()) if words else ()))


@blueprint.get("/show")
def show_step() -> ResponseReturnValue:
    """From a hit to its step: the process's page, at the step's line; its top where there is no such step any more."""
    process = find(request.args.get("process", ""))
    shown = show(process, find_version(process))
    element = request.args.get("element", "")
    number = next((step.number for step in shown.words if step.element == element), None)
    return redirect(f"/processes/{process.address}" + (f"#step-{number}" if number else ""), 303)


def _words() -> str:
    return " ".join(request.args.get("q", "")[: 4 * MOST_WORDS].split())[:MOST_WORDS]


def _kind() -> StepKind:
    asked = request.args.get("kind", "step")
    return asked if asked in STEP_KINDS else "step"


def _parted(found: Sequence[ServiceHits]) -> tuple[list[ServiceHits], list[ServiceHits]]:
    """What is about as alike as the best, and what is much less."""
    best = max((one.likeness for group in found for one in group.processes), default=0.0)
    parts: tuple[list[ServiceHits], list[ServiceHits]] = ([], [])
    for group in found:
        for part, wanted in zip(parts, (True, False), strict=True):
            some = tuple(
                _shortened(one) for one in group.processes if (one.likeness >= best - MUCH_LESS) is wanted
            )
            if some:
                part.append(replace(group, processes=some))
    return parts


def _shortened(one: ProcessHits) -> ProcessHits:
    """The hits of a process that are about as alike as its best."""
    return replace(one, hits=tuple(hit for hit in one.hits if hit.likeness >= one.likeness - MUCH_LESS))
