"""The words of a question: short, no colon, no please, not shouted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.patterns.lint.parts import components
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import title_of
from bpmn.patterns.record import Pattern

NAME = "question-in-plain-words"
SUMMARY = "The words of a question end in a colon, beg, shout, or go on too long."

LONGEST = 150


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on labels and legends."""
    for where, component in components(pattern):
        title = title_of(component)
        if component.name is not None and title:
            for sentence in _wrong(title, single=component.component == "checkboxes"):
                yield Problem("advice", where, sentence)


def _wrong(title: str, *, single: bool) -> Iterator[str]:
    if title.rstrip().endswith(":"):
        yield f"“{title}” ends in a colon: take it out."
    if re.search(r"\bplease\b", title, re.IGNORECASE):
        yield f"“{title}” says please: ask directly."
    if len(title) > 5 and title.isupper():
        yield f"“{title}” is all in capitals: write it as a sentence."
    if len(title) > LONGEST and not single:
        yield f"“{title[:50]}…” is {len(title)} characters long: ask shorter, and move the rest into a hint."
