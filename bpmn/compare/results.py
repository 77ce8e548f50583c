"""What a comparison gives back: frozen values, and the JSON of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

By = Literal["label", "meaning", "context", "confirmed"]
SettingName = Literal["default", "strict", "generous"]
How = Literal["matched", "reworded", "only A", "only B", "moved to other role"]
Kind = Literal[
    "scope",
    "touchpoint",
    "question",
    "evidence",
    "time",
    "wait",
    "handover",
    "decides",
    "fee",
    "outcome",
    "channel",
    "law",
    "order",
    "optional",
    "exclusive",
    "parallel",
    "repeated",
    "only",
    "role",
    "message",
]

Topic = Literal["scope", "resident", "time", "handover", "decides", "fee", "outcome", "channel", "law"]
TOPICS: tuple[Topic, ...] = (
    "scope",
    "resident",
    "time",
    "handover",
    "decides",
    "fee",
    "outcome",
    "channel",
    "law",
)
"""What a manager acts on, in the order in which it is told."""
Reason = Literal["law", "policy", "contract", "system", "habit", "unknown"]
Value = int | float | str | None


@dataclass(frozen=True)
class Match:
    """Steps of A that are the same work as steps of B: element keys in process order. `score` is 0 to 1,
    `by` what carried the decision: equal labels, labels of like meaning, the surroundings, or a person."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    score: float = 1.0
    by: By = "confirmed"

    def mirrored(self) -> Match:
        """The same match seen from the other side."""
        return Match(self.b, self.a, self.score, self.by)


@dataclass(frozen=True)
class Statement:
    """One true sentence about what differs, with the keys of the elements it speaks of in A and in B.

    `topic` is what a manager would file it under; None for what only an analyst asks. `key` names the
    difference: the same for `compare(a, b)` and `compare(b, a)` and, as long as what it speaks of keeps its
    names, for later versions of both; unique within one comparison. `reason` is a suggestion why the two
    differ and `because` one plain sentence what suggests it; None and "" where nothing does. `size`, 0 to 1,
    is how large the difference is beside others (`sentences/largest.py` says how it is measured)."""

    kind: Kind
    text: str
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    topic: Topic | None = None
    key: str = ""
    reason: Reason | None = None
    because: str = ""
    size: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The statement as the contract has it."""
        return {
            "kind": self.kind,
            "text": self.text,
            "a": list(self.a),
            "b": list(self.b),
            "topic": self.topic,
            "key": self.key,
            "reason": self.reason,
            "because": self.because,
        }


@dataclass(frozen=True)
class Figure:
    """Two values beside each other: a number, or words; None where the diagram and the facts do not say."""

    topic: Topic
    name: str
    a: Value
    b: Value


@dataclass(frozen=True)
class RowStep:
    """One step as the aligned table shows it. `number` counts the steps of its diagram in process order
    from 1; `role` is the lane or pool that does it, `part` who that is, `patterns` the slugs attached."""

    key: str
    number: int
    text: str
    role: str
    part: str | None
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of the aligned table: the steps of A, the steps of B, and how they stand to each other.
    `match` is the match behind it, None where a step stands alone."""

    a: tuple[RowStep, ...]
    b: tuple[RowStep, ...]
    how: How
    match: Match | None = None


@dataclass(frozen=True)
class Comparison:
    """Two diagrams compared.

    `summary` holds what a manager acts on, in the order of `TOPICS`; `details` what an analyst asks, the
    weightiest first. `largest` are at most three statements of either, `figures` counts and facts beside
    each other. `rows` is the aligned table in
    process order. `suggestions` has, for every step of A, up to five steps of B with their scores, best
    first. `related` is false when no step of A could be matched with any of B. `meaning` names what judged
    the labels. `same_flow`: both draw the same steps and flow, whatever else they say."""

    similarity: float
    matches: tuple[Match, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    suggestions: dict[str, tuple[tuple[str, float], ...]] = field(hash=False)
    summary: tuple[Statement, ...] = ()
    details: tuple[Statement, ...] = ()
    largest: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    rows: tuple[Row, ...] = ()
    behaviour: Literal["decided", "not decided"] = "decided"
    setting: SettingName = "default"
    meaning: str = "words"
    same_flow: bool = False

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The summary, then the details."""
        return self.summary + self.details

    @property
    def related(self) -> bool:
        """Whether any step has a partner, or there was nothing to pair."""
        return bool(self.matches) or self.similarity == 1.0

    def to_json(self) -> dict[str, Any]:
        """The `compare --json` document of the contract."""
        return {
            "similarity": self.similarity,
            "matches": [
                {"a": list(match.a), "b": list(match.b), "score": match.score, "by": match.by}
                for match in self.matches
            ],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
            "suggestions": {
                key: [[partner, score] for partner, score in partners]
                for key, partners in self.suggestions.items()
            },
            "statements": [said.to_json() for said in self.statements],
            "largest": [said.key for said in self.largest],
            "figures": [
                {"topic": figure.topic, "name": figure.name, "a": figure.a, "b": figure.b}
                for figure in self.figures
            ],
            "behaviour": self.behaviour,
            "same_flow": self.same_flow,
        }
