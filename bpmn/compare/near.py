"""Steps that were nearly matched: left alone on both sides, yet each is the other's likeliest partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bpmn.compare.likeness import Likeness
from bpmn.compare.people import NOBODY, People
from bpmn.compare.results import Match
from bpmn.compare.steps import Side, Step

NEAR = 0.43
"""The least likeness of two unmatched steps of which it is not said outright that only one side has them
(docs/decisions/comparing.md)."""


def near_matches(
    a: Side, b: Side, matches: Sequence[Match], judged: Likeness, people: People = NOBODY
) -> tuple[tuple[str, str], ...]:
    """Pairs of keys: steps of the same sort, neither of them matched, at least `NEAR` alike and each more alike
    than any other that is left. Nothing that a person rejected or said to have no partner."""
    ours = _left(a, {key for match in matches for key in match.a}, "a", people)
    theirs = _left(b, {key for match in matches for key in match.b}, "b", people)
    if not ours or not theirs:
        return ()
    score = judged.score[np.ix_([a.index[s.key] for s in ours], [b.index[s.key] for s in theirs])]
    found = [
        (ours[i], theirs[j], float(score[i, j]))
        for i, j in np.argwhere(score >= NEAR)
        if _sort(ours[i]) == _sort(theirs[j]) and (ours[i].key, theirs[j].key) not in people.rejected
    ]
    ours_best, theirs_best = (
        _best((one.key, likely) for one, _, likely in found),
        _best((two.key, likely) for _, two, likely in found),
    )
    return tuple(
        (one.key, two.key)
        for one, two, likely in found
        if ours_best[one.key] == theirs_best[two.key] == (likely, 1)
    )


def _left(side: Side, matched: set[str], which: str, people: People) -> list[Step]:
    return [step for step in side.steps if step.key not in matched and (which, step.key) not in people.alone]


def _best(scores: Iterable[tuple[str, float]]) -> dict[str, tuple[float, int]]:
    """For each key its highest score, and how often it is reached."""
    found: dict[str, tuple[float, int]] = {}
    for key, score in scores:
        top, times = found.get(key, (score, 0))
        if score >= top:
            found[key] = (score, times + 1 if score == top else 1)
    return found


def _sort(step: Step) -> str:
    return "work" if step.node.is_activity else step.node.type
