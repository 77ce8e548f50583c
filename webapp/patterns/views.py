"""Patterns: in a list, one whole with its preview and where it is used, and bringing one in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bpmn import patterns as records
from bpmn.patterns import Pattern, Question, fill, questions
from bpmn.patterns.differences import differences
from bpmn.patterns.lint import lint
from importers.errors import ImportRefused
from importers.form_draft.told import told
from importers.question_list.read import read as read_questions
from webapp import reading
from webapp.actions import patterns as actions
from webapp.errors import Refused
from webapp.patterns.listing import list_page
from webapp.patterns.local_values import Value, values_of
from webapp.patterns.markdown import markdown
from webapp.patterns.preview import whole_preview
from webapp.patterns.render import KINDS_IN_WORDS
from webapp.patterns.rules_shown import shown_tables
from webapp.patterns.words import in_words
from webapp.permissions import require
from webapp.store import queries
from webapp.store.queries.pattern_uses import Attaching
from webapp.store.tables import Pattern as PatternRow
from webapp.store.tables import PatternVersion
from webapp.web import db, flash_notes, person, settings

blueprint = Blueprint("patterns", __name__, template_folder="templates", url_prefix="/patterns")
MOST_USES = 50
"""Processes whose values the page of a pattern lists."""


@blueprint.get("")
def patterns() -> ResponseReturnValue:
    """Every pattern by what its user does, or those that were looked for."""
    return list_page()


TABS = {
    "questions": "Questions",
    "policy": "Policy",
    "research": "Research",
    "design": "Design",
    "used-by": "Used by",
    "history": "History",
}
"""What a pattern's page shows beside the preview, each at an address of its own."""


@blueprint.get("/<slug>")
def pattern(slug: str) -> ResponseReturnValue:
    """What does its user see?"""
    row = _find(slug)
    record = _record(row)
    lang = request.args.get("lang", "")
    library = queries.patterns.library(db())
    return _page(
        row,
        record,
        "preview",
        lang=lang,
        previews=whole_preview(record, lang),
        previews_of=whole_preview,
        parts=[(part, library.get(part.ref)) for part in record.parts],
        problems=lint(record),
        rules=shown_tables(record),
    )


@blueprint.get("/<slug>/<tab>")
def tab(slug: str, tab: str) -> ResponseReturnValue:
    """What do we ask, and why? What is known about it, who uses it, how did it come about?"""
    if tab not in TABS:
        abort(404)
    row = _find(slug)
    record = _record(row)
    if tab == "questions":
        return _page(row, record, tab, questions=_questions(record, queries.patterns.library(db())))
    if tab == "used-by":
        return _page(row, record, tab, **_used_by(row, record))
    if tab == "history":
        return _page(row, record, tab, versions=_readable(row))
    return _page(row, record, tab, guidance=getattr(record.guidance, tab))


@blueprint.get("/<slug>/changes")
def changes(slug: str) -> ResponseReturnValue:
    """What differs between two versions?"""
    row = _find(slug)
    readable = _readable(row)
    numbers = [version.number for version in readable]
    new = request.args.get("to", type=int) or max(numbers, default=0)
    old = request.args.get("from", type=int) or max((n for n in numbers if n < new), default=new)
    if old not in numbers or new not in numbers:
        abort(404)
    before, after = (queries.patterns.record(db(), slug, number) or abort(404) for number in (old, new))
    return render_template(
        "patterns/changes.html",
        row=row,
        record=after,
        versions=readable,
        old=old,
        new=new,
        differences=differences(before, after),
    )


def _page(row: PatternRow, record: Pattern, shown: str, **more: Any) -> str:
    newest = next(version for version in row.versions if version.number == row.current_number)
    return render_template(
        f"patterns/{'guidance' if shown in ('policy', 'research', 'design') else shown}.html",
        row=row,
        record=record,
        kinds=KINDS_IN_WORDS,
        tab=shown,
        tabs=TABS,
        uses=len(_uses(record)),
        markdown=markdown,
        number=_number(row),
        waiting=newest.published_at is None and row.state != "draft",
        **more,
    )


def _used_by(row: PatternRow, record: Pattern) -> dict[str, Any]:
    library = queries.patterns.library(db())
    used = queries.pattern_uses.uses(db(), row.slug, person()) if record.kind != "service" else ()
    return {
        "used": used,
        "names": _names_of_steps(used),
        "shown_by": _uses(record) if record.kind == "service" else (),
        "local_values": _local_values(record),
        "services": [library[name] for name in queries.patterns.service_patterns_using(db(), row.slug)],
    }


def _names_of_steps(used: Sequence[Attaching]) -> dict[tuple[int, str], str]:
    """What the steps are called that have the pattern, by process and key."""
    found: dict[tuple[int, str], str] = {}
    for use in used:
        process = queries.processes.process(db(), use.line.address, person())
        if process is not None and queries.processes.tombstone(db(), process.current) is None:
            nodes = reading.read(db(), process.current).diagram.node_by_key
            found |= {
                (use.line.id, key): nodes[key].name
                for key, _ in use.steps
                if key in nodes and nodes[key].name
            }
    return found


