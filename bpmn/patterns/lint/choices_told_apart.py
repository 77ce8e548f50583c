"""Values of choices differ by more than capitals: a condition that gets one wrong would never hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bpmn.patterns.lint.parts import components
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import choices, title_of
from bpmn.patterns.record import Pattern

NAME = "choices-told-apart"
SUMMARY = "Two choices have values or words that differ only by capitals or spaces."


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on choices of one question that are hard to tell apart."""
    for where, component in components(pattern):
        for place, what in ((0, "values"), (1, "words")):
            alike: dict[str, list[str]] = defaultdict(list)
            for choice in choices(component):
                alike["".join(choice[place].casefold().split())].append(choice[place])
            for found in alike.values():
                if len(found) > 1 and (place == 1 or len(set(found)) > 1):
                    title = title_of(component) or component.name
                    listed = " and ".join(f"“{one}”" for one in found[:3])
                    text = f"“{title}” has choices whose {what} are hard to tell apart: {listed}."
                    yield Problem("advice", where, text)
