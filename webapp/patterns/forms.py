"""Bringing an online form in: what was understood is shown first, then it is kept as drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern, Question, questions
from importers.form_draft import Draft
from importers.form_draft.told import told
from importers.records import Imported
from webapp import rates
from webapp.actions import forms
from webapp.errors import Refused
from webapp.patterns.views import blueprint
from webapp.permissions import require
from webapp.processes.uploading import place_from_form
from webapp.rates import limiter
from webapp.store import queries
from webapp.web import db, flash_notes, person, settings

MOST_HELD = 600_000
"""Characters of a form that travel with the page; a larger one is chosen again to be kept."""
TABLE_ENDINGS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class _Sent:
    """A form as it was sent: its file's name and its bytes."""

    name: str
    data: bytes


@blueprint.get("/form")
def form() -> ResponseReturnValue:
    """Which form is to come in, and where does it belong?"""
    require(person(), "upload")
    return _page({}, {})


@blueprint.post("/form")
@limiter.limit(rates.UPLOADS)
def bring_form() -> ResponseReturnValue:
    """Show what a form says, or keep it as draft patterns and a draft process."""
    require(person(), "upload")
    errors: dict[str, str] = {}
    try:
        sent = _sent()
        found = _understood(sent)
    except Refused as refused:
        return _page({"file": str(refused)}, request.form), 400
    if request.form.get("do") != "keep":
        return _page({}, _named(found), sent, found)
    place = place_from_form(errors)
    if place is None:
        return _page(errors, request.form, sent, found), 400
    kept = forms.keep_form(db(), person(), found.result, place)
    flash(f"Kept as drafts: the process and its {len(kept.slugs)} patterns.", "success")
    flash_notes(found.notes)
    return redirect(f"/processes/{kept.address}/result", 303)


def _sent() -> _Sent:
    file = request.files.get("file")
    if file is not None and file.filename:
        return _Sent(file.filename, file.read(settings().limits.file + 1))
    held = request.form.get("held", "")
    if held:
        return _Sent(request.form.get("name", "form.json"), held.encode())
    raise Refused("Choose the file of the form.")


def _understood(sent: _Sent) -> Imported[Draft]:
    title = request.form.get("job", "").strip()[:200] or sent.name.rpartition(".")[0] or sent.name
    if sent.name.lower().endswith(TABLE_ENDINGS):
        return forms.understood("question-list", sent.data, title, _owner())
    kind = told(sent.data)
    if kind is None:
        raise Refused(
            "We could not tell what form this is: send the JSON of GOV.UK Forms or of the XGov or DEFRA designer, or a "
            "list of questions (CSV)."
        )
    return forms.understood(kind, sent.data, title, _owner())


def _owner() -> str:
    council = request.form.get("council", "")
    number = (int(council),) if council.isdecimal() and len(council) < 10 else ()
    found = queries.councils.by_ids(db(), number) if number else ()
    return found[0].slug if found else ""


def _named(found: Imported[Draft]) -> dict[str, str]:
    """The values of the form, with the title of what came in for the job, unless one was written."""
    values = {key: value for key, value in request.form.items() if key != "held"}
    return values | {"job": values.get("job") or found.result.title}


def _page(
    errors: Mapping[str, str],
    values: Mapping[str, str],
    sent: _Sent | None = None,
    found: Imported[Draft] | None = None,
) -> str:
    text = sent.data.decode("utf-8", "replace") if sent is not None else ""
    return render_template(
        "patterns/form.html",
        errors=errors,
        values=values,
        councils=queries.councils.own(db(), person()),
        services=queries.services.all_live(db()),
        name=sent.name if sent else "",
        held=text if len(text) <= MOST_HELD else "",
        found=found,
        rows=_rows(found.result.patterns) if found else (),
        ways=_ways(found.result) if found else (),
    )


def _rows(patterns: Sequence[Pattern]) -> list[tuple[Pattern, list[str]]]:
    """Each page, and what it asks in words."""
    return [(one, [_in_words(asked) for asked in questions(one)]) for one in patterns]


def _in_words(asked: Question) -> str:
    said = asked.required or asked.title.endswith("(optional)")
    return asked.title if said else f"{asked.title} (optional)"


def _ways(draft: Draft) -> list[tuple[str, str, str]]:
    """Each way of a decision: what is decided, for which answer, and where it leads."""
    nodes = draft.diagram.node_by_key
    onward = {flow.source: flow.target for flow in draft.diagram.flows}
    found = []
    for flow in draft.diagram.flows:
        if flow.name:
            target = nodes[flow.target]
            while not target.name and target.is_gateway:
                target = nodes[onward[target.key]]
            found.append((nodes[flow.source].name, flow.name, target.name))
    return found
