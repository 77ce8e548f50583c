"""A comparison made ready for its pages: what a manager acts on, what an analyst looks up, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bpmn.compare import Statement
from bpmn.compare.results import TOPICS, Figure, Topic
from webapp.comparisons.compared import Pair
from webapp.store.queries.decisions import Decided

FIRST_DETAILS = 10
TITLES: dict[Topic, str] = {
    "scope": "Where it begins and ends",
    "resident": "What the resident must do",
    "time": "Time",
    "handover": "Handovers",
    "decides": "Who decides",
    "fee": "Money",
    "outcome": "Who qualifies, and how it can end",
    "channel": "Channels and help",
    "law": "Legal basis",
}


@dataclass(frozen=True)
class Difference:
    """A sentence and what was decided about it, A's decisions first. `in_a` and `in_b` are the numbers of the steps
    it speaks of, as in the table; what is no step has none."""

    said: Statement
    decided: tuple[Decided, ...]
    in_a: tuple[int, ...]
    in_b: tuple[int, ...]

    @property
    def key(self) -> str:
        """What names it across versions."""
        return self.said.key


@dataclass(frozen=True)
class Section:
    """One topic: the two in figures beside each other, and what differs."""

    topic: Topic
    title: str
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Shown:
    """A pair with the decisions about it that count."""

    pair: Pair
    decisions: tuple[Decided, ...]

    @property
    def scope(self) -> tuple[Difference, ...]:
        """What differs in where they begin and end: it comes before everything else."""
        return tuple(one for one in self._summary if one.said.topic == "scope")

    @property
    def largest(self) -> tuple[Difference, ...]:
        """The largest differences; one of scope stands above them already."""
        return tuple(self._shown(said) for said in self.pair.comparison.largest if said.topic != "scope")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every topic about which there is something to say, in the order a manager asks."""
        comparison = self.pair.comparison
        found = []
        for topic in TOPICS:
            figures = tuple(one for one in comparison.figures if one.topic == topic and _is_said(one))
            differences = tuple(one for one in self._summary if one.said.topic == topic)
            if figures or differences:
                found.append(Section(topic, TITLES[topic], figures, differences))
        return tuple(found)

    @property
    def size(self) -> tuple[Figure, ...]:
        """How large the two are: what the comparison files under scope, else what was counted at the upload."""
        said = tuple(one for one in self.pair.comparison.figures if one.topic == "scope" and _is_said(one))
        a, b = self.pair.a.version.counts, self.pair.b.version.counts
        return said or tuple(
            Figure("scope", name, a.get(key), b.get(key))
            for name, key in (("Steps", "steps"), ("Roles", "roles"))
        )

    @property
    def quiet(self) -> tuple[str, ...]:
        """The topics in which nothing was found to differ."""
        loud = {section.topic for section in self.sections if section.differences}
        return tuple(TITLES[topic] for topic in TOPICS if topic not in loud)

    @cached_property
    def details(self) -> tuple[Difference, ...]:
        """What an analyst asks, the weightiest first."""
        return tuple(self._shown(said) for said in self.pair.comparison.details)

    @property
    def first_details(self) -> tuple[Difference, ...]:
        """The first of them."""
        return self.details[:FIRST_DETAILS]

    @property
    def more_details(self) -> tuple[Difference, ...]:
        """The others."""
        return self.details[FIRST_DETAILS:]

    @property
    def gone(self) -> tuple[Decided, ...]:
        """Decisions about what no longer differs. One that was made in another setting may still differ in that."""
        comparison = self.pair.comparison
        known = {said.key for said in comparison.statements}
        return tuple(
            one for one in self.decisions if one.key not in known and one.setting == comparison.setting
        )

    def difference(self, key: str) -> Difference | None:
        """The difference of that name."""
        said = next((one for one in self.pair.comparison.statements if one.key == key), None)
        return self._shown(said) if said is not None else None

    def after(self, key: str) -> str | None:
        """The name of the difference after that one, as the page has them; None after the last."""
        keys = [said.key for said in self.pair.comparison.statements]
        following = keys[keys.index(key) + 1 :] if key in keys else []
        return following[0] if following else None

    @cached_property
    def _summary(self) -> tuple[Difference, ...]:
        return tuple(self._shown(said) for said in self.pair.comparison.summary)

    def _shown(self, said: Statement) -> Difference:
        ours, theirs = self.pair.numbers
        decided = [one for one in self.decisions if one.key == said.key]
        decided.sort(key=lambda one: one.process.id != self.pair.a.process.id)
        in_a = tuple(sorted(ours[key] for key in said.a if key in ours))
        return Difference(
            said, tuple(decided), in_a, tuple(sorted(theirs[key] for key in said.b if key in theirs))
        )


def _is_said(figure: Figure) -> bool:
    return figure.a is not None or figure.b is not None
