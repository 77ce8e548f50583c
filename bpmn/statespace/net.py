"""A net: numbered places that hold tokens and transitions that move them (BPMN 2.0.2, chapter 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """A net with its places' names, its first situation, the place that stands for each way by its key, and
    the places at which a token stands at each station by its key."""

    places: tuple[str, ...]
    transitions: tuple[Transition, ...]
    start: Marking
    way_places: Mapping[str, int] = field(hash=False)
    station_places: Mapping[str, frozenset[int]] = field(hash=False)
