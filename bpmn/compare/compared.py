"""Two diagrams with their steps matched: what aligned rows and sentences are made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.facts import Facts
from bpmn.compare.meaning import Meaning
from bpmn.compare.results import Match
from bpmn.compare.steps import Side
from bpmn.parts import Involvement, involvement

_KIND_OF_COUNCIL = re.compile(
    r"\s+((metropolitan|county|city|district|borough|town)\s+)*(council|authority|corporation)\b.*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Compared:
    """Both sides, their matches, what is known beside the diagrams, and what judges labels. `near` are pairs of
    steps that were not matched but nearly (`near.py`), by their keys in A and B."""

    a: Side
    b: Side
    matches: tuple[Match, ...]
    facts_a: Facts
    facts_b: Facts
    meaning: Meaning
    near: tuple[tuple[str, str], ...] = ()

    @cached_property
    def names(self) -> tuple[str, str]:
        """What to call the two in a sentence: the councils' short names when both are known and differ,
        else A, B."""
        first, second = short_name(self.facts_a.council or ""), short_name(self.facts_b.council or "")
        return (first, second) if first and second and first != second else ("A", "B")

    @cached_property
    def involvements(self) -> tuple[Involvement, Involvement]:
        """Contacts with the resident and handovers of both."""
        return involvement(self.a.diagram), involvement(self.b.diagram)

    @cached_property
    def facts(self) -> tuple[Facts, Facts]:
        """What is known of both beside the diagrams."""
        return self.facts_a, self.facts_b

    @cached_property
    def match_of_a(self) -> Mapping[str, Match]:
        """The match each step of A stands in."""
        return {key: match for match in self.matches for key in match.a}

    @cached_property
    def match_of_b(self) -> Mapping[str, Match]:
        """The match each step of B stands in."""
        return {key: match for match in self.matches for key in match.b}

    @cached_property
    def only_a(self) -> tuple[str, ...]:
        """Steps of A without a partner, in process order."""
        return tuple(step.key for step in self.a.steps if step.key not in self.match_of_a)

    @cached_property
    def only_b(self) -> tuple[str, ...]:
        """Steps of B without a partner, in process order."""
        return tuple(step.key for step in self.b.steps if step.key not in self.match_of_b)

    def called(self, match: Match) -> str:
        """A match by A's wording: `'Check crew log'`, or both steps of a group."""
        return " and ".join(self.a.called(key) for key in match.a[:2])

    def alike(self, first: str, second: str) -> float:
        """How like two texts are in meaning, 0 to 1."""
        if not first.strip() or not second.strip():
            return 0.0
        return self.meaning.alike([first], [second]).get((0, 0), 0.0)


def short_name(council: str) -> str:
    """`Northmoor` of "Northmoor Borough Council (example)"; of "London Borough of Hackney", "Hackney"."""
    flat = re.sub(r"\s*\([^)]*\)", "", " ".join(council.split()))
    flat = re.sub(r"^(the\s+)?(london|royal)\s+borough of\s+(?=\w)", "", flat, flags=re.IGNORECASE)
    return _KIND_OF_COUNCIL.sub("", flat) or flat
