"""How well a pair of steps fits what has been matched already: the same neighbours, the same place in the order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bpmn.compare.likeness import Likeness, Pair, around, surroundings
from bpmn.compare.meaning import Table
from bpmn.compare.settings import WEIGHTS
from bpmn.compare.steps import Side

MOST_ANCHORS = 150
"""Matched pairs, the surest, by which the order is judged: more change nothing and cost time."""


def refined(a: Side, b: Side, plain: Likeness, score: Table, matched: Sequence[Pair]) -> Table:
    """The scores of `plain` seen with matched pairs as anchors. `score` is what the round before found: what is not
    matched still counts a little for its neighbours."""
    if not matched:
        return plain.score
    rows, columns = (np.array(index) for index in zip(*matched, strict=True))
    seen = WEIGHTS.unmatched * score
    seen[rows, columns] = 1.0
    beside = around(seen, surroundings([a]), surroundings([b]))
    beside = np.where(np.isnan(beside), plain.score, beside)
    surest = np.argsort(-score[rows, columns], kind="stable")[:MOST_ANCHORS]
    rows, columns = rows[surest], columns[surest]
    order = _order(a, b, rows, columns, score[rows, columns])
    rest = 1 - WEIGHTS.anchors - WEIGHTS.order
    return np.round(rest * plain.score + WEIGHTS.anchors * beside + WEIGHTS.order * order, 6)


def _order(a: Side, b: Side, rows: Table, columns: Table, sure: Table) -> Table:
    """The share of the anchors that stand on the same side of both steps, those that stand beside one of them only
    counting half; a step's own anchor says nothing about it. One half without any anchor."""
    ours, theirs = (np.array([step.place for step in side.steps]) for side in (a, b))
    one = np.sign(np.subtract.outer(ours, ours[rows]))
    two = np.sign(np.subtract.outer(theirs, theirs[columns]))
    agree, total = np.zeros((len(ours), len(theirs))), np.full((len(ours), len(theirs)), sure.sum())
    for sign in (-1, 0, 1):
        agree += ((one == sign) * sure) @ (two == sign).T
    level, other = one == 0, two == 0
    agree += 0.5 * ((level * sure) @ ~other.T + (~level * sure) @ other.T)
    for k, (i, j) in enumerate(zip(rows, columns, strict=True)):
        agree[i] -= sure[k] * _said(0.0, two[:, k])
        agree[:, j] -= sure[k] * _said(one[:, k], 0.0)
        agree[i, j] += sure[k]
        total[i] -= sure[k]
        total[:, j] -= sure[k]
        total[i, j] += sure[k]
    return np.where(total > 1e-9, agree / np.maximum(total, 1e-9), 0.5)


def _said(one: Table | float, two: Table | float) -> Table:
    """What an anchor says: 1 on the same side of both, 0 on opposite sides, else one half."""
    return np.where(np.equal(one, two), 1.0, np.where(np.multiply(one, two) < 0, 0.0, 0.5))
