"""Two walks of one process side by side: which steps both took, where they part, what was answered differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bpmn.conditions import Answer
from engine.taken import Taken

State = Literal["same", "other way", "other answers", "only a", "only b"]
_MIRROR: dict[State, State] = {"only a": "only b", "only b": "only a"}
MOST_CELLS = 1_000_000
"""Pairs of steps looked at when aligning; longer walks are aligned at their beginnings only."""


@dataclass(frozen=True)
class Row:
    """One line: a step of either walk, or the same step of both, by their places (from 0)."""

    a: int | None
    b: int | None
    state: State


@dataclass(frozen=True)
class AnswerChange:
    """An answer that the two do not share; None where a walk has none of that name."""

    name: str
    a: Answer | None
    b: Answer | None


@dataclass(frozen=True)
class WalksCompared:
    """`rows` hold every step of both, each walk's in its order. `parting` is the first row that is not the same,
    None when the walks are. `answers` are sorted by name."""

    rows: tuple[Row, ...]
    parting: int | None
    answers: tuple[AnswerChange, ...]

    def mirrored(self) -> WalksCompared:
        """The same, seen from the other walk."""
        rows = tuple(Row(one.b, one.a, _MIRROR.get(one.state, one.state)) for one in self.rows)
        answers = tuple(AnswerChange(one.name, one.b, one.a) for one in self.answers)
        return WalksCompared(rows, self.parting, answers)


def walks_compared(a: Sequence[Taken], b: Sequence[Taken]) -> WalksCompared:
    """Compare two histories. Steps are the same when they are of one kind at one element. Seen from either walk the
    result is the same: `walks_compared(b, a) == walks_compared(a, b).mirrored()`."""
    if _order(b) < _order(a):
        return walks_compared(b, a).mirrored()
    rows = tuple(_rows(a, b))
    parting = next((place for place, row in enumerate(rows) if row.state != "same"), None)
    return WalksCompared(rows, parting, tuple(_answers(a, b)))


def _order(steps: Sequence[Taken]) -> tuple[tuple[str, ...], ...]:
    return tuple((step.kind, step.element, *step.chose, repr(sorted(step.answers.items()))) for step in steps)


def _rows(a: Sequence[Taken], b: Sequence[Taken]) -> Iterator[Row]:
    at_a = at_b = 0
    for place_a, place_b in [*_pairs(a, b), (len(a), len(b))]:
        yield from (Row(one, None, "only a") for one in range(at_a, place_a))
        yield from (Row(None, one, "only b") for one in range(at_b, place_b))
        if place_a < len(a):
            yield Row(place_a, place_b, _state(a[place_a], b[place_b]))
        at_a, at_b = place_a + 1, place_b + 1


def _state(a: Taken, b: Taken) -> State:
    if set(a.chose) != set(b.chose):
        return "other way"
    return "same" if a.answers == b.answers else "other answers"


def _pairs(a: Sequence[Taken], b: Sequence[Taken]) -> list[tuple[int, int]]:
    """The longest run of steps that both have in one order; the shared beginning first."""
    keys_a, keys_b = [_key(step) for step in a], [_key(step) for step in b]
    begin = 0
    while begin < min(len(a), len(b)) and keys_a[begin] == keys_b[begin]:
        begin += 1
    together = [(place, place) for place in range(begin)]
    rest_a, rest_b = keys_a[begin:], keys_b[begin:]
    if len(rest_a) * len(rest_b) > MOST_CELLS:
        return together
    return together + [(i + begin, j + begin) for i, j in _longest(rest_a, rest_b)]


def _key(step: Taken) -> tuple[str, str]:
    return step.kind, step.element


def _longest(a: Sequence[tuple[str, str]], b: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """A longest common subsequence, by the places in each."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            same = a[i] == b[j]
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def _answers(a: Sequence[Taken], b: Sequence[Taken]) -> Iterator[AnswerChange]:
    last_a, last_b = _last(a), _last(b)
    for name in sorted({*last_a, *last_b}):
        if last_a.get(name) != last_b.get(name):
            yield AnswerChange(name, last_a.get(name), last_b.get(name))


def _last(steps: Sequence[Taken]) -> dict[str, Answer]:
    return {name: value for step in steps for name, value in step.answers.items()}
