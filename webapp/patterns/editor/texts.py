"""What is around the pages: about the pattern, the words of a letter, the parts of a service, Welsh, the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern, dump, from_json, load, to_json
from bpmn.patterns.bilingual import pairs, with_welsh
from bpmn.patterns.record import AUDIENCES, VERBS
from webapp.patterns.editor.at_work import AtWork, at_work, blueprint, changed
from webapp.patterns.editor.views import PATH, common
from webapp.patterns.preview import whole_preview
from webapp.store import queries
from webapp.web import db, person

ABOUT = ("title", "summary", "verb", "need", "audience", "licence", "source", "reviewed", "owner")
GUIDANCE = ("policy", "research", "design")
MOST_ROWS = 200


@blueprint.get(f"{PATH}/about")
def about(slug: str) -> ResponseReturnValue:
    """What is the pattern for, and which of its values differ between councils?"""
    return _about(at_work(slug), {}, "")


@blueprint.post(f"{PATH}/about")
def save_about(slug: str) -> ResponseReturnValue:
    """What is said about the pattern, its guidance and settings."""
    found = at_work(slug)

    def make(pattern: Pattern) -> Pattern:
        content = to_json(pattern)
        content |= {key: request.form[key].strip() for key in ABOUT if key in request.form}
        content["guidance"] = {key: request.form.get(f"guidance.{key}", "") for key in GUIDANCE}
        content["settings"] = _settings(pattern)
        return from_json(content)

    def again(error: str) -> ResponseReturnValue:
        return _about(found, request.form, error), 400

    return changed(slug, "Changed what is said about the pattern", make, f"{found.address}/about", again)


@blueprint.get(f"{PATH}/words")
def words(slug: str) -> ResponseReturnValue:
    """What does the letter, message or script say?"""
    found = _written(slug)
    return _words(found, found.record.subject, found.record.body, "")


@blueprint.post(f"{PATH}/words")
def save_words(slug: str) -> ResponseReturnValue:
    """The subject and the text."""
    found = _written(slug)
    subject, body = request.form.get("subject", "").strip(), request.form.get("body", "").strip()

    def make(pattern: Pattern) -> Pattern:
        return from_json({**to_json(pattern), "subject": subject, "body": body})

    def again(error: str) -> ResponseReturnValue:
        return _words(found, subject, body, error), 400

    return changed(slug, "Changed the words", make, f"{found.address}/words", again)


@blueprint.get(f"{PATH}/parts")
def parts(slug: str) -> ResponseReturnValue:
    """Which blocks is the service made of?"""
    return _parts(_service(slug), "")


@blueprint.post(f"{PATH}/parts")
def save_parts(slug: str) -> ResponseReturnValue:
    """The blocks of a service, in their order."""
    found = _service(slug)

    def make(pattern: Pattern) -> Pattern:
        return from_json({**to_json(pattern), "parts": _sent_parts()})

    def again(error: str) -> ResponseReturnValue:
        return _parts(found, error), 400

    return changed(slug, "Changed the parts", make, f"{found.address}/parts", again)


@blueprint.get(f"{PATH}/welsh")
def welsh(slug: str) -> ResponseReturnValue:
    """Which texts have Welsh, and how good is it?"""
    return _welsh(at_work(slug), {}, "")


@blueprint.post(f"{PATH}/welsh")
def save_welsh(slug: str) -> ResponseReturnValue:
    """The Welsh texts."""
    found = at_work(slug)
    given = {
        name.removeprefix("cy:"): value.replace("\r\n", "\n")
        for name, value in request.form.items()
        if name.startswith("cy:")
    }

    def again(error: str) -> ResponseReturnValue:
        return _welsh(found, given, error), 400

    return changed(
        slug, "Changed the Welsh", lambda one: with_welsh(one, given), f"{found.address}/welsh", again
    )


@blueprint.get(f"{PATH}/file")
def file(slug: str) -> ResponseReturnValue:
    """The pattern file itself, for those who write JSON."""
    found = at_work(slug)
    return _file(found, dump(found.record).decode(), "")


@blueprint.post(f"{PATH}/file")
def save_file(slug: str) -> ResponseReturnValue:
    """Take the file as it was written."""
    found = at_work(slug)
    text = request.form.get("file", "")

    def again(error: str) -> ResponseReturnValue:
        return _file(found, text, error), 400

    return changed(
        slug,
        "Changed the file",
        lambda _: load(text.encode("utf-8", "replace")),
        f"{found.address}/file",
        again,
    )


def _about(found: AtWork, typed: Mapping[str, str], error: str) -> str:
    record = found.record
    values = {key: str(getattr(record, key) or "") for key in ABOUT}
    values |= {f"guidance.{key}": getattr(record.guidance, key) for key in GUIDANCE}
    rows = [(name, _shown(value)) for name, value in record.settings.items()]
    if typed:
        values |= {key: typed[key] for key in values if key in typed}
        rows = [
            (typed.get(f"setting.{n}.name", ""), typed.get(f"setting.{n}.value", "")) for n in range(_count())
        ]
    return render_template(
        "editor/about.html",
        **common(found, "about"),
        values=values,
        settings=[*rows, ("", "")],
        verbs=VERBS,
        audiences=AUDIENCES,
        errors={"edit-title": error} if error else {},
    )


def _shown(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _count() -> int:
    text = request.form.get("settings", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _settings(pattern: Pattern) -> dict[str, object]:
    """The settings a form means: numbers as numbers, true and false as such, anything else as text."""
    made: dict[str, object] = {}
    for number in range(_count()):
        name = request.form.get(f"setting.{number}.name", "").strip()
        if name:
            made[name] = _setting(
                request.form.get(f"setting.{number}.value", "").strip(), pattern.settings.get(name)
            )
    return made


def _setting(text: str, before: object) -> object:
    if before is not None and text == _shown(before):
        return before
    if text in ("true", "false"):
        return text == "true"
    try:
        number = json.loads(text)
    except (ValueError, RecursionError):
        return text
    # 57.50 stays a text: as a number it would lose its last digit.
    is_plain = isinstance(number, int | float) and not isinstance(number, bool) and str(number) == text
    return number if is_plain else text


def _written(slug: str) -> AtWork:
    found = at_work(slug)
    return found if found.record.kind not in ("pages", "service") else abort(404)


def _service(slug: str) -> AtWork:
    found = at_work(slug)
    return found if found.record.kind == "service" else abort(404)


def _words(found: AtWork, subject: str, body: str, error: str) -> str:
    shown = replace(found.record, subject=subject, body=body)
    return render_template(
        "editor/words.html",
        **common(found, "words"),
        subject=subject,
        body=body,
        previews=whole_preview(shown, request.args.get("lang", "")),
        errors={"edit-body": error} if error else {},
    )


def _sent_parts() -> list[dict[str, object]]:
    count = request.form.get("parts", "")
    most = min(int(count), MOST_ROWS) if count.isascii() and count.isdecimal() and len(count) < 6 else 0
    order = [n for n in range(most) if request.form.get(f"part.{n}.remove") != "yes"]
    move, _, place = request.form.get("do", "").partition(" ")
    if move in ("up", "down") and place.isdecimal() and int(place) in order:
        here = order.index(int(place))
        order.insert(min(max(here + (1 if move == "down" else -1), 0), len(order) - 1), order.pop(here))
    made: list[dict[str, object]] = []
    for number in order:
        ref = request.form.get(f"part.{number}.ref", "").strip()
        version = request.form.get(f"part.{number}.version", "").strip()
        if ref:
            pinned = int(version) if version.isascii() and version.isdecimal() and len(version) < 6 else None
            made.append({"ref": ref, "version": pinned, "when": request.form.get(f"part.{number}.when", "")})
    return made


def _parts(found: AtWork, error: str) -> str:
    lines = [line for line in queries.patterns.patterns(db(), person()) if line.slug != found.row.slug]
    known = {line.slug for line in lines}
    return render_template(
        "editor/parts.html",
        **common(found, "parts"),
        parts=found.record.parts,
        lines=lines,
        known=known,
        errors={"part-0-ref": error} if error else {},
    )


def _welsh(found: AtWork, typed: Mapping[str, str], error: str) -> str:
    texts = pairs(found.record)
    first = next((number for number, pair in enumerate(texts) if not pair.welsh), 0)
    return render_template(
        "editor/welsh.html",
        **common(found, "welsh"),
        pairs=[(pair, typed.get(pair.where, pair.welsh)) for pair in texts],
        missing=sum(not pair.welsh for pair in texts),
        first=first,
        errors={"cy-0": error} if error else {},
    )


def _file(found: AtWork, text: str, error: str) -> str:
    return render_template(
        "editor/file.html",
        **common(found, "file"),
        text=text,
        errors={"edit-file": error} if error else {},
    )
