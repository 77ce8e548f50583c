"""What the answers of a page have to be, as data for `app/lib/answers.js`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bpmn.conditions import parse
from bpmn.patterns import Component, Pattern, choices, title_of, with_settings
from bpmn.patterns.record import Bound
from importers.prototype_kit.conditions import condition_json


def checks(pattern: Pattern, number: int) -> list[dict[str, Any]]:
    """What each answer of the page has to be, in the page's order, settings filled in."""
    page = with_settings(pattern.pages[number], pattern.settings)
    return [_checked(part) for part in page.components if part.name]


def _checked(part: Component) -> dict[str, Any]:
    when = parse(part.required_when) if part.required_when else None
    return {
        "name": part.name,
        "component": part.component,
        "required": part.required,
        "when": condition_json(when) if when else None,
        "check": part.check,
        "low": _bound(part.low),
        "high": _bound(part.high),
        "longest": part.longest,
        "accept": list(part.accept),
        "title": title_of(part),
        "messages": _messages(part),
        "choices": _choices(part),
        "reveals": [[value, [_checked(one) for one in shown if one.name]] for value, shown in part.reveals],
    }


def _bound(bound: Bound) -> dict[str, str] | None:
    """A bound in plain digits, and as messages write it."""
    if not isinstance(bound, int | float):
        return None
    return {"value": format(Decimal(str(bound)), "f"), "words": f"{bound:g}"}


def _choices(part: Component) -> list[dict[str, Any]]:
    alone = {
        str(item.get("value"))
        for item in part.params.get("items", []) or []
        if isinstance(item, Mapping) and item.get("behaviour") == "exclusive"
    }
    return [{"value": value, "text": text, "alone": value in alone} for value, text in choices(part)]


def _messages(part: Component) -> dict[str, str]:
    """The pattern's own messages; `required` and `nameless` (of a file without a usable name) always."""
    own = part.errors.get("required")
    usual = {"required": _nothing(part), "nameless": f"Select {_within(title_of(part))}"}
    return {**part.errors, **{kind: own or words for kind, words in usual.items()}}


def _nothing(part: Component) -> str:
    title = title_of(part)
    if part.component == "file-upload":
        return "Select a file"
    if title.endswith("?"):
        return f"Answer “{title}”"
    verb = "Select" if part.component in ("radios", "checkboxes", "select") else "Enter"
    return f"{verb} {_within(title)}"


def _within(title: str) -> str:
    return (title if title[1:2].isupper() else title[:1].lower() + title[1:]) or "an answer"
