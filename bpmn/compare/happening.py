"""Which steps are done when a transition of the net happens."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.semantics import NormalForm, Station
from bpmn.statespace import Moves, Transition


@dataclass(frozen=True)
class Happening:
    """`by_move`: for every move the stations that are done in it and the flows that a decision takes, in
    order. `at_once`: the moves that need nobody and no time: gateways without a choice, ends, coming to a
    step, the end of a sub-process.
    `unbegun`: for every process the places at which a token lies as long as nothing has started it."""

    by_move: list[tuple[str, ...]]
    at_once: frozenset[int]
    unbegun: dict[str, frozenset[int]]


def happenings(form: NormalForm, moves: Moves) -> Happening:
    """Read a net that was not made smaller: every move but the first is one transition."""
    reader = _Reader(form, moves)
    numbers = [move.parts if isinstance(move.parts, int) else None for move in moves.moves]
    by_move = [reader.done(number) for number in numbers]
    at_once = frozenset(place for place, number in enumerate(numbers) if reader.is_at_once(number))
    unbegun = {
        key: frozenset(reader.unbegun(key)) for key, scope in form.scopes.items() if scope.kind == "process"
    }
    return Happening(by_move, at_once, unbegun)


class _Reader:
    def __init__(self, form: NormalForm, moves: Moves) -> None:
        self.form = form
        self.net = moves.net
        self.place = {name: number for number, name in enumerate(moves.net.places)}
        self.never_came: set[str] = set()

    def done(self, number: int | None) -> tuple[str, ...]:
        """The stations done in a transition: none where a token only comes to stand there."""
        if number is None:
            return ()
        transition = self.net.transitions[number]
        station = self.form.stations[transition.station]
        if station.split == "race" or station.role == "start":
            return self._winner(transition)
        chosen = self._chosen(transition)
        if chosen:
            return (*((station.key,) if station.role == "node" else ()), *chosen)
        if station.role != "node" or self._begins_only(transition) or self._did_not_come(transition):
            return ()
        if station.catcher is not None:
            return (station.key, station.catcher)
        return (station.key,)

    def _chosen(self, transition: Transition) -> tuple[str, ...]:
        """The sequence flows that a decision takes."""
        flows = (self.form.ways[way].flow for way in transition.chosen)
        return tuple(flow.key for flow in flows if flow is not None)

    def is_at_once(self, number: int | None) -> bool:
        """Whether it happens by itself as soon as it can."""
        if number is None:
            return True
        transition = self.net.transitions[number]
        station = self.form.stations[transition.station]
        if transition.inclusive is not None or station.role == "start":
            return False
        if self._begins_only(transition):
            return True
        strikes = self.form.scopes[station.scope].kind == "event" and self._is_start(station)
        return not strikes and not self._takes_somebody(station) and station.split == "all"

    def _takes_somebody(self, station: Station) -> bool:
        """Whether it is work or an event; what goes on in a sub-process is, its end is not."""
        if station.work == "scope":
            return self.form.scopes[station.key].again is not None
        return station.work != "none"

    @staticmethod
    def _is_start(station: Station) -> bool:
        return station.node is not None and station.node.type == "startEvent"

    def _winner(self, transition: Transition) -> tuple[str, ...]:
        """The event that wins a race, if it happens in the same moment."""
        for way in transition.chosen:
            target = self.form.ways[way].target
            if target is not None and self.net.way_places[way] not in transition.gives:
                return (target,)
        return ()

    def _begins_only(self, transition: Transition) -> bool:
        key = transition.station
        return any(self.place.get(f"{kind} {key}") in transition.gives for kind in ("at", "in"))

    def _did_not_come(self, transition: Transition) -> bool:
        """Whether it only says that an event beside a step, which could have come, will not. (Where the event
        leads nowhere, its coming looks the same, and is the first of the two.)"""
        key = transition.station
        if transition.gives or transition.takes != (self.place.get(f"may {key}"),):
            return False
        if not self.form.stations[key].ways_out and key not in self.never_came:
            self.never_came.add(key)
            return False
        return True

    def unbegun(self, process: str) -> set[int]:
        """The places where a token waits for the process to be started."""
        scope = self.form.scopes[process]
        if scope.start is None or scope.start not in self.net.station_places:
            return set()
        start = self.form.stations[scope.start]
        targets = [self.form.ways[way].target for way in start.ways_out]
        found = set(self.net.station_places[start.key])
        for target in targets:
            if target is not None and (
                self.form.stations[target].waits or self.form.stations[target].split == "race"
            ):
                found |= self.net.station_places[target]
        return found
