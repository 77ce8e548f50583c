"""Why a case is stuck: who waits for whom, and who of them waits for nobody that could still move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bpmn.semantics import NormalForm, Station, reaches, reaches_any
from bpmn.statespace import Net, Transition


@dataclass(frozen=True)
class Blocked:
    """A station at which a token waits for ever. A parallel or inclusive join has got a token on `arrived` and
    waits for one on `missing` (ways); a message wait waits for one of `messages` (message flows)."""

    station: str
    kind: Literal["join", "message"]
    arrived: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knot:
    """A cause: one blocked station, or some that wait for each other."""

    blocked: tuple[Blocked, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same cause in another situation."""
        return tuple(sorted(one.station for one in self.blocked))

    @property
    def is_message_wait(self) -> bool:
        """Whether nothing but messages is waited for."""
        return all(one.kind == "message" for one in self.blocked)


class Causes:
    """Finds the causes in situations of one net."""

    def __init__(self, form: NormalForm, net: Net, idle: frozenset[int]) -> None:
        self.form = form
        self.net = net
        self.idle = idle
        self._before: dict[str, dict[str, frozenset[str]]] = {}
        self._upstream: dict[str, frozenset[str]] = {}

    def knots(self, marking: Mapping[int, int]) -> tuple[Knot, ...]:
        """The causes in a situation in which nothing can happen, in the file's order."""
        blocked = self._blocked(marking)
        scopes = self._scopes(marking)
        waits_for = {key: self._waits_for(one, blocked, scopes) for key, one in blocked.items()}
        far = {key: _closure(key, waits_for) for key in blocked}
        found: dict[tuple[str, ...], Knot] = {}
        for key, reached in far.items():
            if all(key in far[other] for other in reached if other != key):
                members = sorted(reached | {key}, key=self.form.order.__getitem__)
                knot = Knot(tuple(blocked[member] for member in members))
                found.setdefault(knot.key, knot)
        return tuple(found.values())

    def before(self, join: str) -> dict[str, frozenset[str]]:
        """For each way into a join the stations from which a token could come along it."""
        if join not in self._before:
            self._before[join] = reaches(self.form, join)
        return self._before[join]

    def upstream(self, key: str) -> frozenset[str]:
        """A station, all from which a case could come to it, and the scopes it lies in with theirs."""
        if key not in self._upstream:
            found = {key} | reaches_any(self.form, key, self.form.stations[key].ways_in)
            scope = self.form.stations[key].scope
            if scope in self.form.stations and scope != key:
                found |= self.upstream(scope)
            self._upstream[key] = frozenset(found)
        return self._upstream[key]

    def _blocked(self, marking: Mapping[int, int]) -> dict[str, Blocked]:
        found: dict[str, Blocked] = {}
        for place in marking:
            if place in self.idle:
                continue
            kind, _, key = self.net.places[place].partition(" ")
            if kind == "way":
                target = self.form.ways[key].target
                if target is not None and self.form.stations[target].join != "each":
                    found.setdefault(target, self._at_join(self.form.stations[target], marking))
            elif kind == "at" and key not in found:
                messages = self._awaited(self.form.stations[key])
                found[key] = Blocked(key, "message", messages=messages)
        return found

    def _at_join(self, station: Station, marking: Mapping[int, int]) -> Blocked:
        ways = {way: self.net.way_places[way] in marking for way in station.ways_in}
        arrived = tuple(way for way, marked in ways.items() if marked)
        missing = tuple(way for way, marked in ways.items() if not marked)
        return Blocked(station.key, "join", arrived, missing)

    def _awaited(self, station: Station) -> tuple[str, ...]:
        if station.split != "race":
            return station.receives
        targets = (self.form.ways[way].target for way in station.ways_out)
        return tuple(flow for key in targets if key is not None for flow in self.form.stations[key].receives)

    def _scopes(self, marking: Mapping[int, int]) -> frozenset[str]:
        """The sub-processes that are going on."""
        names = (self.net.places[place].partition(" ") for place in marking)
        return frozenset(key for kind, _, key in names if kind == "in")

    def _waits_for(self, one: Blocked, blocked: Mapping[str, Blocked], scopes: frozenset[str]) -> set[str]:
        """The blocked stations of which one could bring what it waits for, if it went on."""
        if one.kind == "join":
            before = self.before(one.station)
            from_where: set[str] = set()
            for way in one.missing:
                from_where |= before[way]
        else:
            from_where = set()
            for station in self.senders(one):
                from_where |= self.upstream(station)
        inside = self._all_inside(from_where & scopes)
        return {key for key in blocked if key in from_where or self.form.stations[key].scope in inside}

    def senders(self, one: Blocked) -> tuple[str, ...]:
        """The stations that send one of the messages it waits for."""
        wanted = set(one.messages)
        return tuple(
            key for key, station in self.form.stations.items() if not wanted.isdisjoint(station.sends)
        )

    def _all_inside(self, scopes: set[str]) -> set[str]:
        found = set(scopes)
        rest = list(scopes)
        while rest:
            for key in self.form.scopes[rest.pop()].stations:
                if key in self.form.scopes and key not in found:
                    found.add(key)
                    rest.append(key)
        return found


def to_blame(
    form: NormalForm, trace: tuple[Transition, ...], before: frozenset[str]
) -> tuple[str | None, tuple[str, ...]]:
    """The last choice by which the case left the stations from which the missing way can be reached, and the
    ways it took."""
    for step in reversed(trace):
        if step.station in before and step.chosen:
            targets = (form.ways[way].target for way in step.chosen)
            if not any(target in before for target in targets if target is not None):
                return step.station, step.chosen
    return None, ()


def _closure(start: str, following: Mapping[str, set[str]]) -> frozenset[str]:
    seen: set[str] = set()
    rest = list(following[start])
    while rest:
        key = rest.pop()
        if key not in seen:
            seen.add(key)
            rest += following[key]
    return frozenset(seen)
