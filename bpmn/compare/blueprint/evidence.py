"""From diagrams to what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum

import numpy as np

from bpmn.compare.blended import usual_meaning
from bpmn.compare.blueprint.clusters import clusters
from bpmn.compare.blueprint.pairs import PerPair, Pulls, given, pulls
from bpmn.compare.blueprint.ranking import ranking
from bpmn.compare.blueprint.record import Blueprint, Counts, SharedStep
from bpmn.compare.blueprint.seen import seen
from bpmn.compare.blueprint.votes import votes
from bpmn.compare.meaning import Meaning, normal
from bpmn.compare.relations import Relations, relations
from bpmn.compare.results import Comparison, SettingName
from bpmn.compare.steps import Side, Step, side
from bpmn.errors import TooMuch
from bpmn.model import Diagram
from bpmn.naming import kind_in_words
from bpmn.patterns import Pattern

MOST_STEPS = 4_000
Member = tuple[int, int]
"""A side, and the place of a step in it."""


def blueprint(
    diagrams: Sequence[Diagram],
    councils: Sequence[str] | None = None,
    *,
    at_least: int | None = None,
    confirmed: PerPair | None = None,
    rejected: PerPair | None = None,
    patterns: Mapping[str, Pattern] | None = None,
    setting: SettingName = "default",
    meaning: Meaning | None = None,
) -> Blueprint:
    """What some councils' diagrams of the same service have in common.

    `councils` are names in the order of the diagrams ("Council 1" and so on without). A step is shared when
    `at_least` councils have it (two; one where there is one diagram). `confirmed` and `rejected` matches, by the
    places of two councils, are kept as they are and never made. The result does not depend on the order of
    the diagrams, but for the numbers by which they are named. Raises `TooMuch` for more than 4,000 steps together."""
    names = list(councils or (f"Council {number}" for number in range(1, len(diagrams) + 1)))
    if len(names) != len(diagrams):
        raise ValueError("There must be as many names as diagrams.")
    sides, ranked = _ranked(diagrams, names, patterns)
    place = {number: at for at, number in enumerate(ranked)}
    steps = sum(len(one.steps) for one in sides)
    meaning = meaning or usual_meaning(steps if len(sides) < 3 else steps // 3)
    found = pulls(sides, _moved(confirmed, place), _moved(rejected, place), setting, meaning)
    made = _Made(sides, ranked, found)
    return made.blueprint(names, at_least, meaning.name)


def as_compared(a: Diagram, b: Diagram, names: tuple[str, str], found: Comparison) -> Blueprint:
    """The same of two diagrams that were compared: what was matched there is one step, and nothing else is."""
    sides, ranked = _ranked([a, b], names, None)
    turned = ranked[0] == 1
    matches = [match.mirrored() if turned else match for match in found.matches]
    made = _Made(sides, ranked, given(sides, matches, found.similarity))
    return made.blueprint(list(names), 1, found.meaning)


def _ranked(
    diagrams: Sequence[Diagram], names: Sequence[str], patterns: Mapping[str, Pattern] | None
) -> tuple[list[Side], list[int]]:
    """The sides in an order that depends only on what they say, and the caller's number of each."""
    sides = [side(diagram, patterns) for diagram in diagrams]
    steps = sum(len(one.steps) for one in sides)
    if steps > MOST_STEPS:
        raise TooMuch(
            f"The diagrams have {steps:,} steps together; at most {MOST_STEPS:,} can be grouped: take fewer diagrams."
        )
    ranked = sorted(range(len(sides)), key=lambda n: (sides[n].fingerprint, names[n], n))
    return [sides[number] for number in ranked], ranked


def _moved(said: PerPair | None, place: Mapping[int, int]) -> PerPair:
    return {(place[one], place[two]): tuple(matches) for (one, two), matches in (said or {}).items()}


