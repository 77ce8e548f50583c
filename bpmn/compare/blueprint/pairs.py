"""Every two diagrams matched: what pulls their steps together and pushes them apart, and how alike the two are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from bpmn.compare.blueprint.clusters import APART, NEVER, Edge
from bpmn.compare.compare import WORDS, match_all, similarity
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS
from bpmn.compare.likeness import Likeness
from bpmn.compare.meaning import Meaning
from bpmn.compare.people import People
from bpmn.compare.results import Match, SettingName
from bpmn.compare.settings import SETTINGS
from bpmn.compare.steps import Side
from bpmn.signature import twins_of

PerPair = Mapping[tuple[int, int], Iterable[Match]]
"""Matches by the places of the two councils, the smaller first: `a` are keys of the first."""


@dataclass
class Pulls:
    """Weights between steps (numbered through all sides in turn), what must stay together, how alike each two
    sides are, and how surely each step was matched in all: thousandths, to choose a name by."""

    first: list[int]
    weights: dict[Edge, int] = field(default_factory=dict)
    together: list[list[int]] = field(default_factory=list)
    alike: dict[tuple[int, int], float] = field(default_factory=dict)

    def number(self, side: int, place: int) -> int:
        """A step's number, from its side and its place there."""
        return self.first[side] + place


def pulls(
    sides: Sequence[Side], confirmed: PerPair, rejected: PerPair, setting: SettingName, meaning: Meaning
) -> Pulls:
    """Match every two sides."""
    first = [0]
    for side in sides:
        first.append(first[-1] + len(side.steps))
    found = Pulls(first)
    people = {
        (one, two): People.of(sides[one], sides[two], _said(confirmed, one, two), _said(rejected, one, two))
        for one, two in combinations(range(len(sides)), 2)
    }
    for pair, matches, judged in match_all(sides, people, setting, meaning):
        _pull(found, sides, pair, people[pair], matches, judged, SETTINGS[setting].mutual)
    return found


def given(sides: Sequence[Side], matches: Iterable[Match], alike: float) -> Pulls:
    """Two sides of which the matches are known, and how alike they are."""
    first = [0, len(sides[0].steps)]
    found = Pulls([*first, first[1] + len(sides[1].steps)], alike={(0, 1): alike})
    for match in matches:
        ours = [first[0] + sides[0].index[key] for key in match.a]
        theirs = [first[1] + sides[1].index[key] for key in match.b]
        found.together.append([*ours, *theirs])
    return found


def _said(people: PerPair, one: int, two: int) -> tuple[Match, ...]:
    return (
        *people.get((one, two), ()),
        *(match.mirrored() for match in people.get((two, one), ())),
    )


def _pull(
    found: Pulls,
    sides: Sequence[Side],
    pair: tuple[int, int],
    people: People,
    matches: tuple[Match, ...],
    judged: Likeness,
    enough: float,
) -> None:
    left, right = sides[pair[0]], sides[pair[1]]
    start = found.first[pair[0]], found.first[pair[1]]
    rows, columns = np.nonzero(2 * judged.score > enough)
    push = np.round(APART * np.minimum(0.0, judged.score[rows, columns] / enough - 1)).astype(int)
    for i, j, weight in zip(rows.tolist(), columns.tolist(), push.tolist(), strict=True):
        found.weights[start[0] + i, start[1] + j] = weight
    for match in matches:
        _matched(found, left, right, start, match)
    for ours, theirs in people.rejected:
        if ours in left.index and theirs in right.index:
            found.weights[start[0] + left.index[ours], start[1] + right.index[theirs]] = -NEVER
    compared = Compared(left, right, matches, NO_FACTS, NO_FACTS, WORDS)
    found.alike[pair] = 1.0 if _the_same(left, right, matches) else similarity(compared)


def _matched(found: Pulls, left: Side, right: Side, start: tuple[int, int], match: Match) -> None:
    ours = [start[0] + left.index[key] for key in match.a]
    theirs = [start[1] + right.index[key] for key in match.b]
    for one in ours:
        for two in theirs:
            found.weights[one, two] = round(1_000 * match.score)
    for steps in (ours, theirs):
        for number, one in enumerate(steps):
            for two in steps[number + 1 :]:
                found.weights.setdefault((min(one, two), max(one, two)), 0)
    if match.by == "confirmed":
        found.together.append([*ours, *theirs])


def _the_same(left: Side, right: Side, matches: tuple[Match, ...]) -> bool:
    everything = len(matches) == len(left.steps) == len(right.steps)
    return (
        everything
        and all(match.score == 1.0 for match in matches)
        and (twins_of(left.diagram, right.diagram) is not None)
    )
