"""One process judged against many at once: which of their steps are alike, in which order, and how alike all is.

Judging b against a gives what judging a against b gives, the pairs turned round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.nearest.profile import NOBODY, SUB_PROCESS
from bpmn.compare.nearest.rows import Steps, weight
from bpmn.compare.nearest.settings import (
    ALIKE,
    APART,
    DENIED,
    OTHER_KIND,
    OTHER_PART,
    SAME_PART,
    SERVICE,
    STEPS,
    STRUCTURE,
    WHOLE,
)
from bpmn.compare.nearest.spaces import Rows

MOST_CELLS = 2_000_000
"""Pairs of steps judged in one go: what is more is judged in several, so that memory stays small."""
DIGITS = 4
"""Scores are rounded to so many digits, so that both directions see the same."""


@dataclass(frozen=True)
class Candidate:
    """A process to judge: its own row, its steps, a row of length one for each step, its service if known, and its
    shape (`profile.SHAPES`)."""

    row: Rows
    steps: Steps
    rows: Rows
    service: int | None = None
    shape: tuple[int, ...] = ()


@dataclass(frozen=True)
class Judged:
    """How alike two processes are, 0 to 1, and why. `pairs`: (step of the first, step of the second, score), in the
    order of the first; `in_order` is the share of two pairs each that stand in the same order in both (1 for fewer
    than two); `of` says how many steps the two have, `worked` which of the first are activities."""

    likeness: float
    pairs: tuple[tuple[int, int, float], ...]
    in_order: float
    of: tuple[int, int]
    same_service: bool
    worked: tuple[bool, ...] = ()


def judge(asked: Candidate, others: Sequence[Candidate]) -> list[Judged]:
    """Judge one process against each of the others."""
    found: list[Judged] = []
    start = 0
    while start < len(others):
        end, widest = start, 1
        while end < len(others):
            widest = max(widest, len(others[end].steps))
            if end > start and (end + 1 - start) * widest * max(1, len(asked.steps)) > MOST_CELLS:
                break
            end += 1
        found += _judged(asked, others[start:end])
        start = end
    return found


def _judged(asked: Candidate, others: Sequence[Candidate]) -> list[Judged]:
    scores = _scores(asked, others)
    pairs = _mutual_best(scores)
    return [_one(asked, other, pairs.get(index, [])) for index, other in enumerate(others)]


def _scores(asked: Candidate, others: Sequence[Candidate]) -> NDArray[np.float32]:
    """How alike each step of `asked` is to each of the others', as others x asked x (widest other); -1 where the
    other has no more steps."""
    counts = [len(other.steps) for other in others]
    widest = max(counts, default=0)
    scores = np.full((len(others), len(asked.steps), widest), -1, np.float32)
    if not len(asked.steps) or not widest:
        return scores
    together = np.concatenate([other.steps for other in others])
    cosine = asked.rows @ np.concatenate([other.rows for other in others]).T
    mixed = cosine + _surroundings(asked.steps, together)
    start = 0
    for index, count in enumerate(counts):
        scores[index, :, :count] = mixed[:, start : start + count]
        start += count
    return np.round(scores, DIGITS)


def _surroundings(ours: Steps, theirs: Steps) -> NDArray[np.float32]:
    """What kind, part and place add to or take off the likeness of the labels."""
    acts = _is_activity(ours)[:, None] != _is_activity(theirs)[None, :]
    part, other = ours["part"][:, None], theirs["part"][None, :]
    known = (part != NOBODY) & (other != NOBODY)
    apart = np.abs(ours["place"].astype(np.int16)[:, None] - theirs["place"].astype(np.int16)[None, :]) / 255
    parts = np.where(known, np.where(part == other, SAME_PART, OTHER_PART), 0.0)
    denied = ours["denied"][:, None] != theirs["denied"][None, :]
    return np.asarray(parts - OTHER_KIND * acts - DENIED * denied - APART * apart, np.float32)


def _is_activity(steps: Steps) -> NDArray[np.bool_]:
    return np.asarray(steps["kind"] <= SUB_PROCESS)


def _mutual_best(scores: NDArray[np.float32]) -> dict[int, list[tuple[int, int, float]]]:
    """Pairs that are each other's best among the steps still free, round after round, by index of the other."""
    found: dict[int, list[tuple[int, int, float]]] = {}
    if not scores.size:
        return found
    left = scores.copy()
    which = np.arange(len(left))[:, None]
    while True:
        best = left.argmax(2)
        mine = left.argmax(1)
        rows = np.arange(left.shape[1])[None, :]
        score = np.take_along_axis(left, best[:, :, None], 2)[:, :, 0]
        taken = (mine[which, best] == rows) & (score >= ALIKE)
        if not taken.any():
            return found
        others, ours = np.nonzero(taken)
        theirs = best[others, ours]
        for other, i, j, value in zip(others, ours, theirs, score[others, ours], strict=True):
            found.setdefault(int(other), []).append((int(i), int(j), min(1.0, round(float(value), DIGITS))))
        left[others, ours, :] = -1
        left[others, :, theirs] = -1


def _one(asked: Candidate, other: Candidate, pairs: list[tuple[int, int, float]]) -> Judged:
    pairs.sort()
    weights, theirs = _weights(asked.steps), _weights(other.steps)
    total = sum(weights) + sum(theirs)
    covered = sum(score * (weights[i] + theirs[j]) for i, j, score in pairs) / total if total else 0.0
    in_order = _in_order(asked.steps, other.steps, pairs)
    ours, others = asked.steps["kind"].tolist(), other.steps["kind"].tolist()
    kinds = sum(ours[i] == others[j] for i, j, _ in pairs)
    shape = _shapes_alike(asked.shape, other.shape)
    structure = covered * (in_order + kinds / len(pairs) + shape) / 3 if pairs else 0.0
    whole = max(0.0, round(float(asked.row @ other.row), DIGITS))
    likeness = WHOLE * whole + STEPS * covered + STRUCTURE * structure
    same = asked.service is not None and asked.service == other.service
    if asked.service is not None and other.service is not None:
        likeness = (1 - SERVICE) * likeness + SERVICE * same
    return Judged(
        round(min(1.0, likeness), DIGITS),
        tuple(pairs),
        in_order,
        (len(weights), len(theirs)),
        same,
        tuple(kind <= SUB_PROCESS for kind in ours),
    )


def _shapes_alike(ours: tuple[int, ...], theirs: tuple[int, ...]) -> float:
    """What both have of all that either has (Ruzicka's measure); 1 where neither has anything."""
    least, most = (sum(map(choose, ours, theirs)) for choose in (min, max))
    return least / most if most else 1.0


def _weights(steps: Steps) -> list[float]:
    return [weight(kind) for kind in steps["kind"].tolist()]


def _in_order(ours: Steps, theirs: Steps, pairs: Sequence[tuple[int, int, float]]) -> float:
    """Of every two pairs, the share of which the places say the same order in both; twins in place say nothing."""
    if len(pairs) < 2:
        return 1.0
    left = ours["place"][[i for i, _, _ in pairs]].astype(np.int16)
    right = theirs["place"][[j for _, j, _ in pairs]].astype(np.int16)
    one, two = np.sign(left[:, None] - left[None, :]), np.sign(right[:, None] - right[None, :])
    said = (one != 0) & (two != 0)
    return round(float((one == two)[said].mean()), DIGITS) if said.any() else 1.0
