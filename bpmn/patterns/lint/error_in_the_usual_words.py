"""Error messages tell people what to do, in the Design System's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.patterns.lint.parts import components
from bpmn.patterns.options import CHOICE_COMPONENTS
from bpmn.patterns.problems import Problem
from bpmn.patterns.record import Component, Pattern

NAME = "error-in-the-usual-words"
SUMMARY = "An error message says what went wrong instead of what to do."

_AVOID = re.compile(r"\b(please|sorry|oops|invalid|forbidden|illegal|valid|mandatory)\b", re.IGNORECASE)
_STARTS = (
    "Enter",
    "Select",
    "Choose",
    "Answer",
    "Tell",
    "Say",
    "Upload",
    "Confirm",
    "Describe",
    "Give",
    "Tick",
    "Write",
)


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on a pattern's own error messages: how they begin, end, and which words they use."""
    for where, component in components(pattern):
        for kind, text in component.errors.items():
            for sentence in _wrong(component, kind, text):
                yield Problem("advice", f"{where}.errors.{kind}", sentence)


def _wrong(component: Component, kind: str, text: str) -> Iterator[str]:
    if kind == "required" and not text.startswith(_STARTS):
        start = "Select" if component.component in (*CHOICE_COMPONENTS, "file-upload") else "Enter"
        yield f"The message “{text}” should say what to do: begin it with “{start}”."
    if (found := _AVOID.search(text)) and not text.startswith("Enter a valid "):
        yield f"The message “{text}” can do without “{found.group()}”: say what to do."
    if text.rstrip().endswith((".", "!")) and ". " not in text:
        yield f"The message “{text}” needs no “{text.rstrip()[-1]}” at its end."
