"""Steps of many diagrams sorted into groups of the same work: correlation clustering.

Every two steps pull together or push apart (a weight above or below zero); the grouping with the largest sum of
weights inside groups is sought (Bansal, Blum and Chawla 2004). It is found greedily, joining the two groups that
gain most until none gains (greedy additive edge contraction, Keuper et al. 2015), then bettered by moving one unit at
a time to the group where it fits best (best one element moves, Gionis, Mannila and Tsaparas 2007). Weights are whole
numbers, so that no rounding depends on the order of the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

APART = 500
"""What two steps of different councils push apart by when nothing is said about them, in thousandths."""
SAME_COUNCIL = 1_000
"""What two steps of one council push apart by."""
NEVER = 100_000
MOST_ROUNDS = 12
_GONE = np.int32(-(2**31) + 1)

Edge = tuple[int, int]
Weights = NDArray[np.int32]


def clusters(
    council: Sequence[int], weights: Mapping[Edge, int], together: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Group the steps 0, 1, ... whose councils are given.

    `weights` has, for pairs (smaller first), what pulls them together in thousandths; what is left out pushes by
    `APART` or `SAME_COUNCIL`. Sets in `together` stay together whatever else is said. Each group ascends, as do
    the groups by their first step. Memory grows with the square of the number of steps."""
    units = _united(len(council), together)
    pull = _summed(_table(council, weights), units)
    home = _contracted(pull)
    _move(pull, home)
    groups: dict[int, list[int]] = {}
    for unit, where in enumerate(home.tolist()):
        groups.setdefault(where, []).extend(units[unit])
    return sorted(map(sorted, groups.values()))


def _table(council: Sequence[int], weights: Mapping[Edge, int]) -> Weights:
    """What every two steps pull by; nothing of a step with itself."""
    of = np.array(council, np.int32)
    table = np.where(of[:, None] == of[None, :], np.int32(-SAME_COUNCIL), np.int32(-APART))
    if weights:
        pairs = np.array(list(weights), np.int64)
        values = np.array(list(weights.values()), np.int32)
        table[pairs[:, 0], pairs[:, 1]] = values
        table[pairs[:, 1], pairs[:, 0]] = values
    np.fill_diagonal(table, 0)
    return table


def _united(count: int, together: Iterable[Sequence[int]]) -> list[list[int]]:
    """The steps, those that stay together in one unit, ordered by their first."""
    group = {step: [step] for step in range(count)}
    for steps in together:
        joined = sorted({member for step in steps for member in group[step]})
        for member in joined:
            group[member] = joined
    return sorted({id(unit): unit for unit in group.values()}.values())


def _summed(table: Weights, units: list[list[int]]) -> Weights:
    """What every two units pull by."""
    if len(units) == len(table):
        return table
    starts = np.cumsum([0, *(len(unit) for unit in units[:-1])])
    order = np.array([step for unit in units for step in unit], np.int64)
    rows = np.add.reduceat(table[np.ix_(order, order)], starts, axis=0)
    found: Weights = np.add.reduceat(rows, starts, axis=1).astype(np.int32)
    np.fill_diagonal(found, 0)
    return found


def _contracted(pull: Weights) -> NDArray[np.int64]:
    """Join the two groups that gain most, again and again; a group is named by its first unit. For each unit the group
    it is in."""
    count = len(pull)
    home = np.arange(count)
    if count < 2:
        return home
    gain = pull.copy()
    np.fill_diagonal(gain, _GONE)
    best = gain.max(axis=1)  # what joining each group with the one it likes best would gain
    while True:
        one = int(best.argmax())
        if best[one] <= 0:
            return home
        two = int(gain[one].argmax())
        one, two = min(one, two), max(one, two)
        home[home == two] = one
        was = np.maximum(gain[:, one], gain[:, two])
        alive = gain[one] != _GONE
        alive &= gain[two] != _GONE
        merged = np.where(alive, gain[one] + gain[two], _GONE)
        merged[[one, two]] = _GONE
        gain[one, :], gain[:, one] = merged, merged
        gain[two, :], gain[:, two] = _GONE, _GONE
        best[two] = _GONE
        # Only whoever liked one of the two best has to look again; the others may like the new group better.
        stale = np.flatnonzero(alive & (was == best))
        best[stale] = gain[stale].max(axis=1) if len(stale) else best[stale]
        best = np.maximum(best, np.where(alive, merged, _GONE))
        best[one] = gain[one].max()


def _move(pull: Weights, home: NDArray[np.int64]) -> None:
    """Move units one at a time to where they fit best, until none fits better elsewhere."""
    count = len(pull)
    inside = np.zeros((count, count), np.int32)  # what each unit and each group pull by
    for where in np.unique(home):
        inside[:, where] = pull[:, home == where].sum(axis=1)
    size = np.bincount(home, minlength=count)
    for _ in range(MOST_ROUNDS):
        moved = False
        for unit in range(count):
            mine = int(home[unit])
            held = np.where(size > 0, inside[unit], _GONE)
            best = int(held.argmax())
            if held[best] < 0:
                if size[mine] == 1:
                    continue
                best = int(np.flatnonzero(size == 0)[0])
            elif held[best] == inside[unit, mine]:
                continue
            inside[:, mine] -= pull[:, unit]
            inside[:, best] += pull[:, unit]
            size[mine] -= 1
            size[best] += 1
            home[unit] = best
            moved = True
        if not moved:
            return
