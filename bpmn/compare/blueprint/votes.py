"""What the councils say, each with one vote, of how two groups of steps stand to each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bpmn.compare.blueprint.record import Votes
from bpmn.compare.blueprint.seen import Bools, Seen

Members = Sequence[Sequence[int]]
"""For each group the places, in one side's steps, of the steps in it."""


def votes(members: Sequence[Members], seen: Sequence[Seen]) -> Votes:
    """Count over all sides. A group is before another when one of its steps can come before one of the other's
    and none after; instead of it, or beside it, when any two of their steps are so and none in order."""
    count = len(members[0]) if members else 0
    both, before, instead, beside = (np.zeros((count, count), np.int32) for _ in range(4))
    for groups, one in zip(members, seen, strict=True):
        table = membership(groups, len(one.ahead))
        has: Bools = np.asarray(table.any(axis=1))
        pairs: Bools = np.logical_and.outer(has, has) & ~np.eye(count, dtype=bool)
        ahead = lifted(table, one.ahead) & pairs
        loose = pairs & ~ahead & ~ahead.T
        at_once = lifted(table, one.beside) & loose
        both += pairs
        before += ahead & ~ahead.T
        beside += at_once
        instead += lifted(table, one.instead) & loose & ~at_once
    return Votes(both, before, instead, beside)


def membership(groups: Members, steps: int) -> Bools:
    """Which step is in which group, as a table."""
    table = np.zeros((len(groups), steps), bool)
    for number, places in enumerate(groups):
        table[number, list(places)] = True
    return table


def lifted(table: Bools, between: Bools) -> Bools:
    """A relation between steps as one between groups: whether it holds of any two of their steps."""
    wide = table.astype(np.float32)
    return np.asarray(wide @ between.astype(np.float32) @ wide.T > 0)
