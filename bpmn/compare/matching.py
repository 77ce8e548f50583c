"""Which steps of two diagrams are the same work: proposals, never by id.

Pairs are taken best first among steps still free (so every match is both steps' best that was left), then a
step that remains alone may join the group of a step next to it, when both together are like the step on the
other side. The result does not depend on which diagram is called A."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.anchors import refined
from bpmn.compare.likeness import Likeness, Pair
from bpmn.compare.meaning import Meaning, Table, normal, strong_meanings
from bpmn.compare.people import People
from bpmn.compare.results import By, Match
from bpmn.compare.settings import LEAST_COVERED, LEAST_GAIN, LEAST_SUGGESTION, SUGGESTIONS, Setting
from bpmn.compare.steps import Side

ANCHORED = 2
"""Rounds in which what is matched helps to match the rest."""
CHUNK = 4096
"""Pairs looked at in one go while pairing up."""
NOTHING_SAID = 0.6
"""The least likeness of a match of two steps that neither have a name nor show anything."""


def match_steps(
    a: Side, b: Side, plain: Likeness, setting: Setting, people: People, meaning: Meaning
) -> tuple[tuple[Match, ...], Likeness]:
    """The matches, in A's process order, and the likenesses by which they were found: in each round what the round
    before matched anchors the rest."""
    sure = [
        (a.index[ours], b.index[theirs])
        for match in people.confirmed
        for ours in match.a
        for theirs in match.b
    ]
    seen = plain
    for _ in range(ANCHORED):
        pairs = [*sure, *_Work(a, b, seen, setting, people).pair_up()]
        seen = replace(plain, score=refined(a, b, plain, seen.score, pairs))
    work = _Work(a, b, seen, setting, people)
    work.pair_up()
    work.join_neighbours(meaning)
    found = [*people.confirmed, *work.matches()]
    return tuple(sorted(found, key=lambda match: (a.index[match.a[0]], b.index[match.b[0]]))), seen


def twins_as_matches(a: Side, b: Side, twins: dict[str, str]) -> tuple[Match, ...]:
    """Matches of two diagrams whose flow is drawn the same."""
    return tuple(
        Match((step.key,), (twins[step.key],), 1.0, "label" if step.name else "context")
        for step in a.steps
        if twins[step.key] in b.by_key
    )


def suggestions(
    a: Side, b: Side, likeness: Likeness, people: People
) -> dict[str, tuple[tuple[str, float], ...]]:
    """For every step of A up to five steps of B, best first; what a person confirmed stands first, what a
    person rejected is left out."""
    sure = {(ours, theirs) for match in people.confirmed for ours in match.a for theirs in match.b}
    score = likeness.score.copy()
    for ours, theirs in sure:
        score[a.index[ours], b.index[theirs]] = 1.0
    for ours, theirs in people.rejected - sure:
        if ours in a.index and theirs in b.index:
            score[a.index[ours], b.index[theirs]] = 0.0
    best = np.argsort(-score, axis=1, kind="stable")[:, :SUGGESTIONS]
    return {
        step.key: tuple(
            (b.steps[j].key, round(float(score[i, j]), 4)) for j in best[i] if score[i, j] >= LEAST_SUGGESTION
        )
        for i, step in enumerate(a.steps)
    }


class _Work:
    """Groups under construction: sets of indices of A and B."""

    def __init__(self, a: Side, b: Side, likeness: Likeness, setting: Setting, people: People) -> None:
        self.a, self.b = a, b
        self.likeness, self.setting, self.people = likeness, setting, people
        self.groups: list[tuple[list[int], list[int], Pair]] = []
        confirmed_a = {a.index[key] for match in people.confirmed for key in match.a}
        confirmed_b = {b.index[key] for match in people.confirmed for key in match.b}
        self.free_a = {
            i
            for i, step in enumerate(a.steps)
            if i not in confirmed_a and ("a", step.key) not in people.alone
        }
        self.free_b = {
            j
            for j, step in enumerate(b.steps)
            if j not in confirmed_b and ("b", step.key) not in people.alone
        }

    def pair_up(self) -> list[Pair]:
        """Take pairs best first; equal scores prefer equal places in the order."""
        rows, columns = np.nonzero(self._may_match())
        order = np.argsort(_rank(self.likeness.score[rows, columns], rows, columns), kind="stable")
        rows, columns = rows[order], columns[order]
        left = _mask(self.free_a, len(self.a.steps))
        right = _mask(self.free_b, len(self.b.steps))
        for start in range(0, len(rows), CHUNK):
            part = slice(start, start + CHUNK)
            free = left[rows[part]] & right[columns[part]]
            for i, j in zip(rows[part][free].tolist(), columns[part][free].tolist(), strict=True):
                if left[i] and right[j]:
                    left[i] = right[j] = False
                    self.free_a.discard(i)
                    self.free_b.discard(j)
                    self.groups.append(([i], [j], (i, j)))
            if not self.free_a or not self.free_b:
                break
        return [seed for _, _, seed in self.groups]

    def _may_match(self) -> NDArray[np.bool_]:
        """Which pairs could be a match: alike enough, also by what they say themselves; and where neither says
        anything, only in very much the same surroundings."""
        ours, theirs = ([bool(step.name or step.refs) for step in side.steps] for side in (self.a, self.b))
        says = np.logical_or.outer(ours, theirs)
        score, limit = self.likeness.score, self.setting
        events = np.logical_or.outer(
            *([step.node.is_event for step in side.steps] for side in (self.a, self.b))
        )
        floor = np.where(events, limit.event_floor, limit.label_floor)
        may = np.where(says, self.likeness.own >= floor, score >= max(limit.pair, NOTHING_SAID))
        may &= (score >= limit.pair) | ((score >= limit.mutual) & _each_others_best(score))
        for key_a, key_b in self.people.rejected:
            if key_a in self.a.index and key_b in self.b.index:
                may[self.a.index[key_a], self.b.index[key_b]] = False
        return np.asarray(may, bool)

    def join_neighbours(self, meaning: Meaning) -> None:
        """Let steps that stand alone join the group of a neighbour: one coarse step, several fine ones."""
        offers = [*self._offers("a"), *self._offers("b")]
        together = self._together(offers, meaning)
        ranked = sorted(
            (offer for offer in offers if self._convinces(offer, together)),
            key=lambda offer: (-together[offer], offer.group, offer.alone),
        )
        for offer in ranked:
            ours, theirs, _ = self.groups[offer.group]
            free, grown, other = (
                (self.free_a, ours, theirs) if offer.side == "a" else (self.free_b, theirs, ours)
            )
            if offer.alone in free and len(other) == 1:
                free.discard(offer.alone)
                grown.append(offer.alone)

    def _offers(self, side: str) -> Iterator[_Offer]:
        """Free steps of one side that stand next to a matched step of it, with what they could join."""
        home, free = (self.a, self.free_a) if side == "a" else (self.b, self.free_b)
        group_of = {
            index: number
            for number, (ours, theirs, _) in enumerate(self.groups)
            for index in (ours if side == "a" else theirs)
        }
        for index in sorted(free):
            step = home.steps[index]
            if not step.name or not (step.node.is_activity or step.node.type == "intermediateCatchEvent"):
                continue
            for neighbour in dict.fromkeys((*step.before, *step.after)):
                number = group_of.get(home.index[neighbour])
                beside = home.steps[home.index[neighbour]]
                if number is not None and beside.part == step.part and beside.role == step.role:
                    yield _Offer(side, index, home.index[neighbour], number)

    def _together(self, offers: list[_Offer], meaning: Meaning) -> dict[_Offer, float]:
        """How like the two fine steps' labels, taken as one, are to the coarse step's label."""
        if not offers:
            return {}
        joined, coarse = [], []
        for offer in offers:
            home, away = (self.a, self.b) if offer.side == "a" else (self.b, self.a)
            fine = sorted((offer.alone, offer.neighbour))
            joined.append(" ".join(home.steps[index].name for index in fine))
            coarse.append(away.steps[self._coarse(offer)].name)
        left, right = list(dict.fromkeys(joined)), list(dict.fromkeys(coarse))
        scores = meaning.table(left, right)
        at_left = {text: index for index, text in enumerate(left)}
        at_right = {text: index for index, text in enumerate(right)}
        return {
            offer: float(scores[at_left[joined[n]], at_right[coarse[n]]]) for n, offer in enumerate(offers)
        }

    def _coarse(self, offer: _Offer) -> int:
        seed = self.groups[offer.group][2]
        return seed[1] if offer.side == "a" else seed[0]

    def _convinces(self, offer: _Offer, together: dict[_Offer, float]) -> bool:
        """Whether the pair of steps says the coarse step better than the matched one alone, or the lone
        step is itself like the coarse one."""
        seed, coarse = self.groups[offer.group][2], self._coarse(offer)
        pair = (offer.alone, coarse) if offer.side == "a" else (coarse, offer.alone)
        keys = (self.a.steps[pair[0]].key, self.b.steps[pair[1]].key)
        if keys in self.people.rejected:
            return False
        label = float(self.likeness.label[seed])
        if label >= 0.999:
            return False
        gain = max(together[offer] - label, 0.0)
        if self._adds(offer):
            gain = max(gain, LEAST_GAIN)
        return bool(gain >= LEAST_GAIN and self.likeness.score[pair] >= self.setting.join - 2 * gain)

    def _adds(self, offer: _Offer) -> bool:
        """Whether the lone step says or shows something of the coarse step that its neighbour does not, and
        both together say most of it."""
        home, away = (self.a, self.b) if offer.side == "a" else (self.b, self.a)
        shown = set(away.steps[self._coarse(offer)].refs) - set(home.steps[offer.neighbour].refs)
        if shown.intersection(home.steps[offer.alone].refs):
            return True
        coarse = strong_meanings(away.steps[self._coarse(offer)].name)
        alone = strong_meanings(home.steps[offer.alone].name) & coarse
        beside = strong_meanings(home.steps[offer.neighbour].name) & coarse
        return bool(alone - beside and beside) and len(alone | beside) >= LEAST_COVERED * len(coarse)

    def matches(self) -> Iterator[Match]:
        """The finished groups."""
        for ours, theirs, seed in self.groups:
            pairs = [(i, j) for i in sorted(ours) for j in sorted(theirs)]
            score = sum(float(self.likeness.score[pair]) for pair in pairs) / len(pairs)
            yield Match(
                tuple(self.a.steps[i].key for i in sorted(ours)),
                tuple(self.b.steps[j].key for j in sorted(theirs)),
                round(min(1.0, score), 4),
                self._by(seed),
            )

    def _by(self, pair: Pair) -> By:
        first, second = self.a.steps[pair[0]], self.b.steps[pair[1]]
        if self.likeness.bridged is not None and self.likeness.bridged[pair]:
            return "confirmed"
        if first.name and normal(first.name) == normal(second.name):
            return "label"
        return "meaning" if self.likeness.label[pair] >= 0.3 else "context"


def _rank(score: Table, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.int64]:
    """Numbers that sort pairs best first, then by how near their places are, then by where they stand."""
    worse = np.round((1 - score) * 1_000_000).astype(np.int64)
    return np.asarray((worse << 40) | (np.abs(rows - columns).astype(np.int64) << 20) | (rows + columns))


def _mask(members: Iterable[int], size: int) -> NDArray[np.bool_]:
    mask = np.zeros(size, bool)
    mask[list(members)] = True
    return mask


def _each_others_best(score: Table) -> NDArray[np.bool_]:
    if not score.size:
        return np.zeros(score.shape, bool)
    return np.asarray((score >= score.max(1, keepdims=True)) & (score >= score.max(0, keepdims=True)), bool)


@dataclass(frozen=True)
class _Offer:
    """A lone step of `side` that could join the group of its `neighbour` (indices of that side)."""

    side: str
    alone: int
    neighbour: int
    group: int
