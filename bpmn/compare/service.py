"""What people confirmed between councils of one service, used for the next comparison.

All steps of all councils stand in one list, so that every likeness is a slice of one table. Steps that people matched
are several wordings of the same work: a step is like another council's step when it is like what that step was
matched with, and unlike it when it is more like work that council does not have. A small model weighs this: logistic
regression, pulled towards the weights of `settings.py` by ridge (Hastie, Tibshirani and Friedman, The Elements of
Statistical Learning, 4.4), fitted anew for each comparison on the pairs that people went through, of which one
council is each time treated as if nobody had confirmed anything of it."""

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

BRIDGED, DENIED = 8, 9
"""Columns of the features."""
Told = NDArray[np.bool_]
"""A row a step, a column a step: whether people said it of the two."""
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
    ) -> None:
        self.sides = [one, two, *others]
        starts = np.cumsum([0, *(len(side.steps) for side in self.sides)])
        self.places = [slice(int(x), int(y)) for x, y in pairwise(starts)]
        self.judged: Likeness = stacked(self.sides, meaning)
        self.same = np.eye(int(starts[-1]), dtype=bool)
        """Which steps people matched, all councils against all."""
        self.different = np.zeros(self.same.shape, bool)
        """Which steps people told apart, by saying so or by leaving them when they went through a pair."""
        self.gone_through: set[tuple[int, int]] = set()
        number = {id(side.diagram): index for index, side in enumerate(self.sides)}
        for pair in known:
            i, j = number.get(id(pair.a)), number.get(id(pair.b))
            if i is not None and j is not None and i != j and {i, j} != {0, 1}:
                self._add(i, j, pair)

    def _add(self, i: int, j: int, pair: KnownPair) -> None:
        """Keep what was said of two councils. When what was confirmed looks like all there is, the rest is different
        work; else only what stands beside a confirmed match."""
        block, mirrored = (self.places[i], self.places[j]), (self.places[j], self.places[i])
        sure = _table(self.sides[i], self.sides[j], pair.matches)
        expected = (self.judged.score[block] >= LEARNING.would_match).any(1).sum()
        whole = bool(sure.any(1).sum() >= max(1.0, LEARNING.gone_through * expected))
        told = np.logical_or.outer(sure.any(1), sure.any(0)) | whole
        no = (told | _table(self.sides[i], self.sides[j], pair.rejected)) & ~sure
        self.same[block], self.same[mirrored] = sure, sure.T
        self.different[block], self.different[mirrored] = no, no.T
        if whole:
            self.gone_through |= {(i, j), (j, i)}

    def likeness(self) -> Likeness:
        """How alike the steps of `one` and `two` are, with what is known of the others."""
        plain = self.judged.block(self.places[0], self.places[1])
        if not self.same[self.places[0]].sum() + self.same[self.places[1]].sum() > len(plain.score) + len(
            plain.score.T
        ):
            return plain
        is_new = self._new(0, 1)
        features = self._features(0, 1, hidden=is_new)
        # One word about each of the two is enough for a bridge, however little else was said of them.
        told = self._features(0, 1, hidden=False) if is_new else features
        bridged = (told[..., BRIDGED] > 0) & (told[..., DENIED] == 0)
        score = np.round(_as_score(features @ self._weights), 6)
        score = np.where(bridged, np.maximum(score, LEARNING.bridged), score)
        return Likeness(score, np.maximum(plain.own, score), plain.label, bridged)

    def _is_told(self, i: int) -> bool:
        """Whether anybody matched any step of a council with another's."""
        return int(self.same[self.places[i]].sum()) > len(self.sides[i].steps)

    def _new(self, i: int, j: int) -> bool:
        """Whether one of two councils is new: nobody matched it with any third."""
        return not all(
            any((end, other) in self.gone_through for other in range(len(self.sides)) if other not in (i, j))
            for end in (i, j)
        )

    @cached_property
    def _weights(self) -> NDArray[np.float64]:
        """The weights of the features, from the pairs that people went through."""
        rows: list[Table] = []
        truth: list[Table] = []
        hidden = self._new(0, 1)
        for i, j in sorted(self.gone_through):
            if hidden or i < j:
                rows.append(self._features(i, j, hidden).reshape(-1, len(LEARNING.prior)))
                truth.append(self.same[self.places[i], self.places[j]].reshape(-1))
        prior = np.array(LEARNING.prior)
        return _fitted(np.concatenate(rows), np.concatenate(truth), prior) if rows else prior

    def _features(self, i: int, j: int, hidden: bool) -> NDArray[np.float64]:
        """For each pair of steps of two councils, nothing being known of the two together, nor, when `hidden`, of
        the first with anybody."""
        first, second = self.places[i], self.places[j]
        same, different = self.same.copy(), self.different.copy()
        for table in (same, different):
            table[first, second] = table[second, first] = False
            if hidden:
                table[first] = table[:, first] = False
        if hidden:
            same[first, first] = np.eye(first.stop - first.start, dtype=bool)
        score, own = self.judged.score[first], self.judged.own[first]
        wordings = _by_wordings(score, same[:, second], LEARNING.wordings)
        labels = _by_wordings(own, same[:, second], 1)
        elsewhere = self._elsewhere(i, j, same, different)
        bridged = (same[first].astype(float) @ same[:, second]) > 0
        denied = (
            (same[first].astype(float) @ different[:, second])
            + (different[first].astype(float) @ same[:, second])
        ) > 0
        rival = _best_other(wordings)
        return np.stack(
            [
                np.ones(wordings.shape),
                self.judged.score[first, second],
                self.judged.own[first, second],
                wordings,
                labels,
                np.clip(wordings - rival, -0.3, 0.3),
                np.clip(wordings - _best_other(wordings.T).T, -0.3, 0.3),
                np.clip(wordings - elsewhere[:, None], -0.3, 0.3),
                bridged.astype(float),
                denied.astype(float),
            ],
            axis=-1,
        )

    def _elsewhere(self, i: int, j: int, same: Told, different: Told) -> Table:
        """For each step of council `i`, how like it is to work that council `j` does not have."""
        second = self.places[j]
        lacking = np.asarray(different[:, second].any(1) & ~same[:, second].any(1), bool)
        lacking[self.places[i]] = False
        if not lacking.any():
            return np.zeros(self.places[i].stop - self.places[i].start)
        return np.asarray(
            _by_wordings(self.judged.score[self.places[i]], same[:, lacking], LEARNING.wordings).max(1)
        )