class _Made:
    """The groups, worked out in an order of the sides that only depends on what they say. `ranked[s]` is the
    caller's number of side s."""

    def __init__(self, sides: list[Side], ranked: list[int], found: Pulls) -> None:
        self.sides, self.ranked, self.found = sides, ranked, found
        self.relations = [relations(one) for one in sides]
        self.home = [s for s, one in enumerate(sides) for _ in one.steps]
        grouped = clusters(self.home, found.weights, found.together)
        self.groups = [[(self.home[n], n - found.first[self.home[n]]) for n in group] for group in grouped]
        self.sure = self._sure()
        self.by_hand = {step for steps in found.together for step in steps}

    def blueprint(self, names: list[str], at_least: int | None, meaning: str) -> Blueprint:
        """Everything put together, the groups in the majority's order."""
        looks = [seen(one) for one in self.sides]
        steps = [self._shared(group) for group in self.groups]
        counted = votes([self._places(s) for s in range(len(self.sides))], looks)
        start = sorted(range(len(steps)), key=lambda n: (steps[n].place, -len(steps[n].councils), n))
        order = ranking(start, counted.before - counted.before.T)
        back = np.array(order, np.int64)
        tables = (counted.both, counted.before, counted.instead, counted.beside)
        turned = sorted(range(len(self.ranked)), key=lambda s: self.ranked[s])
        return Blueprint(
            councils=tuple(names),
            groups=tuple(steps[n] for n in order),
            votes=type(counted)(*(table[np.ix_(back, back)] for table in tables)),
            likeness=self._likeness(),
            least=max(1, at_least) if at_least is not None else min(2, len(names)),
            sides=tuple(self.sides[s] for s in turned),
            seen=tuple(looks[s] for s in turned),
            meaning=meaning,
        )

    def _places(self, which: int) -> list[list[int]]:
        return [[at for s, at in group if s == which] for group in self.groups]

    def _likeness(self) -> tuple[tuple[float, ...], ...]:
        place = {number: s for s, number in enumerate(self.ranked)}
        numbers = range(len(self.ranked))

        def alike(one: int, two: int) -> float:
            first, second = sorted((place[one], place[two]))
            return 1.0 if one == two else self.found.alike[first, second]

        return tuple(tuple(alike(one, two) for two in numbers) for one in numbers)

    def _sure(self) -> Counter[int]:
        """How surely each step was matched with steps of its own group, in all."""
        group_of = {self.found.number(*member): n for n, group in enumerate(self.groups) for member in group}
        found: Counter[int] = Counter()
        for (one, two), weight in self.found.weights.items():
            if weight > 0 and group_of[one] == group_of[two]:
                found[one] += weight
                found[two] += weight
        return found

    def _shared(self, group: list[Member]) -> SharedStep:
        steps = {member: self.sides[member[0]].steps[member[1]] for member in group}
        by_side: dict[int, list[Step]] = {}
        for member, step in steps.items():
            by_side.setdefault(member[0], []).append(step)
        members = sorted((self.ranked[s], tuple(step.key for step in held)) for s, held in by_side.items())
        named = [(s, step.name) for (s, _), step in steps.items() if step.name]
        drawn = _drawn(steps)
        return SharedStep(
            name=self._name(drawn),
            type=_counted((s, step.node.type) for (s, _), step in drawn.items())[0][0],
            councils=tuple(council for council, _ in members),
            members=tuple(members),
            wordings=_counted(named),
            roles=_counted((s, step.role) for (s, _), step in steps.items() if step.role),
            parts=_counted((s, step.part) for (s, _), step in steps.items() if step.part),
            types=_counted((s, step.node.type) for (s, _), step in steps.items()),
            patterns=_counted((s, ref) for (s, _), step in steps.items() for ref in step.refs),
            optional_in=self._councils(by_side, _is_optional),
            repeated_in=self._councils(by_side, _is_repeated),
            place=round(fsum(step.place for step in steps.values()) / len(steps), 6),
            confirmed=any(self.found.number(*member) in self.by_hand for member in steps),
        )

    def _councils(
        self, by_side: Mapping[int, list[Step]], holds: Callable[[Relations, list[Step]], bool]
    ) -> tuple[int, ...]:
        return tuple(
            sorted(self.ranked[s] for s, steps in by_side.items() if holds(self.relations[s], steps))
        )

    def _name(self, steps: Mapping[Member, Step]) -> str:
        """The wording most councils use; among equals the one most surely matched with the others', then the
        shortest."""
        said = {(s, normal(step.name)) for (s, _), step in steps.items() if step.name}
        often = Counter(text for _, text in said)
        sure: Counter[str] = Counter()
        for member, step in steps.items():
            sure[step.name] += self.sure[self.found.number(*member)]
        spelled = Counter(step.name for step in steps.values() if step.name)
        if not often:
            return f"Unnamed {kind_in_words(next(iter(steps.values())).node)}"
        return min(
            spelled, key=lambda text: (-often[normal(text)], -spelled[text], -sure[text], len(text), text)
        )


def _drawn(steps: Mapping[Member, Step]) -> dict[Member, Step]:
    """The steps that are of the sort most councils draw: work, an end, a start or an event on the way."""
    sorts = Counter(sort for _, sort in {(s, _sort(step)) for (s, _), step in steps.items()})
    chosen = min(sorts, key=lambda sort: (-sorts[sort], sort))
    return {member: step for member, step in steps.items() if _sort(step) == chosen}


def _sort(step: Step) -> int:
    if step.node.is_activity:
        return 0
    return {"endEvent": 1, "startEvent": 2}.get(step.node.type, 3)


def _is_optional(known: Relations, steps: list[Step]) -> bool:
    return all(known.sometimes(step.key) for step in steps)


def _is_repeated(known: Relations, steps: list[Step]) -> bool:
    return any(bool(known.repeats(step.key)) for step in steps)


def _counted(said: Iterable[tuple[int, str]]) -> Counts:
    """Texts with how many sides say each, the most frequent first, then by the text."""
    found = Counter(text for _, text in set(said))
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))
