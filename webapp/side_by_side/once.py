"""What was typed on one side's page fills the other's where both ask the same: asked once, answered once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

from bpmn.compare.questions.carried import Same
from bpmn.patterns import Pattern, questions
from engine.in_step import Side
from webapp.walkthroughs.stage import Screen

Fields = MultiDict[str, Any]
_PARTS = ("", "-day", "-month", "-year")


def asked_on_both(one: Screen | None, two: Screen | None, same: Iterable[Same]) -> tuple[Same, ...]:
    """The questions that the two screens both ask."""
    ours, theirs = _names(one), _names(two)
    return tuple(pair for pair in same if pair.a in ours and pair.b in theirs)


def fill(sent: dict[Side, Fields], same: Iterable[Same]) -> None:
    """Put what was typed for one side into the fields that the other side left empty."""
    for pair in same:
        for source, target, one in (("a", "b", pair), ("b", "a", pair.mirrored())):
            _fill(sent[source], sent[target], one)  # type: ignore[index]


def _fill(source: Fields, target: Fields, pair: Same) -> None:
    if any(value.strip() for part in _PARTS for value in target.getlist(pair.b + part)):
        return
    known = None if pair.values is None else dict(pair.values)
    for part in _PARTS:
        values = [value for value in source.getlist(pair.a + part) if value.strip()]
        if known is not None:
            values = [known[value] for value in values if value in known]
        if values:
            target.setlist(pair.b + part, values)


def _names(screen: Screen | None) -> set[str]:
    if screen is None or screen.page is None:
        return set()
    pattern: Pattern = screen.pattern
    return {one.name for one in questions(pattern) if one.page == screen.page}
