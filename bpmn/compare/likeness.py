"""How alike any two steps are: label, attached pattern, neighbours, part, kind and place, mixed by fixed
weights. All pairs at once, as tables with a row for each step of A and a column for each of B."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.meaning import Meaning, Table, normal
from bpmn.compare.settings import MOST_PAIRS, WEIGHTS
from bpmn.compare.steps import Side, Step

Pair = tuple[int, int]
Surroundings = tuple[list[list[int]], list[list[int]]]
"""For each step the numbers of those before it, and of those after it."""
ROUNDS = 2
"""How often neighbours are looked at again with what the round before found."""


@dataclass(frozen=True, eq=False)
class Likeness:
    """`score` mixes all evidence; `own` is what two steps say themselves (label or pattern); `label` the label
    alone. Each 0 to 1. `bridged` pairs were matched, both of them, with the same step of another council, and nobody
    said otherwise."""

    score: Table
    own: Table
    label: Table
    bridged: NDArray[np.bool_] | None = None

    def block(self, rows: slice, columns: slice) -> Likeness:
        """The part about some of the steps."""
        return Likeness(self.score[rows, columns], self.own[rows, columns], self.label[rows, columns])

    def mirrored(self) -> Likeness:
        """The same seen from the other side."""
        bridged = None if self.bridged is None else self.bridged.T
        return Likeness(self.score.T, self.own.T, self.label.T, bridged)


@dataclass(frozen=True, eq=False)
class Evidence:
    """What speaks for each pair, before it is mixed. `speaks` is false where neither step says anything; `part` is
    NaN where it is not known of both."""

    label: Table
    own: Table
    speaks: NDArray[np.bool_]
    part: Table
    kind: Table
    place: Table


def likeness(
    a: Side, b: Side, meaning: Meaning, known: Mapping[str, frozenset[str]] | None = None
) -> Likeness:
    """Judge all pairs of steps. `known` are partners a person has confirmed, by key of A: neighbours trust
    them."""
    found = _evidence(a.steps, b.steps, meaning)
    sure = np.zeros(found.label.shape, bool)
    for key, partners in (known or {}).items():
        for partner in partners:
            if key in a.index and partner in b.index:
                sure[a.index[key], b.index[partner]] = True
    return _mixed(found, surroundings([a]), surroundings([b]), sure)


def stacked(sides: Sequence[Side], meaning: Meaning) -> Likeness:
    """Judge the steps of several diagrams, one diagram's after the other's, against each other: each pair of
    diagrams is a block of the tables."""
    steps = [step for side in sides for step in side.steps]
    found = _evidence(steps, steps, meaning)
    around = surroundings(sides)
    return _mixed(found, around, around, np.zeros(found.label.shape, bool))


def _evidence(ours: Sequence[Step], theirs: Sequence[Step], meaning: Meaning) -> Evidence:
    """What speaks for each pair of steps, their neighbours apart. Of more than `MOST_PAIRS` pairs only equal labels
    are seen."""
    label = _judged([step.name for step in ours], [step.name for step in theirs], meaning)
    said = _with_roles(ours, theirs, label, meaning)
    pattern = _patterns(ours, theirs)
    part = _by_kinds(ours, theirs, lambda step: step.part, _same_part)
    named = np.logical_or.outer([bool(s.name) for s in ours], [bool(s.name) for s in theirs])
    return Evidence(
        label=label,
        own=_own(ours, theirs, said, pattern, part),
        speaks=named | ~np.isnan(pattern),
        part=part,
        kind=_by_kinds(ours, theirs, lambda step: (step.node.type, step.node.event_kind), _same_kind),
        place=1 - np.abs(np.subtract.outer([s.place for s in ours], [s.place for s in theirs])),
    )


def _mixed(found: Evidence, ours: Surroundings, theirs: Surroundings, sure: Table) -> Likeness:
    """All evidence in one number, the neighbours' too."""
    total = WEIGHTS.kind * found.kind + WEIGHTS.place * found.place
    weight = np.full(total.shape, WEIGHTS.kind + WEIGHTS.place)
    for value, amount, counts in (
        (found.own, WEIGHTS.label, found.speaks),
        (found.part, WEIGHTS.part, ~np.isnan(found.part)),
    ):
        total = total + np.where(counts, amount * np.nan_to_num(value), 0.0)
        weight = weight + np.where(counts, amount, 0.0)
    score = found.own
    for _ in range(ROUNDS):
        beside = around(np.where(sure, 1.0, score), ours, theirs)
        counts = ~np.isnan(beside)
        full = weight + np.where(counts, WEIGHTS.neighbours, 0.0)
        score = np.round(
            (total + np.where(counts, WEIGHTS.neighbours * np.nan_to_num(beside), 0.0)) / full, 6
        )
    return Likeness(score, found.own, found.label)


