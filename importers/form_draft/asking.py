"""One question of a form as the Design System components that ask it, each answer with a name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bpmn.patterns import Check, Component
from bpmn.patterns.places import RESERVED

YES_NO = (("yes", "Yes"), ("no", "No"))
ADDRESS: tuple[tuple[str, str, bool, Check | None], ...] = (
    ("address_line_1", "Address line 1", True, None),
    ("address_line_2", "Address line 2 (optional)", False, None),
    ("town", "Town or city", True, None),
    ("postcode", "Postcode", True, "postcode"),
)
ABROAD: tuple[tuple[str, str, bool, Check | None], ...] = (
    ("street_address", "Street address", True, None),
    ("country", "Country", True, None),
)
MOST_CHOICES = 300


class Names:
    """Gives out the names of answers (and anything else that must be unique in a form)."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def new(self, text: str, joint: str = "_", longest: int = 44) -> str:
        """A name from words: small letters and digits, not yet given out."""
        name = slug(text, joint)[:longest].strip(joint) or "answer"
        if joint == "_" and (not name[0].isalpha() or name in RESERVED):
            name = f"answer_{name}"[:longest]
        found, number = name, self._next.get(name, 2)
        while found in self._taken:
            found, number = f"{name}{joint}{number}", number + 1
        self._next[name] = number
        self._taken.add(found)
        return found


def slug(text: str, joint: str = "-") -> str:
    """Words as a name: `firstName` and `First name` are both first_name."""
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text).lower().replace("'", "").replace("’", "")
    return joint.join(re.findall(r"[a-z0-9]+", apart))


def typed(
    component: str,
    name: str,
    title: str,
    hint: str = "",
    *,
    required: bool = True,
    check: Check | None = None,
    **more: Any,
) -> Component:
    """A question whose answer is typed (or uploaded). `more` are further fields of the component."""
    heading = {"text": title}
    grouped = component == "date-input"
    params: dict[str, Any] = {"fieldset": {"legend": heading}} if grouped else {"label": heading}
    if hint:
        params["hint"] = {"text": hint}
    return Component(component, name, params, required, check=check, **more)


def choice(
    component: str,
    name: str,
    title: str,
    options: Sequence[tuple[str, str]],
    hint: str = "",
    *,
    required: bool = True,
    hints: Sequence[str] = (),
) -> Component:
    """A question whose answer is chosen among (value, text) pairs; `hints` says more about each of them."""
    heading = {"text": title}
    params: dict[str, Any] = (
        {"label": heading} if component == "select" else {"fieldset": {"legend": heading}}
    )
    if hint:
        params["hint"] = {"text": hint}
    items: list[dict[str, Any]] = [{"value": value, "text": text} for value, text in options]
    if component != "select":
        for item, said in zip(items, hints, strict=False):
            if said:
                item["hint"] = {"text": said}
    first = [{"value": "", "text": "Choose one"}] if component == "select" else []
    params["items"] = [*first, *items]
    return Component(component, name, params, required)


def lines(
    names: Names,
    title: str,
    parts: Iterable[tuple[str, str, bool, Check | None]],
    *,
    required: bool = True,
    prefix: str = "",
) -> tuple[Component, ...]:
    """A question that takes several lines, such as an address, under its title."""
    above = (
        Component("inset-text", params={"text": title, "classes": "govuk-!-font-weight-bold"})
        if title
        else None
    )
    asked = tuple(
        typed("input", names.new(f"{prefix} {part}"), label, required=needed and required, check=check)
        for part, label, needed, check in parts
    )
    return (above, *asked) if above else asked
