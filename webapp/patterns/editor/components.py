"""One component in the editor: its form beside its page, saved or only looked at."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Component, Pattern, PatternError
from bpmn.patterns.changing import component_at, put_component, set_page
from bpmn.patterns.lint import lint
from webapp.patterns.editor.at_work import AtWork, at_work, blueprint, changed
from webapp.patterns.editor.fields import sections
from webapp.patterns.editor.reading import sent
from webapp.patterns.editor.tree import says
from webapp.patterns.editor.views import PATH, common
from webapp.patterns.editor.words import COMPONENT_WORDS
from webapp.patterns.preview import Preview, page_preview, whole_preview


@blueprint.get(f"{PATH}/component")
def component(slug: str) -> ResponseReturnValue:
    """What does this part say and ask?"""
    found = at_work(slug)
    return _component(found, _component_there(found), found.record, "")


@blueprint.post(f"{PATH}/component")
def save_component(slug: str) -> ResponseReturnValue:
    """Save the form of a component."""
    found = at_work(slug)
    before, where = _component_there(found), _where()
    try:
        made = sent(request.form, before)
    except PatternError as error:
        return _component(found, before, found.record, str(error)), 400

    def make(pattern: Pattern) -> Pattern:
        return put_component(pattern, where, made.component, made.items)

    def again(error: str) -> ResponseReturnValue:
        return _component(found, made.component, found.record, error), 400

    do = request.form.get("do", "save")
    stays = f"{found.address}/component?at={where}"
    back = f"{found.address}/page?page={where.split('.')[1]}"
    then = back if do == "save" else f"{stays}{_focus(do)}"
    what = f"Changed: {COMPONENT_WORDS.get(before.component, before.component)} {made.component.name or ''}"
    return changed(slug, what.strip(), make, then, again)


@blueprint.post(f"{PATH}/preview")
def preview(slug: str) -> ResponseReturnValue:
    """How it would look with what stands in the form now; nothing is kept."""
    found = at_work(slug)
    try:
        shown = _previewed(found)
    except PatternError as error:
        return render_template("editor/_no_preview.html", text=str(error))
    return render_template("editor/_preview.html", previews=shown)


def _previewed(found: AtWork) -> list[Preview]:
    where, lang = request.args.get("at", ""), request.args.get("lang", "")
    page = request.args.get("page", "")
    if where:
        made = sent(request.form, component_at(found.record, where))
        changed_one = put_component(found.record, where, made.component, made.items)
        return [page_preview(changed_one, int(where.split(".")[1]), lang)]
    if page.isascii() and page.isdecimal() and len(page) < 5:
        words = request.form.get("title", ""), request.form.get("body", "")
        return [page_preview(set_page(found.record, int(page), *words), int(page), lang)]
    subject, body = request.form.get("subject", ""), request.form.get("body", "")
    return whole_preview(replace(found.record, subject=subject, body=body), lang)


def _component(found: AtWork, shown: Component, record: Pattern, error: str) -> str:
    where = _where()
    number = int(where.split(".")[1])
    there = component_at(record, where)
    return render_template(
        "editor/component.html",
        **common(found, "pages"),
        where=where,
        number=number,
        component=shown,
        says=says(there),
        about=f"{there.component} {there.name or ''}",
        sections=sections(shown),
        errors={"edit-form": error} if error else {},
        preview=page_preview(record, number),
        problems=[one for one in lint(record) if one.where == where or one.where.startswith(f"{where}.")],
    )


def _component_there(found: AtWork) -> Component:
    try:
        return component_at(found.record, _where())
    except PatternError:
        abort(404)


def _where() -> str:
    return request.args.get("at", "")


def _focus(do: str) -> str:
    """Where to go on in the form: the row that was moved or added."""
    move, _, place = do.partition(" ")
    if move in ("row-up", "row-down"):
        of, _, number = place.rpartition(".")
        to = int(number) + (1 if move == "row-down" else -1) if number.isdecimal() else 0
        return f"#row-{of.replace('.', '-')}-{max(to, 0)}"
    return f"#row-{place.replace('.', '-')}" if move == "add-row" else "#edit-form"
