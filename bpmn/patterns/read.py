"""From the bytes of a `*.pattern.json` to a `Pattern`. Hostile files end in one sentence, never in a
traceback."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn, cast

from bpmn.patterns import limits
from bpmn.patterns.errors import PatternError
from bpmn.patterns.fields import Fields
from bpmn.patterns.record import (
    AUDIENCES,
    CHECKS,
    DESIGN_SYSTEM,
    KINDS,
    VERBS,
    Audience,
    Check,
    Component,
    Guidance,
    Kind,
    Page,
    PartRef,
    Pattern,
    Verb,
)
from bpmn.patterns.safety import unsafe
from bpmn.patterns.table_file import read_tables

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load(data: bytes) -> Pattern:
    """Read a pattern file. Raises `PatternError` for what is no pattern, breaks a limit, or carries HTML;
    faults a person can put right while editing (a missing need, an unknown option) are left to
    `problems`."""
    if len(data) > limits.MAX_BYTES:
        raise PatternError(
            "The pattern file is larger than 1 MB: take pages out, or split it into several patterns."
        )
    return from_json(_parsed(data))


def from_json(content: object) -> Pattern:
    """A pattern from its JSON value already parsed; errors as in `load`."""
    _refuse_depth(content, limits.MAX_DEPTH)
    _refuse_no_text(content)
    if not isinstance(content, dict):
        raise PatternError("A pattern file must hold one JSON object, with “slug”, “kind” and “title” in it.")
    return _pattern(Fields(content, ""))


def _parsed(data: bytes) -> object:
    try:
        return json.loads(
            data.decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=_once_each
        )
    except UnicodeDecodeError as error:
        raise PatternError(
            f"The pattern file is not UTF-8 text (byte {error.start}): save it as UTF-8."
        ) from None
    except json.JSONDecodeError as error:
        raise PatternError(
            f"The pattern file is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise PatternError("The pattern file is nested too deeply to be a pattern.") from None
    except ValueError as error:  # a number of thousands of digits
        raise PatternError(f"The pattern file holds a value that cannot be read: {error}.") from None


def _refuse_constant(text: str) -> NoReturn:
    raise PatternError(f"The pattern file holds {text}, which is no number in JSON: use a plain number.")


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise PatternError(f"The pattern file says “{twice[:60]}” twice in one place: keep one of them.")
    return result


def _refuse_depth(content: object, left: int) -> None:
    if left == 0:
        raise PatternError(
            f"The pattern file is nested more than {limits.MAX_DEPTH} deep, deeper than any pattern."
        )
    inner: Any = (
        content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    )
    for value in inner:
        _refuse_depth(value, left - 1)


def _refuse_no_text(content: object) -> None:
    """JSON can spell halves of characters and NUL, which no text that is kept or shown can hold."""
    if isinstance(content, str):
        if _NO_TEXT.search(content):
            raise PatternError(
                "The pattern file holds control characters or halves of characters (such as \\ud800): type it again."
            )
    elif isinstance(content, dict):
        for key, value in content.items():
            _refuse_no_text(key)
            _refuse_no_text(value)
    elif isinstance(content, list):
        for value in content:
            _refuse_no_text(value)


def _pattern(fields: Fields) -> Pattern:
    pages = tuple(_page(page) for page in fields.objects("pages", limits.MAX_PAGES))
    count = sum(_size(component) for page in pages for component in page.components)
    if count > limits.MAX_COMPONENTS:
        raise PatternError(
            f"The pattern has {count} components, more than {limits.MAX_COMPONENTS}: split it."
        )
    return Pattern(
        slug=_slug(fields, "slug"),
        kind=cast(Kind, fields.one_of("kind", KINDS)),
        title=fields.text("title"),
        summary=fields.text("summary"),
        verb=cast("Verb | None", fields.one_of("verb", VERBS, needed=False)),
        need=fields.text("need"),
        design_system=fields.text("design_system") or DESIGN_SYSTEM,
        licence=fields.text("licence"),
        source=_source(fields),
        reviewed=_reviewed(fields),
        owner=fields.text("owner"),
        audience=cast("Audience | None", fields.one_of("audience", AUDIENCES, needed=False)) or "resident",
        pages=pages,
        subject=fields.text("subject"),
        body=fields.text("body"),
        parts=tuple(_part(part) for part in fields.objects("parts", limits.MAX_PARTS)),
        tables=read_tables(fields),
        settings=fields.settings("settings"),
        guidance=_guidance(fields.inner("guidance")),
        cy=_welsh(fields),
    )


def _welsh(fields: Fields) -> Mapping[str, Any]:
    cy = fields.mapping("cy")
    _refuse_unsafe({key: inner for key, inner in cy.items() if key != "settings"}, "cy")
    return cy


def _refuse_unsafe(value: object, where: str) -> None:
    for sentence in unsafe(value, where):
        raise PatternError(sentence)


def _slug(fields: Fields, key: str) -> str:
    slug = fields.text(key)
    if not SLUG.fullmatch(slug) or len(slug) > 80:
        raise PatternError(
            f"“{fields.where(key)}” must be small letters, digits and hyphens, such as pay-by-card."
        )
    return slug


def _source(fields: Fields) -> str | None:
    source = fields.text("source")
    if source and not re.match(r"https?://[^\s/]", source):
        raise PatternError("“source” must be a web address that starts with https:// or http://.")
    return source or None


def _reviewed(fields: Fields) -> date | None:
    text = fields.text("reviewed")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PatternError("“reviewed” must be a date such as 2026-11-23.") from None


def _guidance(fields: Fields) -> Guidance:
    return Guidance(fields.text("policy"), fields.text("research"), fields.text("design"))


def _part(fields: Fields) -> PartRef:
    return PartRef(_slug(fields, "ref"), fields.whole("version"), fields.text("when"))


def _page(fields: Fields) -> Page:
    components = tuple(
        _component(component, limits.MAX_REVEAL_DEPTH)
        for component in fields.objects("components", limits.MAX_COMPONENTS)
    )
    return Page(fields.text("title"), fields.text("body"), components)


def _component(fields: Fields, levels: int) -> Component:
    params = fields.mapping("params")
    _refuse_unsafe(params, fields.where("params"))
    return Component(
        component=fields.text("component"),
        name=fields.text("name") or None,
        params=params,
        required=fields.flag("required"),
        required_when=fields.text("required_when"),
        check=cast("Check | None", fields.one_of("check", CHECKS, needed=False)),
        low=fields.bound("min"),
        high=fields.bound("max"),
        longest=fields.whole("longest"),
        accept=fields.texts("accept"),
        largest=fields.whole("largest"),
        errors=fields.text_mapping("errors"),
        reveals=_reveals(fields, levels),
        evidence=fields.flag("evidence"),
        why=fields.text("why"),
        law=fields.text("law"),
        used_for=fields.text("used_for"),
        used_by=fields.text("used_by"),
        kept_for=fields.text("kept_for"),
        look_up=fields.text("look_up"),
        standard=fields.text("standard"),
    )


def _reveals(fields: Fields, levels: int) -> tuple[tuple[str, tuple[Component, ...]], ...]:
    revealed = fields.inner("reveals")
    if revealed.keys() and levels == 0:
        raise PatternError(
            f"“{fields.where('reveals')}” is a reveal within too many others: use another page."
        )
    return tuple(
        (
            value,
            tuple(_component(inner, levels - 1) for inner in revealed.objects(value, limits.MAX_COMPONENTS)),
        )
        for value in revealed.keys()  # noqa: SIM118 - Fields is no dict
    )


def _size(component: Component) -> int:
    return 1 + sum(_size(inner) for _, shown in component.reveals for inner in shown)
