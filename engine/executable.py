"""From the normal form to something SpiffWorkflow can run: a specification of our own, never the uploaded
file.

The specs are built as objects, not written as XML and parsed: the parser of SpiffWorkflow 3.2.0 overflows the
stack on a long chain and hangs on some files, and its stock joins are not exact
(`docs/decisions/walking.md`).
"""

from __future__ import annotations

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from bpmn.conditions import Condition, parse
from bpmn.semantics import NormalForm, Station, Way, reaches_any
from engine.joins import AllJoin, Choosing, SomeJoin, SomeJoinChoosing
from engine.places import Beginning, Doing, Inside, Place, Watching

MOST_REMEMBERED = 200


class Executable(WorkflowSpec):  # type: ignore[misc]
    """The processes of one group, ready to run. `places` and `watches` are the specs by station key."""

    def __init__(self, form: NormalForm, group: tuple[str, ...]) -> None:
        super().__init__(name=group[0])
        self.form = form
        self.start = Beginning(self, group)
        self.places: dict[str, Place] = {}
        self.watches: dict[str, Watching] = {}
        for station in _stations(form, group):
            self.places[station.key] = _place_class(station)(self, station)
        for key in _watched(form, self.places):
            self.watches[key] = Watching(self, form.stations[key])
        self._conditions: dict[str, Condition | None] = {}
        self._reach: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def condition(self, way: Way) -> Condition | None:
        """The condition on the way's flow when it can be read, remembered."""
        if way.key not in self._conditions:
            flow = way.flow
            written = flow.condition if flow else None
            self._conditions[way.key] = parse(written, flow.language) if flow and written else None
        return self._conditions[way.key]

    def reach(self, join: str, ways: frozenset[str]) -> frozenset[str]:
        """`bpmn.semantics.reaches_any`, remembered."""
        if (join, ways) not in self._reach:
            if len(self._reach) >= MOST_REMEMBERED:
                self._reach.clear()
            self._reach[join, ways] = reaches_any(self.form, join, ways)
        return self._reach[join, ways]


def _stations(form: NormalForm, group: tuple[str, ...]) -> list[Station]:
    found: list[Station] = []
    rest = list(reversed(group))
    while rest:
        scope = rest.pop()
        if form.stations[scope].role == "process":
            found.append(form.stations[scope])
        for key in form.scopes[scope].stations:
            found.append(form.stations[key])
            if key in form.scopes:
                rest.append(key)
    return found


def _watched(form: NormalForm, places: dict[str, Place]) -> list[str]:
    boundary = [key for place in places.values() for key in place.station.boundary]
    inner = [key for place in places if place in form.scopes for key in form.scopes[place].watches]
    return [key for key in dict.fromkeys(boundary + inner) if not form.stations[key].thrown]


def _place_class(station: Station) -> type[Place]:
    if station.work == "scope":
        return Inside
    if station.work in ("do", "event"):
        return Doing
    if station.join == "all":
        return AllJoin
    if station.join == "some":
        return SomeJoin if station.split == "all" else SomeJoinChoosing
    return Place if station.split == "all" else Choosing
