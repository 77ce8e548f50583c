"""One component of a pattern as HTML, through the Design System's own macros."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from bpmn.patterns import Component, fill_all, title_of
from bpmn.patterns.options import GROUPED_COMPONENTS, QUESTION_COMPONENTS, option_problems
from bpmn.patterns.places import Values
from bpmn.patterns.safety import unsafe
from webapp.patterns.faults import Fault, Faults
from webapp.patterns.words import Answers, Row, in_words

_PREFIX = "govuk_frontend_jinja"
_USUAL_BY_CHECK: Mapping[str, Mapping[str, object]] = {
    "email": {"type": "email", "autocomplete": "email", "spellcheck": False},
    "phone": {"type": "tel", "autocomplete": "tel"},
    "postcode": {"autocomplete": "postal-code", "autocapitalize": "characters", "spellcheck": False},
    "number": {"inputmode": "decimal", "spellcheck": False},
    "whole-number": {"inputmode": "numeric", "spellcheck": False},
    "vehicle": {"autocapitalize": "characters", "spellcheck": False},
    "uk-phone": {"type": "tel", "autocomplete": "tel"},
    "national-insurance": {"autocapitalize": "characters", "spellcheck": False},
    "money": {"inputmode": "decimal", "spellcheck": False, "prefix": {"text": "£"}},
    "sort-code": {"inputmode": "numeric", "spellcheck": False},
    "account-number": {"inputmode": "numeric", "spellcheck": False},
    "uprn": {"inputmode": "numeric", "spellcheck": False},
}


@cache
def plain_environment() -> Environment:
    """A Jinja environment with the component macros and nothing else, for rendering outside of Flask."""
    return Environment(autoescape=True, loader=PrefixLoader({_PREFIX: PackageLoader(_PREFIX)}))


@dataclass(frozen=True)
class View:
    """What surrounds a component while its page is rendered. `heading` is the level of the page's title,
    `values` fill places in texts, `name` begins the ids of components that need one."""

    env: Environment
    answers: Answers
    faults: Faults
    values: Values
    heading: int = 1
    name: str = "pattern"
    so_far: Sequence[Row] = field(default=())


def macro(env: Environment, component: str, params: Mapping[str, Any]) -> Markup:
    """A Design System component by its name. Refuses an environment that does not escape."""
    template = env.get_template(f"{_PREFIX}/components/{component}/macro.html")
    camel = "".join(word.capitalize() for word in component.split("-"))
    made = getattr(template.module, f"govuk{camel}")(params)
    if not isinstance(made, Markup):
        raise TypeError("Patterns need a Jinja environment with autoescape on.")
    return made


def render_component(view: View, component: Component, number: str, *, as_heading: bool = False) -> Markup:
    """One component as HTML. One that breaks the Design System's rules is not rendered: its place says
    what is wrong.

    `number` tells it from the page's others; `as_heading` makes its label or legend the page's own
    heading.
    """
    params = _params(view, component, number, as_heading)
    wrong = [*option_problems(component), *unsafe(params)]
    if wrong:
        text = f"This part cannot be shown. {wrong[0]}"
        return macro(view.env, "warning-text", {"text": text, "iconFallbackText": "Warning"})
    if component.component == "summary-list" and not params.get("rows") and not view.so_far:
        return macro(view.env, "inset-text", {"text": "What has been answered so far is listed here."})
    _finish(view, component, params, number)
    return _level_headings(macro(view.env, component.component, params), view.heading)


def _level_headings(html: Markup, level: int) -> Markup:
    """The macros know headings of level 1 only; texts are escaped, so every `<h1` here is a macro's own."""
    return Markup(re.sub(r"<(/?)h1(?=[\s>])", rf"<\1h{level}", str(html)))


def _params(view: View, component: Component, number: str, as_heading: bool) -> dict[str, Any]:
    """The options as written, with places filled; a choice keeps its value as written."""
    params: dict[str, Any] = fill_all(component.params, view.values, in_words)
    if component.component in QUESTION_COMPONENTS and as_heading:
        _make_heading(params, component)
    return params


def _make_heading(params: dict[str, Any], component: Component) -> None:
    grouped = component.component in GROUPED_COMPONENTS
    holder = params.get("fieldset") if grouped else params
    part, usual = ("legend", "govuk-fieldset__legend--l") if grouped else ("label", "govuk-label--l")
    if isinstance(holder, dict) and isinstance(holder.get(part), dict):
        holder[part] = {**holder[part], "isPageHeading": True, "classes": usual}


