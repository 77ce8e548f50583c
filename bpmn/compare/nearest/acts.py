"""The few things done in nearly every service, known by the words of a step, and which comes before which."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.compare.graph import reachable
from bpmn.compare.meaning import negated, speaks_of
from bpmn.compare.steps import Side, Step

ACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a refund", ("refund",)),
    ("a payment", ("pay",)),
    ("a visit", ("visit",)),
    ("a decision", ("decide", "approve", "decline")),
    ("an appeal", ("review",)),
    ("a reminder", ("remind",)),
    ("a cancellation", ("cancel",)),
    ("proof or papers", ("proof",)),
    ("a booking", ("book", "slot")),
)
"""What it is called, and the meanings (`bpmn.compare.vocabulary`) that tell it. The first that fits a step counts.
An act is known by its place here, from 1; 0 is none."""
NONE = 0
TOLD_FIRST = (
    (2, 4), (8, 4), (3, 4), (2, 9), (9, 3), (4, 2), (3, 2), (2, 3), (4, 9), (4, 5), (6, 4), (6, 7), (7, 1), (4, 1),
)  # fmt: skip
"""Pairs of acts worth a sentence, the most telling first."""
MOST_NODES = 3_000


def act_of(label: str) -> int:
    """Which act a step is, by its label; `NONE` for any other, and for one that says it is not done."""
    if not label or negated(label):
        return NONE
    return next((number for number, (_, names) in enumerate(ACTS, 1) if speaks_of(label, *names)), NONE)


def orders(side: Side, steps: Iterable[tuple[Step, int]]) -> frozenset[tuple[int, int]]:
    """The pairs of `TOLD_FIRST` that hold in a diagram: a step of the first act can come before one of the second,
    and none of the second before one of the first."""
    if len(side.diagram.nodes) > MOST_NODES:
        return frozenset()
    act = {step.key: number for step, number in steps if number}
    ahead = reachable(side.graph.with_messages, act)
    follows = {(act[first], act[second]) for first in act for second in ahead[first] if second in act}
    return frozenset(pair for pair in TOLD_FIRST if pair in follows and pair[::-1] not in follows)


def in_words(pair: tuple[int, int]) -> str:
    """`a payment before a decision`."""
    return f"{ACTS[pair[0] - 1][0]} before {ACTS[pair[1] - 1][0]}"
