"""The processes of the library that say the most like this one: by the stems of the words drawn in them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from webapp.permissions import Person
from webapp.store.queries.processes import ProcessLine, lines, listed
from webapp.store.tables import Process, Version

SAME_SERVICE = 0.15
"""What belonging to the same service adds to a likeness of 0 to 1."""
LEAST = 0.05


@dataclass(frozen=True)
class Near:
    """A process that is like another, and how much: 0 to 1."""

    line: ProcessLine
    likeness: float


def nearest(
    session: Session, process: Process, person: Person | None = None, limit: int = 3
) -> tuple[Near, ...]:
    """The processes most like this one, best first; versions taken down and other tries are none of them."""
    rows = session.execute(
        select(Process.id, Process.lgsl, Process.job, Version.labels)
        .join(Version, and_(Version.process_id == Process.id, Version.number == Process.current_number))
        .where(listed(person), Process.state.in_(("published", "draft")), Process.id != process.id)
    ).all()
    own = _stems([process.job, *process.current.labels])
    bags = {row.id: _stems([row.job, *row.labels]) for row in rows}
    weights = _weights([own, *bags.values()])
    scored = [
        (
            _likeness(own, bags[row.id], weights) + SAME_SERVICE * (row.lgsl == process.lgsl is not None),
            row.id,
        )
        for row in rows
    ]
    best = sorted(
        ((score, number) for score, number in scored if score >= LEAST), key=lambda s: (-s[0], s[1])
    )
    scores = {number: min(1.0, score) for score, number in best[:limit]}
    return tuple(Near(line, scores[line.id]) for line in lines(session, scores, person))


def _stems(texts: Iterable[str]) -> Counter[str]:
    return Counter(_stem(word) for text in texts for word in re.findall(r"[a-z]{3,}", text.lower()))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))


def _weights(bags: list[Counter[str]]) -> dict[str, float]:
    """Inverse document frequency (Sparck Jones 1972), smoothed: a word in every diagram says little."""
    frequency = Counter(word for bag in bags for word in bag)
    return {word: math.log((1 + len(bags)) / (1 + count)) + 0.1 for word, count in frequency.items()}


def _likeness(a: Counter[str], b: Counter[str], weights: dict[str, float]) -> float:
    """The cosine of the two weighted bags of words."""
    dot = sum(_value(a, word, weights) * _value(b, word, weights) for word in a.keys() & b.keys())
    length = _length(a, weights) * _length(b, weights)
    return dot / length if length else 0.0


def _value(bag: Counter[str], word: str, weights: dict[str, float]) -> float:
    return (1 + math.log(bag[word])) * weights[word]


def _length(bag: Counter[str], weights: dict[str, float]) -> float:
    return math.sqrt(sum(_value(bag, word, weights) ** 2 for word in bag))