def _with_roles(ours: Sequence[Step], theirs: Sequence[Step], label: Table, meaning: Meaning) -> Table:
    """The labels' likeness, with who does it read as part of the sentence."""
    told = _judged([_told(step) for step in ours], [_told(step) for step in theirs], meaning)
    mixed = (1 - WEIGHTS.role) * label + WEIGHTS.role * told
    blank = np.logical_or.outer([not s.name for s in ours], [not s.name for s in theirs])
    return np.where(blank, label, np.round(mixed, 6))


def texts(steps: Sequence[Step]) -> list[str]:
    """What the meaning of steps is judged by: their labels, alone and with who does it."""
    return [normal(text) for step in steps for text in (step.name, _told(step)) if text]


def _told(step: Step) -> str:
    return f"{step.role}: {step.name}" if step.role and step.name else step.name


def _judged(ours: Sequence[str], theirs: Sequence[str], meaning: Meaning) -> Table:
    """Likeness of texts, judged once for each two distinct ones."""
    one, two = ([normal(text) for text in texts] for texts in (ours, theirs))
    left, right = ({text: i for i, text in enumerate(dict.fromkeys(texts))} for texts in (one, two))
    if len(one) * len(two) > MOST_PAIRS:
        table = np.zeros((len(left), len(right)))
        for text in left.keys() & right.keys() - {""}:
            table[left[text], right[text]] = 1.0
    else:
        said = {normal(text): text for text in (*theirs, *ours)}
        table = meaning.table([said[text] for text in left], [said[text] for text in right])
    return table[np.ix_([left[text] for text in one], [right[text] for text in two])]


def _patterns(ours: Sequence[Step], theirs: Sequence[Step]) -> Table:
    """Likeness of attached patterns, NaN where either step has none."""
    found = np.full((len(ours), len(theirs)), np.nan)
    those = [(j, frozenset(step.refs), step.asks) for j, step in enumerate(theirs) if step.refs]
    for i, step in enumerate(ours):
        if step.refs:
            refs = frozenset(step.refs)
            for j, others, asked in those:
                found[i, j] = max(_overlap(refs, others), 0.8 * _overlap(step.asks, asked))
    return found


def _own(ours: Sequence[Step], theirs: Sequence[Step], label: Table, pattern: Table, part: Table) -> Table:
    """What two steps say themselves: the label, lifted by a shared pattern, lowered by different ones.
    Questions that both ask are nearly as good as the same words; the same kind of letter says less."""
    if np.isnan(pattern).all():
        return label
    named = np.logical_and.outer([bool(s.name) for s in ours], [bool(s.name) for s in theirs])
    asks = np.logical_and.outer([bool(s.asks) for s in ours], [bool(s.asks) for s in theirs])
    weight = np.where(asks, WEIGHTS.pattern, WEIGHTS.letter)
    mixed = (WEIGHTS.label * label + weight * pattern) / (WEIGHTS.label + weight)
    shown = WEIGHTS.shown_alike * pattern * np.where(part == 0, WEIGHTS.shown_to_others, 1.0)
    lifted = np.where(asks, np.maximum(mixed, shown + (1 - shown) * 0.8 * label), mixed)
    return np.where(np.isnan(pattern), label, np.where(named, lifted, pattern))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first or second else 0.0


