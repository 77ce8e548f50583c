"""A net: numbered places that hold tokens and transitions that move them (BPMN 2.0.2, chapter 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Marking = tuple[int, ...]
"""A situation: the places that hold a token, in order, each as often as it holds one."""


@dataclass(frozen=True)
class InclusiveJoin:
    """An inclusive join's condition (13.4.3): it takes one token from each marked way, and may do so when no
    token that could still reach an empty way stands anywhere but where it could reach a marked one too.

    `before` gives for each way's place those from which a token could still arrive there.
    """

    ways: tuple[int, ...]
    before: Mapping[int, frozenset[int]] = field(hash=False)

    def takes(self, marked: frozenset[int]) -> tuple[int, ...]:
        """The places it would take from, or () when it has to wait."""
        arrived = tuple(way for way in self.ways if way in marked)
        if not arrived or len(arrived) == len(self.ways):
            return arrived
        awaited = frozenset().union(*(self.before[way] for way in self.ways if way not in marked))
        excused = frozenset().union(*(self.before[way] for way in arrived))
        return () if awaited & marked - excused else arrived


@dataclass(frozen=True)
class Transition:
    """One thing that can happen. It takes a token from each of `takes` (or as `inclusive` says), may happen
    only when all of `empty` are, removes every token from `clears` and puts one on each of `gives`.

    `station` is the normal form's station it happens at, `chosen` the ways it picks where there was a choice.
    """

    station: str
    takes: tuple[int, ...]
    gives: tuple[int, ...]
    empty: frozenset[int] = frozenset()
    clears: frozenset[int] = frozenset()
    inclusive: InclusiveJoin | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Net:
    """A net with its places' names, its first situation and, by way key, the place that stands for each way.

    `once` are places that never hold two tokens in what is explored: scopes that are active.
    """

    places: tuple[str, ...]
    transitions: tuple[Transition, ...]
    start: Marking
    way_places: Mapping[str, int] = field(hash=False)
    station_places: Mapping[str, frozenset[int]] = field(hash=False)
    once: frozenset[int] = frozenset()

    @cached_property
    def triggered_by(self) -> dict[int, tuple[int, ...]]:
        """For each place the transitions whose first input it is (any input for an inclusive join)."""
        found: dict[int, list[int]] = {}
        for number, transition in enumerate(self.transitions):
            for place in transition.inclusive.ways if transition.inclusive else transition.takes[:1]:
                found.setdefault(place, []).append(number)
        return {place: tuple(numbers) for place, numbers in found.items()}

    @cached_property
    def settled(self) -> frozenset[int]:
        """Transitions that may be tried alone, with those that take exactly the same: nothing else takes
        from their places, and whatever may clear those clears what they give as well, so trying others
        first leads nowhere new. (A persistent set in the sense of Godefroid: it keeps every situation
        from which nothing can happen.)"""
        takers: dict[int, set[tuple[int, ...]]] = {}
        for transition in self.transitions:
            taken = transition.inclusive.ways if transition.inclusive else transition.takes
            for place in taken:
                takers.setdefault(place, set()).add(taken)
        clearing = {transition.clears for transition in self.transitions if transition.clears}
        unsettled = {
            transition.takes
            for transition in self.transitions
            if transition.inclusive is not None
            or transition.empty
            or transition.clears
            or any(len(takers[place]) > 1 for place in transition.takes)
            or not all(_goes_with(transition, cleared) for cleared in clearing)
        }
        return frozenset(
            number for number, transition in enumerate(self.transitions) if transition.takes not in unsettled
        )


def _goes_with(transition: Transition, cleared: frozenset[int]) -> bool:
    touched = (*transition.takes, *transition.gives)
    return cleared.isdisjoint(transition.takes) or all(place in cleared for place in touched)
