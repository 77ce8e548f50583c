"""A place such as {{fee}} has something that fills it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.patterns.lint.parts import texts
from bpmn.patterns.places import places
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import answer_names
from bpmn.patterns.record import Pattern

NAME = "place-filled"
SUMMARY = "Neither a setting nor an answer of the pattern fills a place in a text."

ALWAYS = frozenset({"reference"})
"""Places that every case fills."""


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on places of a page that no setting and no answer of the pattern fills. A letter, message or script
    speaks of what was asked elsewhere, and a service's settings fill its blocks: those are left alone."""
    if pattern.kind != "pages":
        return
    known = {*pattern.settings, *answer_names(pattern)} | ALWAYS
    seen: set[str] = set()
    for where, text in texts(pattern):
        for name in places(text):
            if name not in known and name not in seen:
                seen.add(name)
                said = (
                    f"Nothing in this pattern fills {{{{{name}}}}}: "
                    "add a setting of that name, or check how it is spelt."
                )
                yield Problem("advice", where, said)