def service_of(one: Side, two: Side, known: Sequence[KnownPair], meaning: Meaning) -> Service | None:
    """What is known around two diagrams; None where that is nothing, or too much to weigh."""
    here = {id(one.diagram), id(two.diagram)}
    others = {id(diagram): diagram for pair in known for diagram in (pair.a, pair.b)}
    patterns = {**one.patterns, **two.patterns}
    sides = [side(diagram, patterns) for key, diagram in others.items() if key not in here]
    steps = sum(len(each.steps) for each in (one, two, *sides))
    return Service(one, two, sides, known, meaning) if steps <= MOST_STEPS else None


def _table(one: Side, two: Side, matches: Iterable[Match]) -> Told:
    table = np.zeros((len(one.steps), len(two.steps)), bool)
    for match in matches:
        for ours in match.a:
            for theirs in match.b:
                if ours in one.index and theirs in two.index:
                    table[one.index[ours], two.index[theirs]] = True
    return table


def _by_wordings(score: Table, same: Told, most: int) -> Table:
    """How like each row's step is to what each column's step was matched with: the mean of its best `most`."""
    found = np.zeros((score.shape[0], same.shape[1]))
    for column in range(same.shape[1]):
        seen = score[:, same[:, column]]
        if seen.shape[1] > most:
            seen = -np.partition(-seen, most - 1, axis=1)[:, :most]
        found[:, column] = seen.mean(1) if seen.shape[1] else 0.0
    return found


def _through(first: Told, second: Told) -> Told:
    """Which pairs some third step stands between, told of the one and of the other."""
    return np.asarray(first.astype(np.float32) @ second.astype(np.float32) > 0, bool)


def _best_other(table: Table) -> Table:
    """For each place the best of its row without it."""
    if table.shape[1] < 2:
        return np.zeros(table.shape)
    top = -np.partition(-table, 1, axis=1)[:, :2]
    return np.where(table >= top[:, :1], top[:, 1:2], top[:, :1])


def _as_score(logit: Table) -> Table:
    """A logit as a likeness: what is worth matching lies at the default setting's limit."""
    return np.asarray(1 / (1 + np.exp(np.clip((LEARNING.worth - logit) / LEARNING.steepness, -30, 30))))


def _fitted(rows: Table, truth: Table, prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ridge logistic regression by Newton's method, each step halved until it helps."""
    ridge = LEARNING.ridge * np.eye(len(prior))
    truth = truth.astype(float)

    def loss(weights: NDArray[np.float64]) -> float:
        logit = rows @ weights
        away = weights - prior
        return float((np.logaddexp(0, logit) - truth * logit).sum() + 0.5 * away @ ridge @ away)

    weights, now = prior.copy(), loss(prior)
    for _ in range(LEARNING.rounds):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ (chance - truth) + ridge @ (weights - prior)
        curved = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(curved, gradient)
        size = 1.0
        while size > 1e-3 and loss(weights - size * step) > now:
            size /= 2
        weights, before, now = weights - size * step, now, loss(weights - size * step)
        if before - now < 1e-4 * max(1.0, now):
            break
    return weights
