"""Which components the Design System has, and which options each takes (see the attribution inside the
table)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from bpmn.patterns.record import Component

QUESTION_COMPONENTS = frozenset(
    {
        "character-count",
        "checkboxes",
        "date-input",
        "file-upload",
        "input",
        "password-input",
        "radios",
        "select",
        "textarea",
    }
)
ABOVE_THE_TITLE = ("phase-banner", "exit-this-page", "breadcrumbs", "back-link", "panel")
"""Components that stand above a page's title, wherever the pattern names them, in this order."""
CHOICE_COMPONENTS = frozenset({"radios", "checkboxes", "select"})
GROUPED_COMPONENTS = frozenset({"radios", "checkboxes", "date-input"})
OURS_TO_SET = frozenset({"id", "name", "idPrefix", "namePrefix", "errorMessage", "describedBy"})
"""Options the library fills in itself, for a question: the answer's name, what ties label, hint and error
to it."""

_PLAIN = {"string": (str, int, float), "integer": (int, str), "boolean": (bool,), "object": (dict,)}
_IN_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object in curly brackets",
}


@cache
def table() -> Mapping[str, Any]:
    """The shipped table: `components`, `shapes` (of nested options), and what may not stand in a page:
    `page_furniture` (around every page) and `parts_of_others` (drawn with the component they belong to)."""
    text = resources.files("bpmn.patterns").joinpath("govuk_options.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def known_components() -> tuple[str, ...]:
    """The components a page may hold, in alphabetical order."""
    return tuple(sorted(table()["components"]))


def option_problems(component: Component) -> Iterator[str]:
    """Sentences about a component or options the Design System does not have, or of another type than it
    takes."""
    name = component.component
    if name in table()["page_furniture"]:
        yield f"“{name}” belongs to the page around a pattern, which the library draws: leave it out."
    elif name in table()["parts_of_others"]:
        yield f"“{name}” is drawn together with the question it belongs to: leave it out."
    elif name not in table()["components"]:
        known = ", ".join(known_components())
        yield f"“{name}” is no component of the GOV.UK Design System: use one of {known}."
    else:
        yield from _of_shape(component.params, table()["components"][name], "params")


def _of_shape(value: object, shape: Mapping[str, Any], where: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"“{where}” must be an object in curly brackets."
        return
    for key, inner in value.items():
        if key in shape:
            yield from _of_type(inner, shape[key], f"{where}.{key}")
        else:
            yield f"“{where}.{key}” is no option of this component: it takes {', '.join(sorted(shape))}."


def _of_type(value: object, expected: Any, where: str) -> Iterator[str]:
    if isinstance(expected, list):
        if not isinstance(value, list):
            yield f"“{where}” must be a list in square brackets."
            return
        for number, item in enumerate(value):
            yield from _of_type(item, expected[0], f"{where}.{number}")
    elif expected in _PLAIN:
        if not isinstance(value, _PLAIN[expected]) or (expected != "boolean" and isinstance(value, bool)):
            yield f"“{where}” must be {_IN_WORDS[expected]}."
    else:
        yield from _of_shape(value, table()["shapes"][expected], where)
