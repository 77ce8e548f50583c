"""A net's transitions as moves: what a reduction may join together, with what each of them says about the
properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bpmn.model import ACTIVITIES
from bpmn.semantics import NormalForm, Station
from bpmn.statespace.extent import undoes
from bpmn.statespace.net import InclusiveJoin, Net, Transition


@dataclass(frozen=True, slots=True)
class Either:
    """Two ways to make the same move; `ends` are the bits of the ends that `one` reaches."""

    one: Parts
    other: Parts
    ends: int


Parts = int | tuple["Parts", "Parts"] | Either | None
"""Transition numbers in the order in which they happen, as a tree: joining two is then cheap."""


class Ends(NamedTuple):
    """Which ends are reached in a move, as bits: `first` before (and `last` after) what starts their scope
    anew, `kill` those whose scope starts anew or is over, `twice` those reached twice within one run of
    their scope."""

    first: int = 0
    last: int = 0
    kill: int = 0
    twice: int = 0

    def then(self, after: Ends) -> Ends:
        """Both, one after the other."""
        if after is NOTHING:
            return self
        if self is NOTHING:
            return after
        return Ends(
            self.first | (after.first & ~self.kill),
            after.last | (self.last & ~after.kill),
            self.kill | after.kill,
            self.twice | after.twice | (self.last & after.first),
        )

    def or_else(self, other: Ends) -> Ends:
        """One or the other. What can be reached twice is asked of each end by itself, so nothing is lost by
        keeping both in one record, as long as `kill` is the same."""
        if self == other:
            return self
        return Ends(self.first | other.first, self.last | other.last, self.kill, self.twice | other.twice)


NOTHING = Ends()


class Move(NamedTuple):
    """One or more transitions that happen in one go; `covers` are the activities done in it, as bits."""

    takes: tuple[int, ...]
    gives: tuple[int, ...]
    empty: frozenset[int]
    clears: frozenset[int]
    inclusive: InclusiveJoin | None
    parts: Parts
    covers: int
    ends: Ends

    @property
    def inputs(self) -> tuple[int, ...]:
        """The places it takes from, or may take from."""
        return self.inclusive.ways if self.inclusive is not None else self.takes

    @property
    def simple(self) -> bool:
        """Whether it takes one token and neither asks nor clears anything else."""
        return len(self.takes) == 1 and not self.empty and not self.clears and self.inclusive is None


def flatten(parts: Parts, wanted: int = 0) -> Iterator[int]:
    """The transition numbers, in order; where there is a choice, one that reaches a `wanted` end."""
    rest = [parts]
    while rest:
        part = rest.pop()
        if isinstance(part, Either):
            rest.append(part.one if not wanted or part.ends & wanted else part.other)
        elif isinstance(part, tuple):
            rest += [part[1], part[0]]
        elif part is not None:
            yield part


@dataclass(frozen=True)
class Moves:
    """A net as moves. `first` is the place that is marked before anything happens. `activities` and `ends`
    name the bits of `covers` and of `Ends`: stations, and from `len(ends)` on the net's places (flows).

    A place is one of three kinds. Of a `message` place the number of tokens counts. An `offer` (a reminder
    that may still come, a watch that is kept) is there or not. All others hold a token of the case: two of
    them in one place is what "unsafe" means. `idle` are places in which a token may lie when all is over,
    `scopes` those of sub-processes and processes that go on, `watched` those with event sub-processes in them: they are
    over at once when nothing is left in them, so that nothing can strike afterwards.

    `twins` are places left out because they always hold what another holds, by that other; `spins` those in
    which a token could go round for ever, but for what was left out as leading nowhere new.
    """

    net: Net
    moves: tuple[Move, ...]
    first: int
    activities: tuple[str, ...]
    ends: tuple[str, ...]
    messages: frozenset[int]
    offers: frozenset[int]
    idle: frozenset[int]
    scopes: frozenset[int]
    watched: frozenset[int]
    twins: dict[int, tuple[int, ...]] = field(default_factory=dict, hash=False)
    spins: frozenset[int] = frozenset()

    def flow_bit(self, place: int) -> int:
        """The bit that stands for a token that ends on this flow."""
        return 1 << (len(self.ends) + place)

    def closes(self, move: Move) -> bool:
        """Whether the move is the end of a watched scope."""
        return bool(move.empty) and len(move.takes) == 1 and move.takes[0] in self.watched

    def is_checked(self, place: int) -> bool:
        """Whether it may hold no more than one token."""
        return place not in self.messages and place not in self.offers


def moves_of(form: NormalForm, net: Net) -> Moves:
    """Every transition as a move of its own, after one that marks the start."""
    return _Maker(form, net).make()


class _Maker:
    def __init__(self, form: NormalForm, net: Net) -> None:
        self.form = form
        self.net = net
        self.place = {name: number for number, name in enumerate(net.places)}
        inside = list(net.station_places)
        self.activities = tuple(
            key for key in inside if _is_activity(form.stations[key]) and not undoes(form, key)
        )
        self.ends = tuple(key for key in inside if _is_end(form.stations[key]))
        self.activity_bit = {key: 1 << number for number, key in enumerate(self.activities)}
        self.end_bit = {key: 1 << number for number, key in enumerate(self.ends)}
        self.messages = frozenset(self._named("message "))
        self.kills = dict(self._kills())
        self.bits: dict[frozenset[int], int] = {}
        self.opens = {
            place: bit for key, bit in self.activity_bit.items() if (place := self.place.get(f"in {key}"))
        }

    def make(self) -> Moves:
        first = len(self.net.places)
        start = Move((first,), self.net.start, frozenset(), frozenset(), None, None, 0, NOTHING)
        moves = [start, *(self._move(number, t) for number, t in enumerate(self.net.transitions))]
        offers = frozenset(self._named("may ")) | frozenset(self._named("watch "))
        return Moves(
            self.net,
            tuple(moves),
            first,
            self.activities,
            self.ends,
            self.messages,
            offers,
            self.messages | offers | frozenset(self._named("in ")) | frozenset(self._not_begun()),
            frozenset(self._named("in ")),
            frozenset(self.place[f"in {key}"] for key in self._watched()),
        )

    def _named(self, kind: str) -> Iterator[int]:
        return (number for name, number in self.place.items() if name.startswith(kind))

    def _kills(self) -> Iterator[tuple[int, int]]:
        """For the place of each scope that may run more than once, the bits of the ends directly in it."""
        for key, scope in self.form.scopes.items():
            place = self.place.get(f"in {key}")
            if place is None or scope.kind == "process":
                continue
            bits = 0
            for inner in scope.stations:
                bits |= self.end_bit.get(inner, 0)
            yield place, bits

    def _watched(self) -> Iterator[str]:
        """The scopes in which an event sub-process may strike."""
        for key, scope in self.form.scopes.items():
            if scope.watches and f"in {key}" in self.place:
                yield key

    def _not_begun(self) -> Iterator[int]:
        """Where a token stands in a process that nothing has started yet."""
        for key, scope in self.form.scopes.items():
            if scope.kind != "process" or scope.start is None or f"in {key}" not in self.place:
                continue
            start = self.form.stations[scope.start]
            targets = [self.form.ways[way].target for way in start.ways_out]
            stations = [start, *(self.form.stations[target] for target in targets if target is not None)]
            for station in stations:
                if station.waits or station is start or station.split == "race":
                    yield from self.net.station_places[station.key]

    def _move(self, number: int, transition: Transition) -> Move:
        return Move(
            transition.takes,
            tuple(sorted(transition.gives)),
            transition.empty,
            transition.clears,
            transition.inclusive,
            number,
            self._covers(transition),
            self._ends_of(transition),
        )

    def _covers(self, transition: Transition) -> int:
        """What is done in it: a step; of a race the step that wins it; a sub-process by being entered."""
        station = self.form.stations[transition.station]
        entered = _all_of(self.opens.get(place, 0) for place in transition.gives)
        if station.split == "race" or station.role == "start":
            targets = [self.form.ways[way].target for way in transition.chosen]
            return entered | _all_of(
                self.activity_bit.get(key or "", 0) for key in targets if self._took(transition)
            )
        if station.waits and self.messages.isdisjoint(transition.takes):
            return entered
        return entered | self.activity_bit.get(station.key, 0)

    def _took(self, transition: Transition) -> bool:
        return not self.messages.isdisjoint(transition.takes) or not any(
            self.form.stations[target].waits
            for way in transition.chosen
            if (target := self.form.ways[way].target) is not None
        )

    def _ends_of(self, transition: Transition) -> Ends:
        changed = set(transition.takes) ^ set(transition.gives) | transition.clears
        kill = _all_of(self.kills[place] for place in changed if place in self.kills) if self.kills else 0
        kill |= self._flow_bits(transition.clears) | self._flow_bits(transition.empty)
        bit = self.end_bit.get(transition.station, 0)
        if not kill and not bit:
            return NOTHING
        return Ends(bit, bit & ~kill, kill)

    def _flow_bits(self, places: frozenset[int]) -> int:
        """Of a flow that is cleared, or empty for certain, no token is left for the next to meet."""
        if not places:
            return 0
        if places not in self.bits:
            self.bits[places] = _all_of(1 << (len(self.ends) + place) for place in places)
        return self.bits[places]


def _all_of(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _is_activity(station: Station) -> bool:
    return station.role == "node" and station.node is not None and station.node.type in ACTIVITIES


def _is_end(station: Station) -> bool:
    return station.node is not None and station.node.type == "endEvent"