def _finish(view: View, component: Component, params: dict[str, Any], number: str) -> None:
    """What the library adds: names, ids, what was answered, what is wrong, what a choice reveals."""
    kind = component.component
    if kind in QUESTION_COMPONENTS and component.name:
        _finish_question(view, component, component.name, params, number)
    elif kind in ("accordion", "tabs"):
        params.setdefault("id", f"{view.name}-{number}")
    if kind == "accordion":
        params.setdefault("headingLevel", min(view.heading + 1, 6))
    elif kind == "panel":
        params["headingLevel"] = view.heading
    elif kind == "notification-banner":
        params["titleId"] = f"{view.name}-{number}-title"
        params["disableAutoFocus"] = True
        params["titleHeadingLevel"] = str(min(view.heading + 1, 6))
    elif kind == "summary-list" and not params.get("rows"):
        params["rows"] = [{"key": {"text": r.question}, "value": {"text": r.answer}} for r in view.so_far]


def _finish_question(
    view: View, component: Component, name: str, params: dict[str, Any], number: str
) -> None:
    fault = view.faults.get(name)
    if fault is not None:
        params["errorMessage"] = {"text": fault.text}
    for key, usual in _USUAL_BY_CHECK.get(component.check or "", {}).items():
        if component.component == "input":
            params.setdefault(key, usual)
    answer = view.answers.get(name)
    _NAMERS.get(component.component, _name_field)(params, name)
    if component.component == "date-input":
        params["items"] = _date_items(params.get("items"), answer, fault)
    elif component.component == "checkboxes":
        params["values"] = [answer] if isinstance(answer, str) else list(answer or ())
    elif component.component == "character-count":
        params.setdefault("maxlength", component.longest or 500)
        params["value"] = in_words(answer) if answer else ""
    elif component.component == "file-upload":
        if component.accept:
            params["attributes"] = {
                "accept": ",".join(f".{ending.lstrip('.')}" for ending in component.accept)
            }
    elif component.component != "password-input":
        nothing = "" if component.component == "textarea" else None  # its macro would print the word None
        params["value"] = answer if isinstance(answer, str) and answer else nothing
    if component.component in ("radios", "checkboxes"):
        _reveal(view, component, params, number)


def _name_field(params: dict[str, Any], name: str) -> None:
    params |= {"id": name, "name": name}


def _name_choices(params: dict[str, Any], name: str) -> None:
    params |= {"idPrefix": name, "name": name}


def _name_date(params: dict[str, Any], name: str) -> None:
    params |= {"id": name, "namePrefix": name}


_NAMERS = {"radios": _name_choices, "checkboxes": _name_choices, "date-input": _name_date}


def _date_items(written: object, answer: object, fault: Fault | None) -> list[dict[str, Any]]:
    own = (
        {item.get("name"): item for item in written if isinstance(item, dict)}
        if isinstance(written, list)
        else {}
    )
    shown = _date_parts(answer if isinstance(answer, str) else "")
    items = []
    for name, width in (("day", 2), ("month", 2), ("year", 4)):
        faulty = fault is not None and (not fault.fields or name in fault.fields)
        classes = f"govuk-input--width-{width}" + (" govuk-input--error" if faulty else "")
        kept = {key: own[name][key] for key in ("label", "autocomplete") if name in own and key in own[name]}
        items.append({"name": name, "classes": classes, "value": shown.get(name) or None, **kept})
    return items


def _date_parts(answer: str) -> dict[str, str]:
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", answer):
        year, month, day = match.groups()
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}
    parts = answer.split("/", 2)
    return dict(zip(("day", "month", "year"), parts, strict=True)) if len(parts) == 3 else {}


def _reveal(view: View, component: Component, params: dict[str, Any], number: str) -> None:
    revealed = dict(component.reveals)
    for item, written in zip(params.get("items", ()), component.params.get("items", ()), strict=True):
        if "divider" in item:
            continue
        item["value"] = str(written.get("value", ""))
        item.pop("conditional", None)
        shown = revealed.get(item["value"], ())
        if shown:
            html = Markup("\n").join(
                render_component(view, inner, f"{number}-{item['value']}-{place}")
                for place, inner in enumerate(shown)
            )
            item["conditional"] = {"html": html}


def heads_the_page(component: Component, title: str) -> bool:
    """Whether a question asks exactly what the page's title says, so that one of the two is enough."""
    return component.component in QUESTION_COMPONENTS and title_of(component) == title
