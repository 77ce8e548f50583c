"""From a question of GOV.UK Forms, by its answer type, to the components that ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bpmn.patterns import Check, Component
from importers.form_draft.asking import ABROAD, ADDRESS, MOST_CHOICES, Names, choice, lines, slug, typed
from importers.form_draft.texts import line, mapping, objects, truthy

NONE = "none-of-the-above"
_TYPED = {
    "email": ("input", "email"),
    "phone_number": ("input", "uk-phone"),
    "national_insurance_number": ("input", "national-insurance"),
    "number": ("input", "number"),
    "organisation_name": ("input", None),
    "file": ("file-upload", None),
}
_FULL_NAME = (("full_name", "Full name", True, None),)
_FIRST_LAST = (("first_name", "First name", True, None), ("last_name", "Last name", True, None))
_FIRST_MIDDLE_LAST = (
    _FIRST_LAST[0],
    ("middle_name", "Middle names (optional)", False, None),
    _FIRST_LAST[1],
)


@dataclass(frozen=True)
class Asked:
    """What asks a question, and the value of each answer by how the form's routes name it."""

    components: tuple[Component, ...]
    values: Mapping[str, str]


def asked(data: Mapping[str, Any], text: str, names: Names, notes: list[str]) -> Asked:
    """The components of one question. Says in `notes` what they cannot say."""
    kind = line(data.get("answer_type"))
    settings = mapping(data.get("answer_settings"))
    required = not truthy(data.get("is_optional"))
    if kind == "selection":
        return _selection(settings, data, text, names, notes)
    make = _MADE.get(kind)
    if make is not None:
        return Asked(make(settings, data, text, names, required), {})
    component, check = _TYPED.get(kind, ("input", None))
    if kind not in _TYPED:
        notes.append(f"“{text}”: we do not know the answer type “{kind}”, and took it for a line of text.")
    hint = line(data.get("hint_text"))
    one = typed(
        component,
        names.new(text),
        text,
        hint,
        required=required,
        check=check,  # type: ignore[arg-type]
        evidence=component == "file-upload",
    )
    return Asked((one,), {})


def _selection(
    settings: Mapping[str, Any], data: Mapping[str, Any], text: str, names: Names, notes: list[str]
) -> Asked:
    single = truthy(settings.get("only_one_option"))
    taken = Names()
    options: list[tuple[str, str]] = []
    values: dict[str, str] = {}
    found = objects(settings.get("selection_options"))
    if len(found) > MOST_CHOICES:
        notes.append(f"“{text}” has {len(found)} choices; only the first {MOST_CHOICES} were taken.")
    for one in found[:MOST_CHOICES]:
        shown = line(one.get("name"))
        if not shown:
            continue
        value = taken.new(shown, "-")
        options.append((value, shown))
        for called in (shown, line(one.get("value"))):
            values.setdefault(called, value)
    if not options:
        notes.append(f"“{text}” is a choice without options, and was taken for a line of text.")
        return Asked((typed("input", names.new(text), text),), {})
    if truthy(data.get("is_optional")):
        none = taken.new(NONE, "-")
        options.append((none, "None of the above"))
        values |= {"none_of_the_above": none, "None of the above": none}
    if mapping(settings.get("none_of_the_above_question")):
        notes.append(f"“{text}”: the question shown after “None of the above” was not carried over.")
    component = "select" if single and len(options) > 30 else "radios" if single else "checkboxes"
    hint = line(data.get("hint_text"))
    return Asked((choice(component, names.new(text), text, options, hint),), values)


Making = Callable[[Mapping[str, Any], Mapping[str, Any], str, Names, bool], tuple[Component, ...]]


def _text(
    settings: Mapping[str, Any], data: Mapping[str, Any], text: str, names: Names, required: bool
) -> tuple[Component, ...]:
    long = settings.get("input_type") == "long_text"
    component = "textarea" if long else "input"
    longest = 4_999 if long else 499
    hint = line(data.get("hint_text"))
    return (typed(component, names.new(text), text, hint, required=required, longest=longest),)


def _date(
    settings: Mapping[str, Any], data: Mapping[str, Any], text: str, names: Names, required: bool
) -> tuple[Component, ...]:
    birth = settings.get("input_type") == "date_of_birth"
    check: Check = "past-date" if birth else "date"
    hint = line(data.get("hint_text"))
    return (typed("date-input", names.new(text), text, hint, required=required, check=check),)


def _name(
    settings: Mapping[str, Any], data: Mapping[str, Any], text: str, names: Names, required: bool
) -> tuple[Component, ...]:
    kinds = {"first_and_last_name": _FIRST_LAST, "first_middle_and_last_name": _FIRST_MIDDLE_LAST}
    parts = kinds.get(str(settings.get("input_type")), _FULL_NAME)
    if truthy(settings.get("title_needed")):
        parts = (("title", "Title (optional)", False, None), *parts)
    prefix = "" if slug(text).startswith("what-is-your") else text[:20]
    return lines(names, _over(data, text), parts, required=required, prefix=prefix)


def _address(
    settings: Mapping[str, Any], data: Mapping[str, Any], text: str, names: Names, required: bool
) -> tuple[Component, ...]:
    kinds = mapping(settings.get("input_type"))
    abroad = truthy(kinds.get("international_address")) and not truthy(kinds.get("uk_address"))
    return lines(names, _over(data, text), ABROAD if abroad else ADDRESS, required=required)


def _over(data: Mapping[str, Any], text: str) -> str:
    """The question over its lines, unless the page's own title says it."""
    return text if line(data.get("page_heading")) else ""


_MADE: dict[str, Making] = {"text": _text, "date": _date, "name": _name, "address": _address}
