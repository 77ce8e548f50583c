"""From one question of a list to the Design System component that asks it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.patterns import Component

_KINDS: Mapping[str, tuple[str, str | None]] = {
    "text": ("input", None),
    "short text": ("input", None),
    "single line": ("input", None),
    "input": ("input", None),
    "number": ("input", "number"),
    "whole number": ("input", "whole-number"),
    "email": ("input", "email"),
    "e-mail": ("input", "email"),
    "email address": ("input", "email"),
    "phone": ("input", "phone"),
    "telephone": ("input", "phone"),
    "phone number": ("input", "phone"),
    "postcode": ("input", "postcode"),
    "registration": ("input", "vehicle"),
    "vehicle": ("input", "vehicle"),
    "long text": ("textarea", None),
    "paragraph": ("textarea", None),
    "multi-line": ("textarea", None),
    "multiline": ("textarea", None),
    "textarea": ("textarea", None),
    "date": ("date-input", "date"),
    "yes/no": ("yes-no", None),
    "yes no": ("yes-no", None),
    "boolean": ("yes-no", None),
    "radios": ("radios", None),
    "radio": ("radios", None),
    "radio buttons": ("radios", None),
    "one of": ("radios", None),
    "choose one": ("radios", None),
    "single choice": ("radios", None),
    "select one": ("radios", None),
    "select": ("select", None),
    "drop-down": ("select", None),
    "dropdown": ("select", None),
    "list": ("select", None),
    "checkboxes": ("checkboxes", None),
    "checkbox": ("checkboxes", None),
    "tick boxes": ("checkboxes", None),
    "choose many": ("checkboxes", None),
    "multiple choice": ("checkboxes", None),
    "select many": ("checkboxes", None),
    "file": ("file-upload", None),
    "upload": ("file-upload", None),
    "file upload": ("file-upload", None),
    "evidence": ("file-upload", None),
    "information": ("inset-text", None),
    "info": ("inset-text", None),
    "content": ("inset-text", None),
    "text only": ("inset-text", None),
    "address": ("address", None),
    "name": ("name", None),
}
_CHOICES = ("radios", "select", "checkboxes")
_LINES = {
    "address": (
        ("address_line_1", "Address line 1", True, None),
        ("address_line_2", "Address line 2 (optional)", False, None),
        ("town", "Town or city", True, None),
        ("postcode", "Postcode", True, "postcode"),
    ),
    "name": (("first_name", "First name", True, None), ("last_name", "Last name", True, None)),
}


@dataclass(frozen=True)
class Asked:
    """One row of the list, as written."""

    row: int
    question: str
    type: str
    hint: str
    options: str
    required: bool
    name: str
    why: str
    law: str


def components(asked: Asked, taken: set[str], notes: list[str]) -> tuple[Component, ...]:
    """The components that ask it: one, or several for an address or name. Adds their names to `taken`."""
    kind, check = _kind(asked, notes)
    if kind == "inset-text":
        return (Component("inset-text", params={"text": asked.question}),)
    if kind in _LINES:
        return tuple(
            _component(asked, "input", _name(name, taken), line, required and asked.required, rule)
            for name, line, required, rule in _LINES[kind]
        )
    name = _name(asked.name or asked.question, taken)
    if kind in _CHOICES or kind == "yes-no":
        options = ("Yes", "No") if kind == "yes-no" else _options(asked.options)
        component = "radios" if kind == "yes-no" else kind
        return (_choice(asked, component, name, options),)
    return (_component(asked, kind, name, asked.question, asked.required, check),)


def _kind(asked: Asked, notes: list[str]) -> tuple[str, str | None]:
    said = asked.type.lower().strip(" .")
    if not said:
        return ("radios", None) if len(_options(asked.options)) > 1 else ("input", None)
    kind, check = _KINDS.get(said, ("", None))
    if not kind:
        kind = "radios" if len(_options(asked.options)) > 1 else "input"
        shown = "a choice of one" if kind == "radios" else "a line of text"
        notes.append(f"Row {asked.row}: we do not know the type “{asked.type}”, and took it for {shown}.")
    if kind in _CHOICES and not _options(asked.options):
        notes.append(f"Row {asked.row} is a choice without options, and was taken for a line of text.")
        return "input", None
    return kind, check


def _component(
    asked: Asked, component: str, name: str, label: str, required: bool, check: str | None
) -> Component:
    title: dict[str, Any] = {"text": label}
    grouped = component == "date-input"
    params: dict[str, Any] = {"fieldset": {"legend": title}} if grouped else {"label": title}
    if asked.hint and label == asked.question:
        params["hint"] = {"text": asked.hint}
    return Component(
        component,
        name,
        params,
        required,
        check=check,  # type: ignore[arg-type]
        why=asked.why,
        law=asked.law,
        evidence=component == "file-upload",
    )


def _choice(asked: Asked, component: str, name: str, options: Sequence[str]) -> Component:
    title: dict[str, Any] = {"text": asked.question}
    grouped = component != "select"
    params: dict[str, Any] = {"fieldset": {"legend": title}} if grouped else {"label": title}
    if asked.hint:
        params["hint"] = {"text": asked.hint}
    values: set[str] = set()
    params["items"] = [
        {"value": _unique(_slug(option, "-"), values, "-"), "text": option} for option in options
    ]
    return Component(component, name, params, asked.required, why=asked.why, law=asked.law)


def _options(text: str) -> tuple[str, ...]:
    """The options of a choice: parted by semicolons, bars or lines; else by commas, else by slashes."""
    for separators in (r"[;|\n]", r",", r"\s*/\s*"):
        pieces = tuple(piece.strip() for piece in re.split(separators, text) if piece.strip())
        if len(pieces) > 1:
            return tuple(dict.fromkeys(pieces))
    return tuple(piece for piece in (text.strip(),) if piece)


def _name(text: str, taken: set[str]) -> str:
    return _unique(_slug(text, "_")[:40].strip("_") or "answer", taken, "_")


def _slug(text: str, joint: str) -> str:
    plain = joint.join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", "")))
    return plain if not plain or plain[0].isalpha() or joint == "-" else f"answer{joint}{plain}"


def _unique(name: str, taken: set[str], joint: str) -> str:
    found, number = name or "other", 2
    while found in taken:
        found, number = f"{name}{joint}{number}", number + 1
    taken.add(found)
    return found
