"""The editor's own page and its pages of a pattern: what is in it, added, moved, taken out, undone, kept."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern, PatternError
from bpmn.patterns import changing as change
from bpmn.patterns.beginning import new_component
from bpmn.patterns.bilingual import pairs
from bpmn.patterns.changing import component_at
from bpmn.patterns.lint import lint
from bpmn.patterns.options import known_components
from webapp.actions import pattern_work
from webapp.errors import Refused
from webapp.patterns.editor.at_work import AtWork, at_work, blueprint, changed, meanwhile, seen
from webapp.patterns.editor.tree import listed
from webapp.patterns.editor.words import COMPONENT_WORDS
from webapp.patterns.preview import page_preview, whole_preview
from webapp.web import db, person

PATH = "/<slug>/edit"


@blueprint.get(PATH)
def edit(slug: str) -> ResponseReturnValue:
    """What is in this pattern, and what is still to do?"""
    found = at_work(slug)
    texts = pairs(found.record)
    return render_template(
        "editor/edit.html",
        **common(found, "pages"),
        problems=lint(found.record),
        preview=whole_preview(found.record, request.args.get("lang", "")),
        lang=request.args.get("lang", ""),
        welsh_missing=sum(not pair.welsh for pair in texts),
        welsh_of=len(texts),
    )


@blueprint.get(f"{PATH}/page")
def page(slug: str) -> ResponseReturnValue:
    """What is on this page?"""
    found = at_work(slug)
    number = _page_number(found)
    return _page(found, number, found.record.pages[number].title, found.record.pages[number].body, "")


@blueprint.post(f"{PATH}/page")
def save_page(slug: str) -> ResponseReturnValue:
    """The title and the text of a page."""
    found = at_work(slug)
    number = _page_number(found)
    title, body = request.form.get("title", "").strip(), request.form.get("body", "").strip()

    def again(error: str) -> ResponseReturnValue:
        return _page(found, number, title, body, error), 400

    return changed(
        slug,
        f"Changed the words of page {number + 1}",
        lambda pattern: change.set_page(pattern, number, title, body),
        f"{found.address}/page?page={number}",
        again,
    )


@blueprint.post(PATH)
def act(slug: str) -> ResponseReturnValue:
    """One change of what is in the pattern: `do` says which, `at` or `page` to what."""
    found = at_work(slug)
    do, at = request.form.get("do", ""), request.form.get("at", "")
    if do == "undo":
        return _undo(found)
    name = request.form.get("component", "")
    if do == "add" and name not in known_components():
        flash("Choose what to add.")
        return redirect(_back(found), 303)
    acts: dict[str, tuple[str, Any]] = {
        "add-page": ("Added a page", lambda p: change.add_page(p, "New page")),
        "remove-page": (f"Took out page {_number() + 1}", lambda p: change.remove_page(p, _number())),
        "page-up": (f"Moved page {_number() + 1} up", lambda p: change.move_page(p, _number(), -1)),
        "page-down": (f"Moved page {_number() + 1} down", lambda p: change.move_page(p, _number(), 1)),
        "add": (f"Added: {COMPONENT_WORDS.get(name, name)}", lambda p: _added(p, at, name)),
        "remove": (f"Took out: {_called(found, at)}", lambda p: change.remove_component(p, at)),
        "up": (f"Moved up: {_called(found, at)}", lambda p: change.move_component(p, at, -1)),
        "down": (f"Moved down: {_called(found, at)}", lambda p: change.move_component(p, at, 1)),
    }
    if do not in acts:
        abort(400)
    what, make = acts[do]
    return changed(slug, what, make, _back(found))


@blueprint.post(f"{PATH}/keep")
def keep(slug: str) -> ResponseReturnValue:
    """Keep the work as a new version."""
    at_work(slug)
    try:
        version = pattern_work.keep(db(), person(), slug, seen(), request.form.get("why", ""))
    except pattern_work.Meanwhile:
        return meanwhile(slug)
    flash(f"Kept as version {version.number}. It shows to everybody once it is published.", "success")
    return redirect(f"/patterns/{slug}", 303)


@blueprint.post(f"{PATH}/discard")
def discard(slug: str) -> ResponseReturnValue:
    """Throw the work away."""
    at_work(slug)
    try:
        pattern_work.discard(db(), person(), slug, seen())
    except pattern_work.Meanwhile:
        return meanwhile(slug)
    flash("Thrown away. The pattern is as its newest version says.", "success")
    return redirect(f"/patterns/{slug}", 303)


def common(found: AtWork, tab: str) -> dict[str, Any]:
    """What every page of the editor shows."""
    return {"at": found, "record": found.record, "tab": tab, "component_words": COMPONENT_WORDS}


def _page(found: AtWork, number: int, title: str, body: str, error: str) -> str:
    return render_template(
        "editor/page.html",
        **common(found, "pages"),
        number=number,
        title=title,
        body=body,
        errors={"edit-title": error} if error else {},
        components=listed(found.record, number),
        kinds=[(name, COMPONENT_WORDS.get(name, name)) for name in known_components()],
        preview=page_preview(found.record, number, request.args.get("lang", "")),
        lang=request.args.get("lang", ""),
        problems=[one for one in lint(found.record) if f"{one.where}.".startswith(f"pages.{number}.")],
    )


def _page_number(found: AtWork) -> int:
    text = request.args.get("page", "0")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else -1
    return number if 0 <= number < len(found.record.pages) else abort(404)


def _number() -> int:
    text = request.form.get("page", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else -1


def _added(pattern: Pattern, at: str, name: str) -> Pattern:
    return change.add_component(pattern, at, new_component(name, pattern))


def _called(found: AtWork, at: str) -> str:
    try:
        component = component_at(found.record, at)
    except PatternError:
        return "a part"
    words = COMPONENT_WORDS.get(component.component, component.component)
    return f"{words} {component.name or ''}".strip()


def _back(found: AtWork) -> str:
    """The page of the editor that the form stood on."""
    number = request.form.get("from", "")
    if number.isascii() and number.isdecimal() and request.form.get("do") != "remove-page":
        return f"{found.address}/page?page={number}"
    return found.address


def _undo(found: AtWork) -> ResponseReturnValue:
    try:
        what = pattern_work.undo(db(), person(), found.row.slug, seen())
    except pattern_work.Meanwhile:
        return meanwhile(found.row.slug)
    except Refused as refused:
        flash(str(refused))
    else:
        flash(f"Undone: {what}", "success")
    return redirect(found.address, 303)
