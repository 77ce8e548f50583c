"""The rules of a pattern, changed in the browser: one table at a time, without JavaScript, kept as a new version."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn import patterns as records
from bpmn.patterns import DecisionTable, Pattern, PatternError, answer_names
from bpmn.patterns.unary import UnreadableTest
from importers.dmn.read import read as read_dmn
from importers.dmn.write import write as write_dmn
from importers.errors import ImportRefused
from webapp.actions import patterns as actions
from webapp.errors import Refused
from webapp.patterns import table_form
from webapp.patterns.rules_shown import HITS, shown_tables
from webapp.patterns.views import blueprint
from webapp.permissions import require
from webapp.store import queries
from webapp.store.tables import Pattern as PatternRow
from webapp.web import db, flash_notes, person

NEW = DecisionTable("", rows=(records.TableRow(),))
MAX_DMN = 1_000_001


@blueprint.get("/<slug>/tables")
def tables(slug: str) -> ResponseReturnValue:
    """Which rules does this pattern decide by? One of them to change, when asked for."""
    row, record = _editable(slug)
    asked = request.args.get("edit", "")
    if not asked:
        return render_template(
            "patterns/tables.html", row=row, record=record, shown=shown_tables(record), errors={}
        )
    number = _number(asked, record)
    return _form(row, record, record.tables[number] if number is not None else NEW, number)


@blueprint.post("/<slug>/tables")
def change_table(slug: str) -> ResponseReturnValue:
    """Add, move or take away a row, or keep the table as a new version."""
    row, record = _editable(slug)
    number = _number(request.form.get("edit", ""), record)
    do = request.form.get("do", "save")
    if request.form.get("on") != str(row.current_number):
        flash("Somebody saved a newer version meanwhile. Look at it, then make the change again.")
        return redirect(f"/patterns/{slug}/tables", 303)
    table = table_form.changed(table_form.read(request.form), do)
    others = list(record.tables)
    if do == "delete":
        if number is not None:
            del others[number]
        return _saved(slug, replace(record, tables=tuple(others)), "Took a table of rules away")
    if do != "save":
        return _form(row, record, table, number)
    if number is None:
        others.append(table)
    else:
        others[number] = table
    changed = replace(record, tables=tuple(others))
    where = f"tables.{len(others) - 1 if number is None else number}"
    wrong = [
        one.text for one in _problems(changed) if one.severity == "error" and one.where in (where, "tables")
    ]
    if wrong:
        return _form(row, record, table, number, wrong), 400
    return _saved(slug, changed, f"Changed the rules “{table.title or table.name}”")


@blueprint.post("/<slug>/tables/import")
def import_table(slug: str) -> ResponseReturnValue:
    """Bring a decision table in from a DMN file."""
    row, record = _editable(slug)
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Refused("Choose a DMN file.")
        found = read_dmn(sent.read(MAX_DMN))
        kept = [one for one in record.tables if one.name != found.result.name]
        changed = replace(record, tables=(*kept, found.result))
        return _saved(slug, changed, "Brought a table of rules in from a DMN file", found.notes)
    except (Refused, ImportRefused) as refused:
        page = render_template(
            "patterns/tables.html",
            row=row,
            record=record,
            shown=shown_tables(record),
            errors={"file": str(refused)},
        )
        return page, 400


@blueprint.get("/<slug>/tables/<name>.dmn")
def download_table(slug: str, name: str) -> ResponseReturnValue:
    """One table as a DMN 1.5 file, with the pattern's settings filled in."""
    row = _find(slug)
    record = queries.patterns.record(
        db(), slug, row.current_number if row.state == "draft" else None
    ) or abort(404)
    table = next((one for one in record.tables if one.name == name), None) or abort(404)
    try:
        data = write_dmn(table, record.settings)
    except UnreadableTest as error:
        flash(f"The table cannot be written as DMN: {error}")
        return redirect(f"/patterns/{slug}", 303)
    response = Response(data, mimetype="application/xml")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-{name}.dmn")
    return response


def _find(slug: str) -> PatternRow:
    return queries.patterns.pattern(db(), slug, person()) or abort(404)


def _editable(slug: str) -> tuple[PatternRow, Pattern]:
    """The pattern and its newest version, for somebody who may change it."""
    row = _find(slug)
    require(person(), "edit" if row.state == "draft" else "publish", row)
    return row, queries.patterns.record(db(), slug, row.current_number) or abort(404)


def _number(text: str, record: Pattern) -> int | None:
    """The table that is asked for; None for a new one. Answers 404 for any other."""
    if text == "new":
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) < len(record.tables)):
        abort(404)
    return int(text)


def _problems(record: Pattern) -> tuple[records.Problem, ...]:
    return tuple(one for one in records.problems(record) if one.where.startswith("tables"))


def _form(
    row: PatternRow, record: Pattern, table: DecisionTable, number: int | None, wrong: list[str] | None = None
) -> str:
    others = tuple(one for place, one in enumerate(record.tables) if place != number)
    tried = replace(record, tables=(*others, table))
    where = f"tables.{len(others)}"
    advice = [
        one.text for one in _problems(tried) if one.where == where and (not wrong or one.severity != "error")
    ]
    return render_template(
        "patterns/table.html",
        row=row,
        record=record,
        table=table,
        edit="new" if number is None else number,
        hits=HITS,
        names=[name for name in answer_names(tried) if name != table.name],
        errors=wrong or [],
        advice=advice if (table.name and number is not None) or request.method == "POST" else [],
    )


def _saved(slug: str, record: Pattern, why: str, notes: tuple[str, ...] = ()) -> ResponseReturnValue:
    try:
        records.from_json(records.to_json(record))
    except PatternError as error:
        raise Refused(str(error)) from error
    actions.new_version(db(), person(), slug, records.dump(record), why=why)
    flash("Kept as a new draft version. Look at it, then publish it.", "success")
    flash_notes(notes)
    return redirect(f"/patterns/{slug}/tables", 303)
