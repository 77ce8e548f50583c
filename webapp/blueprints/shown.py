"""A blueprint made ready for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bpmn.compare.blueprint import Draft, SharedStep
from bpmn.naming import listed
from webapp.blueprints.gathered import Gathered
from webapp.blueprints.heatmap import HeatMap, heat_map

MOST_DISAGREE = 10
FEW = 6
IN_WORDS = {"always": "Yes", "sometimes": "Not in every case", "no": "No"}
TYPE_WORDS = {"startEvent": "Start", "endEvent": "End"}


@dataclass(frozen=True)
class Disagreement:
    """Two shared steps that some councils do in this order and others the other way round."""

    first: str
    second: str
    councils: int
    of: int


class Shown:
    """What the page of a blueprint shows; `least` is how many councils a step of the draft needs."""

    def __init__(self, gathered: Gathered, least: int) -> None:
        self.gathered, self.found, self.least = gathered, gathered.found, least

    @cached_property
    def draft(self) -> Draft:
        """The drafted diagram."""
        return self.gathered.draft(self.least)

    @property
    def steps(self) -> tuple[SharedStep, ...]:
        """The shared steps, in the majority's order."""
        return self.found.steps

    def names(self, councils: tuple[int, ...]) -> str:
        """Councils by name; of many who is missing, or the first few."""
        total = len(self.found.councils)
        if len(councils) <= FEW:
            return self._listed(councils)
        missing = tuple(number for number in range(total) if number not in councils)
        if not missing:
            return "All of them"
        if len(missing) <= FEW:
            return f"All but {self._listed(missing)}"
        return f"{self._listed(councils[:FEW])} and {len(councils) - FEW} more, named in the table below"

    def _listed(self, councils: tuple[int, ...]) -> str:
        return ", ".join(self.found.councils[number] for number in councils)

    @property
    def nothing_alone(self) -> str:
        """The councils of which every step is shared, by name."""
        numbers = range(len(self.found.councils))
        return listed(self.found.councils[number] for number in numbers if not self.found.alone(number))

    def kind(self, step: SharedStep) -> str:
        """ "Start", "End", "Event" or nothing for work."""
        return TYPE_WORDS.get(step.type, "Event" if step.type.endswith("Event") else "")

    def has(self, step: SharedStep, council: int) -> str:
        """Whether a council has a step, as a word of the matrix."""
        if council not in step.councils:
            return "no"
        return "sometimes" if council in step.optional_in else "always"

    def next_step(self, place: int) -> str:
        """How most councils that have this shared step and the next have the two; empty where none has both."""
        numbers = self.found.numbers()
        if place + 1 >= len(numbers):
            return ""
        one, two = numbers[place], numbers[place + 1]
        votes = self.found.votes
        both = int(votes.both[one, two])
        said = [
            (int(votes.before[one, two]), "This one first"),
            (int(votes.instead[one, two]), "One or the other"),
            (int(votes.beside[one, two]), "At the same time"),
            (int(votes.before[two, one]), "The next one first"),
        ]
        most, words = max(said, key=lambda one: one[0])
        return f"{words}: {most} of {both}" if most else ""

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Pairs of shared steps that councils do in different orders, the most divided first."""
        return tuple(
            sorted(self._disagreements(), key=lambda d: (-(d.of - d.councils), -d.of, d.first, d.second))
        )

    def _disagreements(self) -> Iterator[Disagreement]:
        numbers = self.found.numbers()
        before = self.found.votes.before[np.ix_(numbers, numbers)]
        for place, later in np.argwhere(np.triu((before > 0) & (before.T > 0), 1)).tolist():
            ahead, behind = int(before[place, later]), int(before[later, place])
            first, second = (place, later) if ahead >= behind else (later, place)
            names = self.found.groups[numbers[first]].name, self.found.groups[numbers[second]].name
            yield Disagreement(*names, max(ahead, behind), ahead + behind)

    @cached_property
    def heat(self) -> HeatMap:
        """The picture of how alike the councils are."""
        return heat_map(self.found.councils, self.found.likeness)

    @cached_property
    def marks(self) -> list[dict[str, str]]:
        """Marks for the draft's picture: how many councils have each step, by class and by word."""
        total = len(self.found.councils)
        found = []
        for key, number in self.draft.step_of.items():
            count = len(self.found.groups[number].councils)
            kind = "matched" if count == total else "reworded" if 2 * count >= total else "only-a"
            found.append({"id": key, "kind": kind, "word": f"{count} of {total}"})
        return found

    @property
    def drawn(self) -> list[tuple[str, SharedStep]]:
        """The steps the draft draws, with their ids there: the picture's words."""
        return [(key, self.found.groups[number]) for key, number in self.draft.step_of.items()]
