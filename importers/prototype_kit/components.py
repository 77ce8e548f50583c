"""One component of a pattern as a call of its Nunjucks macro."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bpmn.patterns import Component
from bpmn.patterns.options import GROUPED_COMPONENTS, QUESTION_COMPONENTS, option_problems
from bpmn.patterns.safety import unsafe
from importers.prototype_kit.texts import literal, options

_USUAL_BY_CHECK: Mapping[str, Mapping[str, object]] = {
    "email": {"type": "email", "autocomplete": "email", "spellcheck": False},
    "phone": {"type": "tel", "autocomplete": "tel"},
    "uk-phone": {"type": "tel", "autocomplete": "tel"},
    "postcode": {"autocomplete": "postal-code", "spellcheck": False},
    "number": {"inputmode": "decimal", "spellcheck": False},
    "whole-number": {"inputmode": "numeric", "spellcheck": False},
    "money": {"inputmode": "decimal", "spellcheck": False, "prefix": {"text": "£"}},
    "sort-code": {"inputmode": "numeric", "spellcheck": False},
    "account-number": {"inputmode": "numeric", "spellcheck": False},
    "uprn": {"inputmode": "numeric", "spellcheck": False},
}


def macro(component: str) -> str:
    """`govukDateInput`."""
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def may_be_shown(part: Component) -> bool:
    """Whether the Design System has the component and its options carry nothing but text."""
    return not [*option_problems(part), *unsafe(part.params)]


def call(part: Component, number: str, heading: bool = False) -> str:
    """The component as Nunjucks, what its choices reveal before it. `number` tells it from others of the prototype;
    `heading` makes its label or legend the heading of the page."""
    if not may_be_shown(part):
        return '<p class="govuk-body">A part of this page cannot be shown.</p>'
    params = dict(part.params)
    if part.component in QUESTION_COMPONENTS and part.name:
        return _question(part, part.name, params, number, heading)
    kind = part.component
    if kind in ("accordion", "tabs"):
        params.setdefault("id", f"part-{number}")
    elif kind == "notification-banner":
        params |= {"titleId": f"part-{number}", "disableAutoFocus": True}
    elif kind == "panel":
        params["headingLevel"] = 1
    more = ["rows: soFar"] if kind == "summary-list" and not params.pop("rows", None) else []
    if kind == "summary-list" and not more:
        params["rows"] = part.params["rows"]
    return _macro_call(kind, params, more)


def _macro_call(kind: str, params: Mapping[str, Any], more: list[str]) -> str:
    given = options(params)[1:-2]
    inside = ", ".join([*([given] if given else []), *more])
    return f"{{{{ {macro(kind)}({{{inside} }}) }}}}"


def _question(part: Component, name: str, params: dict[str, Any], number: str, heading: bool) -> str:
    items = params.pop("items", None) or []
    if part.component == "input":
        params = {**_USUAL_BY_CHECK.get(part.check or "", {}), **params}
    elif part.component == "character-count":
        params.setdefault("maxlength", part.longest or 500)
    elif part.component == "file-upload" and part.accept:
        params["attributes"] = {"accept": ",".join(f".{ending.lstrip('.')}" for ending in part.accept)}
    if heading:
        _make_heading(params, part)
    more = [
        f'errorMessage: {{text: faults["{name}"].text }} if faults["{name}"] else none',
        *_answer(part, name),
    ]
    before = ""
    if part.component == "date-input":
        more.append(f"items: [{', '.join(_date_items(name, items))}]")
    elif items:
        made, before = _items(part, name, items, number)
        more.append(f"items: [{', '.join(made)}]")
    return before + _macro_call(part.component, params, more)


def _make_heading(params: dict[str, Any], part: Component) -> None:
    grouped = part.component in GROUPED_COMPONENTS
    holder = params.get("fieldset") if grouped else params
    key, usual = ("legend", "govuk-fieldset__legend--l") if grouped else ("label", "govuk-label--l")
    if isinstance(holder, Mapping) and isinstance(holder.get(key), Mapping):
        made = {**holder, key: {**holder[key], "isPageHeading": True, "classes": usual}}
        params |= {"fieldset": made} if grouped else {key: made[key]}


def _items(part: Component, name: str, items: list[Any], number: str) -> tuple[list[str], str]:
    """The choices, and the questions they reveal, each set before the macro is called."""
    shown_by = dict(part.reveals)
    made, before = [], ""
    for place, item in enumerate(items):
        plain = {key: value for key, value in item.items() if key != "conditional"}
        text = options(plain)
        if "divider" not in item:
            # The value is what conditions look at, so no answer is put into it.
            plain.pop("value", None)
            value = str(item.get("value", ""))
            text = options(plain)[:-2] + f", value: {literal(value)} }}"
            if shown := shown_by.get(value):
                inner = f"shown_{name}_{place}"
                body = "\n".join(call(one, f"{number}-{place}-{at}") for at, one in enumerate(shown))
                before += f"{{% set {inner} %}}{body}{{% endset %}}\n"
                text = f"{text[:-2]}, conditional: {{html: {inner} }} }}"
        made.append(text)
    return made, before


def _answer(part: Component, name: str) -> list[str]:
    if part.component == "date-input":
        return [f'id: "{name}", namePrefix: "{name}"']
    key = "idPrefix" if part.component in ("radios", "checkboxes") else "id"
    named = f'{key}: "{name}", name: "{name}"'
    if part.component in ("file-upload", "password-input"):
        return [named]
    return [f'{named}, {"values" if part.component == "checkboxes" else "value"}: typed["{name}"]']


def _date_items(name: str, written: list[Any]) -> list[str]:
    own = {item.get("name"): item for item in written if isinstance(item, Mapping)}
    made = []
    for part, width in (("day", 2), ("month", 2), ("year", 4)):
        kept = {key: own[part][key] for key in ("label", "autocomplete") if key in own.get(part, {})}
        more = f"{options(kept)[1:-2]}, " if kept else ""
        made.append(
            f'{{{more}name: "{part}", value: typed["{name}-{part}"], classes: "govuk-input--width-{width}"'
            f' ~ (" govuk-input--error" if marked["{name}-{part}"]) }}'
        )
    return made
