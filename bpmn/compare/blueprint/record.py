"""What a blueprint says: frozen values, and the JSON of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.blueprint.seen import Seen
from bpmn.compare.steps import Side
from bpmn.model import PartName

Counts = tuple[tuple[str, int], ...]
"""Texts with how many councils, the most frequent first."""
Table = NDArray[np.int32]


@dataclass(frozen=True)
class SharedStep:
    """The same work in one or more councils' diagrams.

    `name` is the wording to use and `type` the kind of node to draw; `councils` are places in the blueprint's
    list, ascending, and `members` the keys of each of these councils' steps, in process order. `wordings`,
    `roles` (lanes or pools), `parts`, `types` (of node) and `patterns` (slugs) count councils. `optional_in` are
    councils in which a case can end without the step, `repeated_in` those in which it can come round again.
    `place`, 0 to 1, is how far through the process it stands on average. `confirmed` tells whether a person had
    a hand in it."""

    name: str
    type: str
    councils: tuple[int, ...]
    members: tuple[tuple[int, tuple[str, ...]], ...]
    wordings: Counts
    roles: Counts
    parts: Counts
    types: Counts
    patterns: Counts
    optional_in: tuple[int, ...]
    repeated_in: tuple[int, ...]
    place: float
    confirmed: bool = False

    @property
    def part(self) -> PartName | None:
        """Who does it in most councils, where that is known."""
        return self.parts[0][0] if self.parts else None  # type: ignore[return-value]

    def keys_in(self, council: int) -> tuple[str, ...]:
        """The keys of one council's steps; none when it has no such step."""
        return next((keys for number, keys in self.members if number == council), ())


@dataclass(frozen=True)
class Votes:
    """For each two groups of steps how many councils have `both`, draw the first `before` the second, let the
    one `instead` of the other happen, or run them `beside` each other."""

    both: Table
    before: Table
    instead: Table
    beside: Table


@dataclass(frozen=True)
class Blueprint:
    """What some councils' diagrams of one service have in common.

    `groups` is every step of every diagram, once, in the majority's order: shared ones and those of one
    council alone. `least` is how many councils a step needs to be called shared here. `likeness[i][j]` says how
    alike the diagrams of councils i and j are, 0 to 1. `sides` and `seen` are the diagrams as they were read.
    `meaning` names what judged the labels, `decided` whether the order of every diagram was looked at."""

    councils: tuple[str, ...]
    groups: tuple[SharedStep, ...]
    votes: Votes = field(hash=False, compare=False)
    likeness: tuple[tuple[float, ...], ...]
    least: int
    sides: tuple[Side, ...] = field(hash=False, compare=False)
    seen: tuple[Seen, ...] = field(hash=False, compare=False)
    meaning: str = "words"

    @property
    def decided(self) -> bool:
        """Whether the order was worked out for every diagram."""
        return all(one.decided for one in self.seen)

    def numbers(self, least: int | None = None) -> tuple[int, ...]:
        """Places in `groups` of the steps that at least so many councils have."""
        wanted = self.least if least is None else least
        return tuple(n for n, group in enumerate(self.groups) if len(group.councils) >= wanted)

    @property
    def steps(self) -> tuple[SharedStep, ...]:
        """The shared steps, in the majority's order."""
        return tuple(self.groups[number] for number in self.numbers())

    @property
    def half(self) -> int:
        """How many councils are half of them, but two where there are two: what a draft asks for."""
        return max(min(2, len(self.councils)), -(-len(self.councils) // 2))

    @property
    def order(self) -> tuple[tuple[int, int, float], ...]:
        """`(i, j, share)` for shared steps i and j: the share of the councils having both in which i comes
        before j. Pairs that no council has, or has in that order, are left out."""
        numbers = self.numbers()
        return tuple(
            (i, j, round(int(self.votes.before[one, two]) / int(self.votes.both[one, two]), 4))
            for i, one in enumerate(numbers)
            for j, two in enumerate(numbers)
            if self.votes.before[one, two]
        )

    def alone(self, council: int) -> tuple[SharedStep, ...]:
        """The steps that only this council has."""
        return tuple(group for group in self.groups if group.councils == (council,))

    @property
    def closeness(self) -> tuple[float, ...]:
        """For each council how alike it is to the others, on average; 1 where there is no other."""
        others = len(self.councils) - 1
        return tuple(
            round(sum(value for j, value in enumerate(row) if j != i) / others, 4) if others else 1.0
            for i, row in enumerate(self.likeness)
        )

    @property
    def outliers(self) -> tuple[int, ...]:
        """Councils clearly further from the rest than the rest are from each other, the furthest first.

        Clearly: below the median closeness by more than 1.5 times the spread of the middle half (Tukey's
        fence, 1977), and by at least a tenth. Told only of four councils or more."""
        near = self.closeness
        if len(near) < 4:
            return ()
        low, middle, high = np.percentile(np.array(near), (25, 50, 75))
        fence = min(float(low) - 1.5 * float(high - low), float(middle) - 0.1)
        return tuple(sorted((n for n, value in enumerate(near) if value < fence), key=lambda n: (near[n], n)))

    def to_json(self) -> dict[str, Any]:
        """The `blueprint --json` document of the contract."""
        return {
            "councils": len(self.councils),
            "names": list(self.councils),
            "at_least": self.least,
            "steps": [_step_json(step) for step in self.steps],
            "order": [list(one) for one in self.order],
            "alone": [
                [{"name": step.name, "elements": list(step.keys_in(n))} for step in self.alone(n)]
                for n in range(len(self.councils))
            ],
            "similarity": [list(row) for row in self.likeness],
            "outliers": list(self.outliers),
            "meaning": self.meaning,
            "behaviour": "decided" if self.decided else "not decided",
        }


def _step_json(step: SharedStep) -> dict[str, Any]:
    def counted(pairs: Counts) -> Mapping[str, int]:
        return dict(pairs)

    return {
        "name": step.name,
        "wordings": counted(step.wordings),
        "in": list(step.councils),
        "optional_in": list(step.optional_in),
        "repeated_in": list(step.repeated_in),
        "role": counted(step.roles),
        "part": counted(step.parts),
        "type": step.type,
        "patterns": counted(step.patterns),
        "elements": {str(council): list(keys) for council, keys in step.members},
        "confirmed": step.confirmed,
    }
