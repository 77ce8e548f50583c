"""Answers that decision tables give during a walk: put beside those that were typed, and told with their reason.

They stand in the log like any other answer, so that a replay needs no table; which of them a table gave is worked out
again from what was answered before, so that nobody can pass off a typed answer as a rule's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.conditions.values import name_in_words
from bpmn.patterns import Outcome, Pattern, decided, fill, values_of
from engine.taken import Taken
from webapp.patterns.words import known_words


@dataclass(frozen=True)
class ByTable:
    """One answer that a table gave: its name and value, what the table asks, and why, in words."""

    name: str
    value: str
    title: str
    because: str

    @property
    def said(self) -> str:
        """The answer and its reason in one line."""
        answer = f"“{self.title or name_in_words(self.name)}” – {self.value or 'not decided'}"
        return f"{answer}, because: {self.because}" if self.because else answer


def with_tables(
    patterns: Iterable[Pattern], known: Mapping[str, Any], given: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers of one step, with what the patterns' tables give once these are known. `known` are the answers
    of the steps before."""
    return {**given, **values_of(decided(patterns, {**known, **given}, given=set(given)))}


def told(patterns: Sequence[Pattern], history: Sequence[Taken]) -> dict[int, tuple[ByTable, ...]]:
    """What tables gave at each step of a walk, by its place from 0; steps at which they gave nothing are left
    out."""
    found: dict[int, tuple[ByTable, ...]] = {}
    known: dict[str, Any] = {}
    names = {table.name for pattern in patterns for table in pattern.tables}
    for place, step in enumerate(history):
        if step.answers and names:
            typed = {name: value for name, value in step.answers.items() if name not in names}
            outcomes = decided(patterns, {**known, **typed}, given=set(typed))
            lines = tuple(
                _told(outcome, {**known, **step.answers}, patterns)
                for name, outcome in outcomes.items()
                if step.answers.get(name) == (outcome.value or "")
            )
            if lines:
                found[place] = lines
        known |= step.answers
    return found


def _told(outcome: Outcome, answers: Mapping[str, Any], patterns: Sequence[Pattern]) -> ByTable:
    table = outcome.table
    because = fill(outcome.because, known_words(patterns, answers))
    return ByTable(table.name, outcome.value or "", table.title, because)
