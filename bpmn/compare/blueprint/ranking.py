"""The majority's order: the ranking that goes against the fewest councils' orders.

Finding the best one (Kemeny 1959; the minimum feedback arc set of the votes) is hard, so it is sought: from the
average place of each step, moving one step at a time to where it agrees with more votes, until no move helps (local
search by insertion; Dwork, Kumar, Naor and Sivakumar 2001 show what such rankings keep of the best one)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.blueprint.record import Table

MOST_ROUNDS = 12


def ranking(start: Sequence[int], margin: Table) -> list[int]:
    """Steps 0, 1, ... in the majority's order. `margin[i, j]` is how many more councils put i before j than j before
    i; `start` is the order to begin with, which decides where the votes are even."""
    order = np.array(start, np.int64)
    for _ in range(MOST_ROUNDS):
        moved = [_reinsert(order, step, margin) for step in start]
        if not any(moved):
            break
    return [int(step) for step in order]


def _reinsert(order: NDArray[np.int64], step: int, margin: Table) -> bool:
    """Move one step to the place where most votes agree, if that is better than where it stands."""
    at = int(np.flatnonzero(order == step)[0])
    rest = np.delete(order, at)
    gained = margin[rest, step]  # agreed with when the step stands after that one, lost when before
    after = np.concatenate(([0], np.cumsum(gained)))
    before = np.concatenate((np.cumsum(-gained[::-1])[::-1], [0]))
    score = after + before
    best = int(score.max())
    if best <= score[at]:
        return False
    places = np.flatnonzero(score == best)
    to = int(places[np.argmin(np.abs(places - at))])
    order[:] = np.insert(rest, to, step)
    return True
