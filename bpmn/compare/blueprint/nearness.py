"""Councils put in order of nearness: hierarchical clustering with average linkage (Sokal and Michener 1958)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Joining:
    """Two groups of councils that are joined, and how alike they are on average, 0 to 1."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    likeness: float


def joinings(likeness: Sequence[Sequence[float]]) -> tuple[Joining, ...]:
    """Join the two groups that are most alike, until one is left: the first joining is the closest pair.

    `likeness` is square and symmetric. Among equals the pair with the lowest numbers is joined first."""
    table = np.array(likeness, float).reshape(len(likeness), len(likeness))
    groups: list[tuple[int, ...]] = [(number,) for number in range(len(table))]
    found: list[Joining] = []
    while len(groups) > 1:
        pairs = [(one, two) for one in range(len(groups)) for two in range(one + 1, len(groups))]
        means = {pair: float(table[np.ix_(groups[pair[0]], groups[pair[1]])].mean()) for pair in pairs}
        one, two = max(pairs, key=lambda pair: (round(means[pair], 9), -pair[0], -pair[1]))
        found.append(Joining(groups[one], groups[two], round(means[one, two], 4)))
        groups[one] = groups[one] + groups[two]
        del groups[two]
    return tuple(found)


def by_nearness(likeness: Sequence[Sequence[float]]) -> tuple[int, ...]:
    """The councils in an order that keeps those together that are alike."""
    joined = joinings(likeness)
    return joined[-1].one + joined[-1].other if joined else tuple(range(len(likeness)))