def _readable(row: PatternRow) -> list[PatternVersion]:
    """The versions that this person may read, newest first."""
    found = [one for one in row.versions if queries.patterns.may_read_version(person(), one)]
    return sorted(found, key=lambda version: -version.number)


def _number(row: PatternRow) -> int:
    """The version that is shown."""
    if row.state == "draft":
        return row.current_number
    found = queries.patterns.version(db(), row.slug)
    return found.number if found is not None else row.current_number


@blueprint.get("/<slug>/versions/<int:number>.json")
def download(slug: str, number: int) -> ResponseReturnValue:
    """The pattern file itself."""
    row = _find(slug)
    version = next((one for one in row.versions if one.number == number), None) or abort(404)
    if not queries.patterns.may_read_version(person(), version):
        abort(404)
    response = Response(version.data, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}.pattern.json")
    return response


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Bring a pattern in: a pattern file, or a list of questions."""
    require(person(), "upload")
    error = None
    if request.method == "POST":
        try:
            made = actions.create(db(), person(), _sent(), _owner())
        except (Refused, ImportRefused) as refused:
            error = str(refused)
        else:
            flash("Kept as a draft. Look at it, then publish it.", "success")
            return redirect(f"/patterns/{made.slug}", 303)
    page = render_template(
        "patterns/new.html",
        councils=queries.councils.own(db(), person()),
        errors={"file": error} if error else {},
    )
    return page, 400 if error else 200


@blueprint.post("/<slug>/<change>")
def change_state(slug: str, change: str) -> ResponseReturnValue:
    """Publish, retire, withdraw or undo."""
    acts = {
        "publish": actions.publish,
        "retire": actions.retire,
        "withdraw": actions.withdraw,
        "undo": actions.undo,
    }
    if change not in acts:
        abort(404)
    _find(slug)
    acts[change](db(), person(), slug)
    flash("Done.", "success")
    return redirect(f"/patterns/{slug}", 303)


def _find(slug: str) -> PatternRow:
    return queries.patterns.pattern(db(), slug, person()) or abort(404)


def _record(row: PatternRow) -> Pattern:
    number = row.current_number if row.state == "draft" else None
    return queries.patterns.record(db(), row.slug, number) or abort(404)


def _uses(record: Pattern) -> tuple[queries.patterns.Use, ...]:
    """Where a block is attached, or which processes show themselves by a whole service."""
    if record.kind == "service":
        return queries.patterns.shown_by(db(), record.slug, person())
    return queries.patterns.where_used(db(), record.slug, person())


def _local_values(record: Pattern) -> list[tuple[queries.processes.ProcessLine, tuple[Value, ...]]]:
    """The values that hold in each process that uses the pattern, as far as whoever asks may know of it."""
    found = []
    for use in _uses(record)[:MOST_USES] if record.settings else ():
        process = queries.processes.process(db(), use.line.address, person())
        if process is not None:
            found.append((use.line, values_of(db(), process, {record.slug: record})[record.slug]))
    return found


def _questions(record: Pattern, library: Mapping[str, Pattern]) -> list[tuple[str, Question]]:
    """Everything asked, with the title of the block that asks it; a service asks what its parts ask."""
    blocks = [record, *(library[part.ref] for part in record.parts if part.ref in library)]
    return [(block.title, _told(one, block)) for block in blocks for one in questions(block)]


def _told(one: Question, block: Pattern) -> Question:
    """The question with its pattern's own values in what is said of it."""

    def told(text: str) -> str:
        return fill(text, block.settings, in_words)

    asked = one.component
    said = replace(
        asked,
        why=told(asked.why),
        law=told(asked.law),
        used_for=told(asked.used_for),
        used_by=told(asked.used_by),
        kept_for=told(asked.kept_for),
    )
    return replace(one, component=said)


def _sent() -> bytes:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused("Choose a pattern file or a list of questions.")
    data: bytes = sent.read(settings().limits.file + 1)
    if sent.filename.lower().endswith((".csv", ".tsv", ".txt")):
        title = request.form.get("title", "").strip() or sent.filename.rpartition(".")[0]
        drawn = read_questions(data, title, _owner_slug())
        flash_notes(drawn.notes)
        return records.dump(drawn.result)
    if told(data) is not None:
        raise Refused("This is an online form, not a pattern: use “bring a form in”, on this page.")
    return data


def _owner_slug() -> str:
    number = _owner()
    found = queries.councils.by_ids(db(), (number,)) if number is not None else ()
    return found[0].slug if found else "guildhall"


def _owner() -> int | None:
    council = request.form.get("council", "")
    if council.isdecimal() and len(council) < 10:
        return int(council)
    if person().is_library_admin:
        return None
    raise Refused("Choose your council.")
