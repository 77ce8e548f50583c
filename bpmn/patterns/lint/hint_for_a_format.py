"""An answer with a format says what it looks like before it is typed, not only when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.patterns.lint.parts import components
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import title_of
from bpmn.patterns.record import Component, Pattern

NAME = "hint-for-a-format"
SUMMARY = "An answer has a format and no hint shows it."

EXAMPLES: Mapping[str, str] = {
    "date": "For example, 27 3 2026",
    "past-date": "For example, 27 3 2026",
    "future-date": "For example, 27 3 2026",
    "national-insurance": "It’s on your National Insurance card, benefit letter, payslip or P60. "
    "For example, ‘QQ 12 34 56 C’.",
    "sort-code": "Must be 6 digits long",
    "account-number": "Must be between 6 and 8 digits long",
    "uprn": "Up to 12 digits, for example 10033544614",
    "vehicle": "For example, AB12 CDE",
}
"""A hint for each kind of answer that needs one."""


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on questions whose answer has a format, or a list of kinds of file, and that have no hint."""
    for where, component in components(pattern):
        if component.name is None or _says_something(component.params.get("hint")):
            continue
        title = title_of(component) or component.name
        if shown := example(component):
            text = f"“{title}” has a format: show it in a hint, such as “{shown}”."
            yield Problem("advice", where, text)
        elif component.component == "file-upload" and (component.accept or component.largest):
            text = f"“{title}” takes only some files: say in a hint which, and how large they may be."
            yield Problem("advice", where, text)


def _says_something(hint: object) -> bool:
    return isinstance(hint, Mapping) and bool(str(hint.get("text", "")).strip())


def example(component: Component) -> str:
    """A hint to begin with for a question of that kind, empty where none is needed."""
    return EXAMPLES.get(component.check or "", "")
