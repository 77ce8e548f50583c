"""What people confirmed between councils of one service, used for the next comparison: bridges through other
councils' steps, and a small model of how this service's steps are recognised.

All steps of all councils stand in one list, so that every likeness is a slice of one table. A model of six
weights (logistic regression, pulled towards the frozen weights of `settings.py` by ridge; Newton's method, Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 4.4) is fitted anew for each comparison, on pairs
of councils of which one is each time treated as if nobody had confirmed anything of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.likeness import Likeness, stacked
from bpmn.compare.meaning import Meaning, Table
from bpmn.compare.results import Match
from bpmn.compare.settings import LEARNING
from bpmn.compare.steps import Side, side
from bpmn.model import Diagram

Block = tuple[slice, slice]
MOST_STEPS = 1_500
"""With more steps than this in all councils together nothing is learned from others."""


@dataclass(frozen=True, eq=False)
class KnownPair:
    """What people said of two diagrams of one service: which steps are the same work, and which are not. A diagram
    that stands in several pairs is the same object in all of them."""

    a: Diagram
    b: Diagram
    matches: tuple[Match, ...]
    rejected: tuple[Match, ...] = ()


class Service:
    """All councils of a service that a comparison knows: `one` and `two`, the compared ones, and those that
    people matched with something."""

    def __init__(
        self, one: Side, two: Side, others: Sequence[Side], known: Iterable[KnownPair], meaning: Meaning
    ):
        self.sides = [one, two, *others]
        starts = np.cumsum([0, *(len(side.steps) for side in self.sides)])
        self.places = [slice(int(x), int(y)) for x, y in pairwise(starts)]
        self.judged: Likeness = stacked(self.sides, meaning)
        number = {id(side.diagram): index for index, side in enumerate(self.sides)}
        self.said: dict[tuple[int, int], Table] = {}
        self.gone_through: set[tuple[int, int]] = set()
        for pair in known:
            i, j = number.get(id(pair.a)), number.get(id(pair.b))
            if i is not None and j is not None and i != j and (pair.matches or pair.rejected):
                self._add(i, j, pair)

    def _add(self, i: int, j: int, pair: KnownPair) -> None:
        """Keep what was said of a pair of councils. Of steps about which nothing was said their likeness stands,
        unless what was confirmed looks like all there is: then the rest is different work."""
        sure = _table(self.sides[i], self.sides[j], pair.matches)
        likely = self.judged.score[self.places[i], self.places[j]]
        expected = (likely >= LEARNING.would_match).any(1).sum()
        whole = bool(sure.any(1).sum() >= max(1.0, LEARNING.gone_through * expected))
        told = np.logical_or.outer(sure.any(1), sure.any(0)) | whole
        no = _table(self.sides[i], self.sides[j], pair.rejected) > sure
        plain = self.judged.own[self.places[i], self.places[j]]
        table = np.where(told, sure, np.where(no, 0.0, plain))
        self.said[i, j], self.said[j, i] = table, table.T
        if whole:
            self.gone_through |= {(i, j), (j, i)}

    def likeness(self) -> Likeness:
        """How alike the steps of `one` and `two` are, with what is known of the others."""
        block = self.places[0], self.places[1]
        plain = Likeness(self.judged.score[block], self.judged.own[block], self.judged.label[block])
        if not self._others_of((0, 1), hidden=None):
            return plain
        features = self._features(0, 1, hidden=None)
        score = np.round(_as_score(features @ self._weights), 6)
        own = np.maximum(plain.own, np.minimum(score, features[..., 3]))
        return Likeness(score, own, plain.label)

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """The weights of the features, from the pairs that people went through."""
        rows: list[Table] = []
        truth: list[Table] = []
        for (i, j), table in self.said.items():
            if (i, j) in self.gone_through and self._others_of((i, j), hidden=i):
                rows.append(self._features(i, j, hidden=i).reshape(-1, len(LEARNING.prior)))
                truth.append(table.reshape(-1))
        prior = np.array(LEARNING.prior)
        if not rows:
            return prior
        return _fitted(np.concatenate(rows), np.concatenate(truth), prior)

    def _others_of(self, pair: tuple[int, int], hidden: int | None) -> list[int]:
        """Councils through which a bridge between the two could go, nothing being known of `hidden`."""
        return [
            other
            for other in range(len(self.sides))
            if other not in pair and any(end != hidden and (end, other) in self.said for end in pair)
        ]

    def _features(self, i: int, j: int, hidden: int | None) -> NDArray[np.float64]:
        """For each pair of steps: 1, the likeness, the label's, the best bridge, and what the nearest wordings
        of other councils say."""
        block = self.places[i], self.places[j]
        best = np.zeros(self.judged.score[block].shape)
        votes, weight = np.zeros(best.shape), np.zeros(best.shape)
        for other in self._others_of((i, j), hidden):
            first, second = self._seen(i, other, hidden), self._seen(other, j, hidden)
            best = np.maximum(best, _through(first, second))
            for vote, sure in _nearest(first, second), _turned(_nearest(second.T, first.T)):
                votes += vote * sure
                weight += sure
        share = votes / (weight + LEARNING.doubt)
        trust = weight / (weight + LEARNING.doubt)
        return np.stack(
            [np.ones(best.shape), self.judged.score[block], self.judged.own[block], best, share, trust],
            axis=-1,
        )

    def _seen(self, i: int, j: int, hidden: int | None) -> Table:
        """What is confirmed between two councils, else how alike their steps are."""
        known = self.said.get((i, j)) if hidden not in (i, j) else None
        return self.judged.own[self.places[i], self.places[j]] if known is None else known


def service_of(one: Side, two: Side, known: Sequence[KnownPair], meaning: Meaning) -> Service | None:
    """What is known around two diagrams; None where that is nothing, or too much to weigh."""
    here = {id(one.diagram), id(two.diagram)}
    others = {id(diagram): diagram for pair in known for diagram in (pair.a, pair.b)}
    sides = [
        side(diagram, {**one.patterns, **two.patterns}) for key, diagram in others.items() if key not in here
    ]
    steps = sum(len(each.steps) for each in (one, two, *sides))
    return Service(one, two, sides, known, meaning) if steps <= MOST_STEPS else None


def _table(one: Side, two: Side, matches: Iterable[Match]) -> Table:
    table = np.zeros((len(one.steps), len(two.steps)))
    for match in matches:
        for ours in match.a:
            for theirs in match.b:
                if ours in one.index and theirs in two.index:
                    table[one.index[ours], two.index[theirs]] = 1.0
    return table


def _through(first: Table, second: Table) -> Table:
    """How well two steps are bridged by the best single step between them: the weaker of its two ends."""
    best = np.zeros((first.shape[0], second.shape[1]))
    for k in range(first.shape[1]):
        np.maximum(best, np.minimum.outer(first[:, k], second[k]), out=best)
    return best


def _nearest(first: Table, second: Table) -> tuple[Table, Table]:
    """What the step most like each step of `first` says of the steps at the other end, and how much that counts."""
    if not first.shape[1]:
        empty = np.zeros((first.shape[0], second.shape[1]))
        return empty, empty
    nearest = first.argmax(1)
    sure = np.clip(first.max(1) - LEARNING.too_far, 0, None)[:, None] ** 2
    return second[nearest], np.broadcast_to(sure, (first.shape[0], second.shape[1]))


def _turned(pair: tuple[Table, Table]) -> tuple[Table, Table]:
    return pair[0].T, pair[1].T


def _as_score(logit: Table) -> Table:
    """A logit as a likeness: even odds are the default setting's limit of a match."""
    return 1 / (1 + np.exp(-logit / LEARNING.steepness - LEARNING.even))


def _fitted(rows: Table, truth: Table, prior: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = prior.copy()
    ridge = LEARNING.ridge * np.eye(len(prior))
    for _ in range(LEARNING.rounds):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        spread = chance * (1 - chance)
        gradient = rows.T @ (chance - truth) + ridge @ (weights - prior)
        step = np.linalg.solve((rows * spread[:, None]).T @ rows + ridge, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
