"""The starter patterns, and answers that they accept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bpmn.patterns import Component, Page, Pattern, choices, load

FOLDER = Path(__file__).parents[3] / "webapp" / "patterns" / "starter"
FILES = sorted(FOLDER.glob("*.pattern.json"))
STARTERS: dict[str, Pattern] = {
    path.name.removesuffix(".pattern.json"): load(path.read_bytes()) for path in FILES
}
PAGED = [(slug, number) for slug, pattern in STARTERS.items() for number in range(len(pattern.pages))]


@dataclass(frozen=True)
class Sent:
    """A file as it comes with a request."""

    filename: str | None


_BY_CHECK = {
    "postcode": "sw1a2aa",
    "email": "amira@example.org",
    "phone": "07700 900 982",
    "vehicle": "ab12 cde",
    "number": "3.5",
    "whole-number": "3",
    "uk-phone": "07700 900 982",
    "national-insurance": "ab 12 34 56 c",
    "money": "57.50",
    "sort-code": "30 94 50",
    "account-number": "00733445",
    "uprn": "10033544614",
}


def sample(page: Page) -> tuple[dict[str, str | list[str]], dict[str, Sent]]:
    """A form filled in well: the first choice everywhere, and what it reveals."""
    form: dict[str, str | list[str]] = {}
    files: dict[str, Sent] = {}
    for component in page.components:
        _fill(component, form, files)
    return form, files


def _fill(component: Component, form: dict[str, str | list[str]], files: dict[str, Sent]) -> None:
    name = component.name
    if name is None:
        return
    if component.component == "date-input":
        form |= {f"{name}-day": "3", f"{name}-month": "6", f"{name}-year": "2026"}
    elif component.component == "file-upload":
        files[name] = Sent(f"proof.{next(iter(component.accept), 'pdf')}")
    elif choices(component):
        form[name] = choices(component)[0][0]
        for value, shown in component.reveals:
            if value == form[name]:
                for inner in shown:
                    _fill(inner, form, files)
    else:
        form[name] = _BY_CHECK.get(component.check or "", "Some words")