def _by_kinds(
    ours: Sequence[Step],
    theirs: Sequence[Step],
    kind_of: Callable[[Step], object],
    alike: Callable[..., float],
) -> Table:
    """A table of something that only a few kinds of step tell apart."""
    one, two = [kind_of(step) for step in ours], [kind_of(step) for step in theirs]
    left, right = ({kind: i for i, kind in enumerate(dict.fromkeys(kinds))} for kinds in (one, two))
    table = np.array([[alike(x, y) for y in right] for x in left], float).reshape(len(left), len(right))
    return table[np.ix_([left[kind] for kind in one], [right[kind] for kind in two])]


def _same_part(one: str | None, two: str | None) -> float:
    return float(one == two) if one and two else float("nan")


def _same_kind(one: tuple[str, str], two: tuple[str, str]) -> float:
    if one[0] == two[0]:
        return 1.0 if one[1] == two[1] else 0.8
    events = [kind[0].endswith("Event") for kind in (one, two)]
    if not any(events):
        return 0.8
    edges = {"startEvent", "endEvent"} & {one[0], two[0]}
    return (0.4 if edges else 0.8) if all(events) else 0.3


def surroundings(sides: Sequence[Side]) -> Surroundings:
    """The neighbours of all steps of some diagrams, one diagram's steps after the other's."""
    before: list[list[int]] = []
    after: list[list[int]] = []
    for side in sides:
        start = len(before)
        before += [[start + side.index[key] for key in step.before] for step in side.steps]
        after += [[start + side.index[key] for key in step.after] for step in side.steps]
    return before, after


def around(score: Table, ours: Surroundings, theirs: Surroundings) -> Table:
    """The mean of how the steps before fit each other and how the steps after do; NaN where there are none."""
    both = np.stack([_soft_overlap(x, y, score) for x, y in zip(ours, theirs, strict=True)])
    counted = (~np.isnan(both)).sum(0)
    total = np.nansum(both, axis=0)
    return np.asarray(np.where(counted, total / np.maximum(counted, 1), np.nan))


def _soft_overlap(ours: list[list[int]], theirs: list[list[int]], score: Table) -> Table:
    """How well each neighbour finds a like one on the other side; NaN where neither side has any."""
    left, right = _padded(ours, score.shape[0]), _padded(theirs, score.shape[1])
    by_ours = _added(_best(score, right).T, left).T
    by_theirs = _added(_best(score.T, left).T, right)
    best = by_ours + by_theirs
    count = np.add.outer([len(keys) for keys in ours], [len(keys) for keys in theirs])
    lonely = np.logical_or.outer([not keys for keys in ours], [not keys for keys in theirs])
    found = np.where(lonely, 0.0, best / np.maximum(count, 1))
    return np.where(count == 0, np.nan, found)


def _padded(groups: list[list[int]], nobody: int) -> NDArray[np.intp]:
    """The groups as rows of one length, filled up with `nobody`."""
    longest = max(map(len, groups), default=0)
    return np.array([[*group, *[nobody] * (longest - len(group))] for group in groups], np.intp).reshape(
        len(groups), longest
    )


def _best(score: Table, groups: NDArray[np.intp]) -> Table:
    """For each row of `score` the best with any member of each group, 0 with none."""
    open_ended = np.concatenate([score, np.zeros((len(score), 1))], axis=1)
    best = np.zeros((len(score), len(groups)))
    for member in groups.T:
        np.maximum(best, open_ended[:, member], out=best)
    return best


def _added(table: Table, groups: NDArray[np.intp]) -> Table:
    """For each row of `table` its columns added up by group."""
    open_ended = np.concatenate([table, np.zeros((len(table), 1))], axis=1)
    total = np.zeros((len(table), len(groups)))
    for member in groups.T:
        total += open_ended[:, member]
    return total
