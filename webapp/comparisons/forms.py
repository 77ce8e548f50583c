"""Comparing what two councils ask of a resident: patterns and lists of questions, with or without a
diagram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.compare.forms import FormComparison
from bpmn.compare.results import SettingName
from webapp.comparisons.asked import SETTINGS
from webapp.comparisons.formed import PATTERNS, PROCESSES, FormSide, compared, side
from webapp.comparisons.views import blueprint
from webapp.store import queries
from webapp.web import db, person

FIRST_SCREEN = 7
HOW_WORDS = {
    "both": ("Both ask it", "green"),
    "other words": ("Other words", "orange"),
    "only A": ("Only in A", "blue"),
    "only B": ("Only in B", "purple"),
}
DIFFERS_WORDS = {
    "answer": "Kind of answer",
    "required": "Must be answered",
    "sometimes": "Who is asked",
    "choices": "Choices the other lacks",
    "evidence": "Proof",
    "why": "Why it is asked",
    "law": "Law",
    "used for": "Used for",
    "used by": "Used by",
    "kept for": "Kept for",
    "look up": "Could be looked up",
    "standard": "Standard",
    "Welsh": "Welsh",
}


@dataclass(frozen=True)
class Choice:
    """One form that can be chosen: what stands in the address, and what it is called."""

    value: str
    text: str


@blueprint.get("/forms")
def forms() -> ResponseReturnValue:
    """What do the two ask of a resident? Without two, choose them."""
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        return _choose(a, b)
    found = compared(a.form, b.form, _setting())
    return render_template(
        "comparisons/forms.html",
        a=a,
        b=b,
        c=found,
        first=found.statements[:FIRST_SCREEN],
        rest=found.statements[FIRST_SCREEN:],
        how=HOW_WORDS,
        differs=DIFFERS_WORDS,
        shared=sum(row.pairing is not None for row in found.questions),
        setting=_setting(),
    )


@blueprint.get("/forms/data.json")
def forms_data() -> ResponseReturnValue:
    """The same as the command line's JSON has it."""
    return jsonify(_both().to_json())


def _both() -> FormComparison:
    a, b = _one("a"), _one("b")
    if a is None or b is None:
        abort(404)
    return compared(a.form, b.form, _setting())


def _one(name: str) -> FormSide | None:
    address = request.args.get(name)
    return (side(address) or abort(404)) if address else None


def _setting() -> SettingName:
    asked = request.args.get("setting", "default")
    return cast(SettingName, asked) if asked in SETTINGS else "default"


def _choose(a: FormSide | None, b: FormSide | None) -> str:
    asked = request.args.get("service", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    service = queries.services.service(db(), number) if number else None
    groups = _of_service(number, service.label) if service is not None else _everything()
    return render_template("comparisons/forms_choose.html", groups=groups, service=service, a=a, b=b)


def _of_service(lgsl: int, label: str) -> dict[str, list[Choice]]:
    """What there is of one service: processes, and whole services of councils that have no diagram."""
    lines = queries.processes.of_service(db(), lgsl, person())
    whole = queries.forms.without_diagram(db(), lgsl, person())
    return {
        label: [Choice(f"{PROCESSES}{line.address}", f"{line.job}: {line.council}") for line in lines],
        "Pages and letters without a diagram": [
            Choice(f"{PATTERNS}{one.slug}", f"{one.record.title}: {one.owner}") for one in whole
        ],
    }


def _everything() -> dict[str, list[Choice]]:
    groups: dict[str, list[Choice]] = {}
    names = {"service": "Whole services", "pages": "Pages of questions"}
    for line in queries.patterns.patterns(db(), person()):
        choice = Choice(f"{PATTERNS}{line.slug}", f"{line.title}: {line.owner}")
        groups.setdefault(names.get(line.kind, "Letters, messages and scripts"), []).append(choice)
    for service in queries.services.busiest(db(), person(), limit=200):
        groups[service.label] = [
            Choice(f"{PROCESSES}{line.address}", f"{line.job}: {line.council}")
            for line in queries.processes.of_service(db(), service.lgsl, person())
        ]
    return {name: groups[name] for name in sorted(groups, key=lambda name: (name not in _FIRST, name))}


_FIRST = ("Whole services", "Pages of questions", "Letters, messages and scripts")
