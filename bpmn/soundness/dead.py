"""Steps that never happen: which of them for certain, and behind what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from bpmn.semantics import NormalForm
from bpmn.soundness.causes import Causes
from bpmn.soundness.evidence import Evidence
from bpmn.statespace import Moves


class DeadSteps:
    """Asks about the activities of one net."""

    def __init__(self, form: NormalForm, moves: Moves) -> None:
        self.form = form
        self.moves = moves

    def is_cut_off(self, activity: str) -> bool:
        """Whether no token can come to it even if none were ever used up."""
        return activity not in self._coverable

    @cached_property
    def _coverable(self) -> frozenset[str]:
        marked = {self.moves.first}
        waiting = list(self.moves.moves)
        covered = 0
        changed = True
        while changed:
            changed = False
            still = []
            for move in waiting:
                inputs = move.inputs
                possible = (
                    any(place in marked for place in inputs)
                    if move.inclusive is not None
                    else marked.issuperset(inputs)
                )
                if possible:
                    covered |= move.covers
                    marked.update(move.gives)
                    changed = True
                else:
                    still.append(move)
            waiting = still
        return frozenset(key for n, key in enumerate(self.moves.activities) if covered >> n & 1)

    def comes_after(self, activity: str, stations: Iterable[str], causes: Causes) -> bool:
        """Whether a case comes to the activity by way of one of the stations."""
        upstream = causes.upstream(activity)
        return any(station in upstream or self._sends_to(station, upstream) for station in stations)

    def _sends_to(self, station: str, upstream: frozenset[str]) -> bool:
        """Whether something after the station sends what something before the activity waits for."""
        wanted = {
            flow
            for key in upstream
            if self.form.stations[key].waits
            for flow in self.form.stations[key].receives
        }
        if not wanted:
            return False
        after = {station}
        rest = [station]
        while rest:
            here = self.form.stations[rest.pop()]
            if not wanted.isdisjoint(here.sends):
                return True
            targets = [self.form.ways[way].target for way in here.ways_out]
            for key in (*targets, *here.boundary, here.scope):
                if key is not None and key in self.form.stations and key not in after:
                    after.add(key)
                    rest.append(key)
        return False

    def faults(self, activities: list[str], causes: Causes) -> list[Evidence]:
        """One for each place where what never happens would begin."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for key in activities:
            first = self._first(key, activities, causes)
            groups.setdefault(self._origins(first, causes) or (first,), []).append(key)
        return [Evidence("dead", stations=tuple(keys), origins=origins) for origins, keys in groups.items()]

    def _first(self, key: str, activities: list[str], causes: Causes) -> str:
        """The activity among them that comes before this one and after no other, in the file's order."""
        upstream = causes.upstream(key)
        before = [one for one in activities if one in upstream]
        for one in before:
            if all(one in causes.upstream(other) for other in before):
                return one
        return before[0] if before else key

    def _origins(self, key: str, causes: Causes) -> tuple[str, ...]:
        """Where a token would have to begin for it: stations before it that no way leads into."""
        scope = self.form.stations[key].scope
        begun = set(self.form.scopes[scope].begins)
        found = [
            one
            for one in causes.upstream(key)
            if self.form.stations[one].scope == scope
            and self.form.stations[one].role == "node"
            and not self.form.stations[one].ways_in
            and one not in begun
            and not self._is_alive_at_its_host(one)
        ]
        return tuple(sorted(found, key=self.form.order.__getitem__))

    def _is_alive_at_its_host(self, key: str) -> bool:
        """Whether it is an event on the edge of a step that happens, and nothing else has to throw it."""
        station = self.form.stations[key]
        host = station.node.attached_to if station.node is not None else None
        return host is not None and not station.thrown and host in self._coverable
