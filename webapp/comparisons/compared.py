"""Two stored processes compared; kept, because the same two versions always compare the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from bpmn.compare import Comparison, Facts, Match, Row, compare
from bpmn.compare.results import SettingName
from bpmn.model import Diagram
from bpmn.patterns import Pattern
from bpmn.write.viewer import viewer_ids
from webapp import reading
from webapp.store import queries
from webapp.store.queries.work import Said
from webapp.store.tables import Process, Version
from webapp.web import db

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

    def partners(self, which: str) -> dict[str, list[str]]:
        """For each step of one side the viewer's ids of its partners on the other."""
        one, other = (self.a, self.b) if which == "a" else (self.b, self.a)
        found: dict[str, list[str]] = {}
        for match in self.comparison.matches:
            ours, theirs = (match.a, match.b) if which == "a" else (match.b, match.a)
            for key in ours:
                found[one.ids.get(key, key)] = [other.ids.get(partner, partner) for partner in theirs]
        return found

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


_kept: OrderedDict[tuple[Any, ...], Comparison] = OrderedDict()
_lock = Lock()


def pair(a: Process, b: Process, setting: SettingName) -> Pair:
    """Compare the newest versions of two processes."""
    sides = _side(a), _side(b)
    said = queries.work.said(db(), a.id, b.id)
    library = dict(queries.patterns.library(db()))
    titles = {slug: pattern.title for slug, pattern in library.items()}
    return Pair(*sides, _compared(sides, said, library, setting), said, titles)


def _side(process: Process) -> Side:
    version = process.current
    diagram = reading.read(db(), version).diagram
    return Side(process, version, diagram, viewer_ids(diagram))


def _compared(
    sides: tuple[Side, Side], said: tuple[Said, ...], library: dict[str, Pattern], setting: SettingName
) -> Comparison:
    a, b = sides
    facts = [Facts.from_mapping({"council": side.process.council, **side.process.facts}) for side in sides]
    slugs = {ref.ref for side in sides for node in side.diagram.nodes for ref in node.patterns}
    patterns = {slug: library[slug] for slug in sorted(slugs) if slug in library}
    key = (a.version.sha256, b.version.sha256, setting, *facts, said, tuple(map(repr, patterns.items())))
    with _lock:
        if (found := _kept.get(key)) is not None:
            _kept.move_to_end(key)
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
    )
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _matches(said: tuple[Said, ...], verdict: str, a: Side, b: Side) -> tuple[Match, ...]:
    """What people said, where the steps are still there (a newer version may have dropped one)."""
    return tuple(
        Match(one.a, one.b)
        for one in said
        if one.verdict == verdict
        and all(key in a.diagram.node_by_key for key in one.a)
        and all(key in b.diagram.node_by_key for key in one.b)
    )
