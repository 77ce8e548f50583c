"""How alike any two steps are: label, attached pattern, neighbours, part, kind and place, mixed by fixed
weights."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.settings import CANDIDATES, DENSE, WEIGHTS
from bpmn.compare.steps import Side, Step

Pair = tuple[int, int]


@dataclass(frozen=True)
class Likeness:
    """Scores by (index in A's steps, index in B's steps). `score` mixes all evidence; `own` is what the two
    steps say themselves (label or pattern); `label` the label alone. A pair left out is not worth
    considering."""

    score: Mapping[Pair, float]
    own: Mapping[Pair, float]
    label: Mapping[Pair, float]


def likeness(
    a: Side, b: Side, meaning: Meaning, known: Mapping[str, frozenset[str]] | None = None
) -> Likeness:
    """Judge the pairs of steps. `known` are partners a person has confirmed, by key of A: neighbours trust
    them."""
    labels = _Labels(a, b, meaning)
    pairs = sorted(_pairs(a, b, labels))
    label = {pair: labels.score(*pair) for pair in pairs}
    own = {(i, j): _own(a.steps[i], b.steps[j], label[i, j]) for i, j in pairs}
    sure = {
        (a.index[key], b.index[partner])
        for key, partners in (known or {}).items()
        for partner in partners
        if key in a.index and partner in b.index
    }
    score: Mapping[Pair, float] = own
    for _ in range(2):
        score = {pair: 1.0 if pair in sure else value for pair, value in score.items()}
        score = {(i, j): _mixed(a, b, i, j, own[i, j], score) for i, j in pairs}
    return Likeness(score, own, label)


class _Labels:
    """Label likeness, judged once for each two distinct labels."""

    def __init__(self, a: Side, b: Side, meaning: Meaning) -> None:
        self._ours = [normal(step.name) for step in a.steps]
        self._theirs = [normal(step.name) for step in b.steps]
        self.left = {text: index for index, text in enumerate(dict.fromkeys(self._ours))}
        self.right = {text: index for index, text in enumerate(dict.fromkeys(self._theirs))}
        self.scores = dict(meaning.alike(list(self.left), list(self.right)))

    def score(self, i: int, j: int) -> float:
        ours, theirs = self._ours[i], self._theirs[j]
        if ours == theirs:
            return 1.0 if ours else 0.0
        return self.scores.get((self.left[ours], self.right[theirs]), 0.0)

    def partners(self, i: int) -> Iterator[tuple[float, str]]:
        """Labels of the right side that are like the label of step `i`, with their scores."""
        yield from self._by_left[self.left[self._ours[i]]]

    def index_by_label(self) -> dict[str, list[int]]:
        """The steps of the right side by label, in process order; also readies `partners`."""
        texts = list(self.right)
        self._by_left: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for (left, right), score in self.scores.items():
            self._by_left[left].append((score, texts[right]))
        for found in self._by_left.values():
            found.sort(key=lambda one: (-one[0], one[1]))
        where: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self._theirs):
            where[text].append(index)
        return where


def _pairs(a: Side, b: Side, labels: _Labels) -> Iterable[Pair]:
    if len(a.steps) * len(b.steps) <= DENSE:
        return [(i, j) for i in range(len(a.steps)) for j in range(len(b.steps))]
    where = labels.index_by_label()
    scale = len(b.steps) / len(a.steps)
    found: set[Pair] = set()
    for i in range(len(a.steps)):
        beside = round(i * scale)
        found.update((i, j) for j in _likely(labels, where, i, beside))
        found.update((i, j) for j in range(max(0, beside - 3), min(len(b.steps), beside + 4)))
    return found


def _likely(labels: _Labels, where: Mapping[str, list[int]], i: int, beside: int) -> Iterator[int]:
    left = CANDIDATES
    for _, text in labels.partners(i):
        places = where[text]
        middle = bisect_left(places, beside)
        near = places[max(0, middle - left // 2) : middle + left // 2 + 1]
        yield from near
        left -= len(near)
        if left <= 0:
            return


def _own(first: Step, second: Step, label: float) -> float:
    """What two steps say themselves: the label, lifted by a shared pattern, lowered by different ones.
    Questions that both ask are nearly as good as the same words; the same kind of letter says less."""
    pattern = _pattern(first, second)
    if pattern is None:
        return label
    if not first.name or not second.name:
        return pattern
    asks = bool(first.asks and second.asks)
    weight = WEIGHTS.pattern if asks else WEIGHTS.letter
    mixed = (WEIGHTS.label * label + weight * pattern) / (WEIGHTS.label + weight)
    others = first.part and second.part and first.part != second.part
    shown = WEIGHTS.shown_alike * pattern * (WEIGHTS.shown_to_others if others else 1.0)
    return max(mixed, shown + (1 - shown) * 0.8 * label) if asks else mixed


def _pattern(first: Step, second: Step) -> float | None:
    """Likeness of attached patterns, None when either step has none."""
    if not first.refs or not second.refs:
        return None
    refs = _overlap(frozenset(first.refs), frozenset(second.refs))
    return max(refs, 0.8 * _overlap(first.asks, second.asks))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first or second else 0.0


def _mixed(a: Side, b: Side, i: int, j: int, own: float, score: Mapping[Pair, float]) -> float:
    first, second = a.steps[i], b.steps[j]
    evidence = [(WEIGHTS.kind, _kind(first, second)), (WEIGHTS.place, 1 - abs(first.place - second.place))]
    if first.name or second.name or (first.refs and second.refs):
        evidence.append((WEIGHTS.label, own))
    if first.part and second.part:
        evidence.append((WEIGHTS.part, 1.0 if first.part == second.part else 0.0))
    around = _neighbours(a, b, first, second, score)
    if around is not None:
        evidence.append((WEIGHTS.neighbours, around))
    total = sum(weight for weight, _ in evidence)
    return round(sum(weight * value for weight, value in evidence) / total, 6)


def _neighbours(a: Side, b: Side, first: Step, second: Step, score: Mapping[Pair, float]) -> float | None:
    sides = (
        _soft_overlap(a, b, first.before, second.before, score),
        _soft_overlap(a, b, first.after, second.after, score),
    )
    said = [value for value in sides if value is not None]
    return sum(said) / len(said) if said else None


def _soft_overlap(
    a: Side, b: Side, ours: tuple[str, ...], theirs: tuple[str, ...], score: Mapping[Pair, float]
) -> float | None:
    """How well each neighbour finds a like one on the other side; None when neither side has any."""
    if not ours or not theirs:
        return None if not ours and not theirs else 0.0
    left, right = [a.index[key] for key in ours], [b.index[key] for key in theirs]
    table = [[score.get((i, j), 0.0) for j in right] for i in left]
    best: float = sum(map(max, table)) + sum(map(max, zip(*table, strict=True)))
    return best / (len(left) + len(right))


def _kind(first: Step, second: Step) -> float:
    one, two = first.node, second.node
    if one.type == two.type:
        return 1.0 if one.event_kind == two.event_kind else 0.8
    if one.is_activity and two.is_activity:
        return 0.8
    if one.is_event and two.is_event:
        return (
            0.8
            if "startEvent" not in (one.type, two.type) and "endEvent" not in (one.type, two.type)
            else 0.4
        )
    return 0.3
