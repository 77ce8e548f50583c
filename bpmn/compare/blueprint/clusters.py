"""Steps of many diagrams sorted into groups of the same work: correlation clustering.

Every two steps pull together or push apart (a weight above or below zero); the grouping with the largest sum of
weights inside groups is sought (Bansal, Blum and Chawla 2004). It is found greedily, joining the two groups that
gain most until none gains (greedy additive edge contraction, Keuper et al. 2015), then bettered by moving one unit at
a time to the group where it fits best (best one element moves, Gionis, Mannila and Tsaparas 2007). Weights are whole
numbers, so that no rounding depends on the order of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

APART = 500
"""What two steps of different councils push apart by when nothing is said about them, in thousandths."""
SAME_COUNCIL = 1_000
"""What two steps of one council push apart by."""
NEVER = 10_000_000
MOST_ROUNDS = 12

Edge = tuple[int, int]


@dataclass
class _Pull:
    """What is said about the pairs between two groups: the sum, and of how many pairs of different councils and
    of the same council."""

    total: int = 0
    other: int = 0
    same: int = 0

    def add(self, more: _Pull) -> None:
        self.total += more.total
        self.other += more.other
        self.same += more.same


def clusters(
    council: Sequence[int], weights: Mapping[Edge, int], together: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Group the steps 0, 1, ... whose councils are given.

    `weights` has, for pairs (smaller first), what pulls them together in thousandths; what is left out pushes by
    `APART` or `SAME_COUNCIL`. Sets in `together` stay together whatever else is said. Each group ascends, as do
    the groups by their first step."""
    work = _Work(council, weights, together)
    work.contract()
    work.move()
    return sorted(sorted(step for unit in units for step in work.units[unit]) for units in work.groups())


class _Work:
    """`units` are steps that stay together; `home` says which group each unit is in."""

    def __init__(
        self, council: Sequence[int], weights: Mapping[Edge, int], together: Iterable[Sequence[int]]
    ) -> None:
        self.council = council
        self.units = _united(len(council), together)
        unit_of = {step: number for number, unit in enumerate(self.units) for step in unit}
        self.pulls: list[dict[int, _Pull]] = [{} for _ in self.units]
        for (one, two), weight in weights.items():
            first, second = unit_of[one], unit_of[two]
            if first != second:
                same = council[one] == council[two]
                said = _Pull(weight, int(not same), int(same))
                self.pulls[first].setdefault(second, _Pull()).add(said)
                self.pulls[second].setdefault(first, _Pull()).add(said)
        self.counts = [Counter(council[step] for step in unit) for unit in self.units]
        self.home = list(range(len(self.units)))

    def contract(self) -> None:
        """Join the two groups that gain most, again and again. A group is named by its first unit."""
        pulls = [{other: _Pull(p.total, p.other, p.same) for other, p in row.items()} for row in self.pulls]
        counts = [Counter(one) for one in self.counts]
        heap: list[tuple[int, int, int]] = []
        alive = [True] * len(self.units)

        def offer(one: int, two: int) -> None:
            gain = _gain(counts[one], counts[two], pulls[one][two])
            if gain > 0:
                heappush(heap, (-gain, min(one, two), max(one, two)))

        for one, row in enumerate(pulls):
            for two in row:
                if one < two:
                    offer(one, two)
        while heap:
            gain, one, two = heappop(heap)
            if not (alive[one] and alive[two]) or -gain != _gain(counts[one], counts[two], pulls[one][two]):
                continue  # one of the two has grown since: it has offered itself again
            alive[two] = False
            counts[one] += counts[two]
            self.home = [one if home == two else home for home in self.home]
            for other, said in pulls[two].items():
                del pulls[other][two]
                if other != one:
                    pulls[one].setdefault(other, _Pull()).add(said)
                    pulls[other].setdefault(one, _Pull()).add(said)
            pulls[two] = {}
            for other in pulls[one]:
                offer(one, other)

    def move(self) -> None:
        """Move units one at a time to where they fit best, until none fits better elsewhere."""
        self.inside: dict[int, Counter[int]] = {}
        for unit, home in enumerate(self.home):
            self.inside.setdefault(home, Counter()).update(self.counts[unit])
        for _ in range(MOST_ROUNDS):
            moved = [self._move(unit) for unit in range(len(self.units)) if self.pulls[unit]]
            if not any(moved):
                return

    def _move(self, unit: int) -> bool:
        said: dict[int, _Pull] = {}
        for other, pull in self.pulls[unit].items():
            said.setdefault(self.home[other], _Pull()).add(pull)
        mine = self.home[unit]
        counts = {home: self.inside[home] for home in {*said, mine}}
        counts[mine] = counts[mine] - self.counts[unit]
        gains = {home: _gain(self.counts[unit], counts[home], said.get(home, _Pull())) for home in counts}
        best = max(gains, key=lambda home: (gains[home], home == mine, -home))
        if gains[best] < 0:
            best = next(number for number in range(len(self.units) + 1) if not self.inside.get(number))
            gains[best] = 0
        if best == mine or gains[best] <= gains[mine]:
            return False
        self.home[unit] = best
        self.inside[mine] = counts[mine]
        self.inside[best] = self.inside.get(best, Counter()) + self.counts[unit]
        return True

    def groups(self) -> list[list[int]]:
        """The units of each group."""
        found: dict[int, list[int]] = {}
        for unit, home in enumerate(self.home):
            found.setdefault(home, []).append(unit)
        return list(found.values())


def _gain(one: Counter[int], two: Counter[int], said: _Pull) -> int:
    """What joining two groups adds to the sum."""
    same = sum(number * two[council] for council, number in one.items())
    pairs = one.total() * two.total()
    return said.total - APART * (pairs - same - said.other) - SAME_COUNCIL * (same - said.same)


def _united(count: int, together: Iterable[Sequence[int]]) -> list[list[int]]:
    """The steps, those that stay together in one list, ordered by their first."""
    group = {step: [step] for step in range(count)}
    for steps in together:
        joined = sorted({member for step in steps for member in group[step]})
        for member in joined:
            group[member] = joined
    return sorted({id(unit): unit for unit in group.values()}.values())
