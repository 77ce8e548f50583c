"""Two stored processes compared; kept, because the same two versions always compare the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort

from bpmn.compare import Comparison, Facts, Match, Row, compare
from bpmn.compare.results import By, SettingName
from bpmn.model import Diagram
from bpmn.patterns import Pattern, attached
from bpmn.picture import Tag
from bpmn.write.viewer import viewer_ids
from webapp import reading
from webapp.comparisons.known import Told, known
from webapp.kept import Kept
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db, person

KEPT = 64
HOW_WORDS = {
    "matched": "The same",
    "reworded": "Other words",
    "only A": "Only in A",
    "only B": "Only in B",
    "moved to other role": "Somebody else does it",
}
MARKS = {
    "matched": ("matched", "Both"),
    "reworded": ("reworded", "Other words"),
    "moved to other role": ("reworded", "Other role"),
    "only A": ("only-a", "Only A"),
    "only B": ("only-b", "Only B"),
}
COLOURS = {"matched": "#00703c", "reworded": "#b25a00", "only-a": "#1d70b8", "only-b": "#7a3e9d"}
"""The colours of the marks in still pictures: those of `_diagram.scss`."""


@dataclass(frozen=True)
class Side:
    """One of the two: its process, version, diagram and the viewer's ids."""

    process: Process
    version: Version
    diagram: Diagram
    ids: dict[str, str]


@dataclass(frozen=True)
class Pair:
    """Two sides compared, with what people said about their steps."""

    a: Side
    b: Side
    comparison: Comparison
    said: tuple[Said, ...]
    titles: Mapping[str, str]

    def marks(self, which: str) -> list[dict[str, str]]:
        """How the steps of one side are marked in its picture: by class and by word."""
        side = self.a if which == "a" else self.b
        found = []
        for row in self.comparison.rows:
            kind, word = MARKS[row.how]
            for step in row.a if which == "a" else row.b:
                found.append({"id": side.ids.get(step.key, step.key), "kind": kind, "word": word})
        return found

    def tags(self, which: str) -> dict[str, Tag]:
        """The same for a still picture, by the model's keys."""
        found = {}
        for row in self.comparison.rows:
            kind, word = MARKS[row.how]
            for step in row.a if which == "a" else row.b:
                found[step.key] = Tag(word, COLOURS[kind])
        return found

    @cached_property
    def numbers(self) -> tuple[dict[str, int], dict[str, int]]:
        """The number of each step of A, and of B, by its key, as the aligned table has it."""
        rows = self.comparison.rows
        return (
            {step.key: step.number for row in rows for step in row.a},
            {step.key: step.number for row in rows for step in row.b},
        )

    def partners(self, which: str) -> dict[str, list[str]]:
        """For each step of one side the viewer's ids of its partners on the other."""
        one, other = (self.a, self.b) if which == "a" else (self.b, self.a)
        found: dict[str, list[str]] = {}
        for match in self.comparison.matches:
            ours, theirs = (match.a, match.b) if which == "a" else (match.b, match.a)
            for key in ours:
                found[one.ids.get(key, key)] = [other.ids.get(partner, partner) for partner in theirs]
        return found

    def because(self, row: Row) -> str:
        """What a match rests on, in words; "" where there is none. What people said of these two counts first: a match
        may also rest on what they said of others."""
        if row.match is None:
            return ""
        if self.said_of(row) is not None:
            return "a person’s word"
        return f"{BECAUSE[row.match.by]} ({row.match.score:.2f})"

    def said_of(self, row: Row) -> Said | None:
        """What a person said that this row follows."""
        keys_a, keys_b = {step.key for step in row.a}, {step.key for step in row.b}
        return next(
            (
                one
                for one in self.said
                if set(one.a) & keys_a and set(one.b) & keys_b and one.verdict == "confirmed"
            ),
            None,
        )


BECAUSE: dict[By, str] = {
    "label": "the same words",
    "meaning": "like words",
    "context": "what is before and after",
    "confirmed": "what people confirmed between other councils",
}


_kept: Kept[tuple[Any, ...], Comparison] = Kept(KEPT)


def pair(
    a: Process, b: Process, setting: SettingName, numbers: tuple[int | None, int | None] = (None, None)
) -> Pair:
    """Compare two processes in the versions of these numbers; None is the newest. Answers 404 where there is no
    such version, 410 where it was taken down."""
    sides = _side(a, numbers[0]), _side(b, numbers[1])
    said = queries.work.said(db(), a.id, b.id)
    library = dict(queries.patterns.library(db()))
    titles = {slug: pattern.title for slug, pattern in library.items()}
    others = known(a, b, [(side.version, side.diagram) for side in sides], person())
    return Pair(*sides, _compared(sides, said, library, setting, others), said, titles)


def _side(process: Process, number: int | None) -> Side:
    version = queries.processes.version(process, number) or abort(404)
    diagram = reading.read(db(), version).diagram
    return Side(process, version, diagram, viewer_ids(diagram))


def _compared(
    sides: tuple[Side, Side],
    said: tuple[Said, ...],
    library: dict[str, Pattern],
    setting: SettingName,
    others: tuple[Told, ...],
) -> Comparison:
    a, b = sides
    facts = [Facts.from_mapping({"council": side.process.council, **side.process.facts}) for side in sides]
    patterns = attached((side.diagram for side in sides), library)
    words = tuple((one.verdict, one.a, one.b) for one in said)
    learned = tuple(one.mark for one in others)
    shas = (a.version.sha256, b.version.sha256)
    key = (*shas, setting, *facts, words, learned, tuple(map(repr, patterns.items())))
    if (found := _kept.get(key)) is not None:
        return found
    made = compare(
        a.diagram,
        b.diagram,
        setting=setting,
        confirmed=_matches(said, "confirmed", a, b),
        rejected=_matches(said, "rejected", a, b),
        patterns=patterns,
        facts_a=facts[0],
        facts_b=facts[1],
        known=[told.pair for told in others],
    )
    _kept.put(key, made)
    return made


def _matches(said: tuple[Said, ...], verdict: str, a: Side, b: Side) -> tuple[Match, ...]:
    """What people said, where the steps are still there (a newer version may have dropped one); the newest word
    first, since a step stands in the first confirmed match only."""
    return tuple(
        Match(one.a, one.b)
        for one in reversed(said)
        if one.verdict == verdict
        and all(key in a.diagram.node_by_key for key in one.a)
        and all(key in b.diagram.node_by_key for key in one.b)
    )
