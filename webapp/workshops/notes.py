"""The notes of a workshop for whoever leads it, the decisions and actions, and the changes put forward."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.model import Diagram
from bpmn.naming import called, opening
from webapp.actions import proposals, workshop_notes
from webapp.comparisons.deciding import Filled
from webapp.errors import Refused
from webapp.spreadsheet import as_csv
from webapp.store import queries
from webapp.store.tables import Workshop, WorkshopNote
from webapp.web import db
from webapp.web import person as asking
from webapp.workshops.area import blueprint, drawn, led, number
from webapp.workshops.words import NOTES, ROLES, counts_in_words

COLUMNS = (
    "Number", "Steps taken before", "Step", "Element", "Note", "Said by", "Text", "Comes after", "Done by",
    "Amount", "Unit", "Minutes", "Put forward", "Said at",
)  # fmt: skip


@blueprint.get("/workshops/<workshop_id>/notes")
def all_notes(workshop_id: str) -> ResponseReturnValue:
    """What was said, and what was decided?"""
    return _page(led(workshop_id))


@blueprint.get("/workshops/<workshop_id>/notes.csv")
def notes_csv(workshop_id: str) -> ResponseReturnValue:
    """The notes as a file that a spreadsheet opens; hidden ones are not in it."""
    found = led(workshop_id)
    text = in_csv(queries.workshops.notes(db(), found.id), drawn(found))
    response = Response(text.encode("utf-8-sig"), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename="workshop-notes.csv")
    return response


@blueprint.post("/workshops/<workshop_id>/notes/<int:number>/<what>")
def change_note(workshop_id: str, number: int, what: str) -> ResponseReturnValue:
    """Hide a note, show it again, or put it forward as a change of the process."""
    found = led(workshop_id)
    if what == "propose":
        diagram = drawn(found)
        proposals.propose(db(), asking(), found.id, number, lambda key: name_of(diagram, key))
        flash("Put forward. It stands on the process’s page.", "success")
    elif what in ("hide", "show"):
        workshop_notes.hide(db(), asking(), found.id, number, hidden=what == "hide")
    else:
        raise Refused("A note can be hidden, shown or put forward.")
    return redirect(f"/workshops/{found.id}/notes#note-{number}", 303)


@blueprint.post("/workshops/<workshop_id>/items")
def write_down(workshop_id: str) -> ResponseReturnValue:
    """Write a decision or an action down."""
    found = led(workshop_id)
    form = request.form
    due = Filled("", day=form.get("due-day", "").strip(), month=form.get("due-month", "").strip(),
                 year=form.get("due-year", "").strip())  # fmt: skip
    try:
        workshop_notes.write_down(
            db(), asking(), found.id, form.get("kind", ""), form.get("text", ""), owner=form.get("owner", ""),
            due=due.due, element=form.get("element", ""), step=number(form.get("step")),
        )  # fmt: skip
    except ValueError:
        return _page(found, {"due-day": "Enter a date such as 31 3 2027, or leave it empty"}), 400
    except Refused as refused:
        return _page(found, {"text": str(refused)}), 400
    flash("Written down.", "success")
    return redirect(f"/workshops/{found.id}/notes#items", 303)


@blueprint.post("/workshops/<workshop_id>/items/<int:number>/strike-out")
def strike_out(workshop_id: str, number: int) -> ResponseReturnValue:
    """Take a decision or an action out again."""
    found = led(workshop_id)
    workshop_notes.strike_out(db(), asking(), found.id, number)
    return redirect(f"/workshops/{found.id}/notes#items", 303)


def name_of(diagram: Diagram, key: str) -> str:
    """How a step is spoken of; what is not in the diagram any more is said to be so."""
    if key not in diagram.node_by_key:
        return "a step that is not in this version"
    return diagram.node_by_key[key].name.strip()[:300] or opening(called(diagram, key))


def in_csv(notes: list[WorkshopNote], diagram: Diagram) -> str:
    """The notes as CSV."""
    return as_csv([COLUMNS, *(_cells(note, diagram) for note in notes)])


def _cells(note: WorkshopNote, diagram: Diagram) -> Iterator[str]:
    yield from (str(note.id), str(note.step), name_of(diagram, note.element), note.element)
    yield from (NOTES[note.kind], ROLES[note.role], note.text)
    yield name_of(diagram, note.other) if note.other else ""
    yield from (note.part, note.amount, note.unit, str(note.minutes or ""))
    yield from ("yes" if note.proposed else "", note.at.strftime("%Y-%m-%d %H:%M"))


def _page(found: Workshop, errors: dict[str, str] | None = None) -> str:
    diagram = drawn(found)
    every = queries.workshops.notes(db(), found.id, hidden=True)
    shown = [note for note in every if note.hidden_at is None]
    named = {key: name_of(diagram, key) for note in every for key in (note.element, note.other) if key}
    return render_template(
        "workshops/notes.html",
        room=found,
        process=found.process,
        notes=shown,
        hidden=[note for note in every if note.hidden_at is not None],
        named=named,
        kinds=NOTES,
        roles=ROLES,
        counts=counts_in_words(queries.workshops.counts(db(), found.id)),
        items=queries.workshops.items(db(), found.id),
        sent=request.form,
        steps=len(found.walk.log.get("steps", ())) if found.walk else 0,
        errors=errors or {},
    )
