"""Processes that a walk's diagram calls: found when the walk begins, and put in their place at every replay.

A call is looked for in the file itself, then among the council's processes in the library, by the process's id in its
file. What was found stays in the walk's log (`"calls"`), version and all, so that the walk replays the same for ever.
Who may not read a called process sees the call as one step.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bpmn.called import MOST_DEEP, SEPARATOR, Called, CannotCall, calls_in, with_called
from bpmn.model import Diagram, Node
from bpmn.semantics import normal_form
from webapp import reading
from webapp.permissions import Person
from webapp.store import queries
from webapp.store.queries.processes import ProcessLine
from webapp.store.tables import Process, Version

MOST_CALLS = 40
MOST_LOOKED_AT = 60
"""So many processes of a council are looked through for one that is called."""

Calls = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class _Place:
    """A process, in the version that is meant: of what a call leads to, or where it stands."""

    version: Version
    of: str

    @property
    def identity(self) -> str:
        return f"{self.version.process_id}@{self.version.number}#{self.of}"


def found(session: Session, version: Version, of: str, person: Person) -> Calls:
    """What the calls of a process lead to, calls within called processes too, as the log of a walk keeps it. A call
    of which nothing is found, or that would call itself, stays one step."""
    calls: Calls = {}
    first = reading.read(session, version).diagram
    group = normal_form(first).group_of(of)
    waiting = deque(
        (node.key, node, (_Place(version, node.process), *(_Place(version, one) for one in group)))
        for node in calls_in(first, group)
    )
    council = _Council(session, version, person)
    while waiting and len(calls) < MOST_CALLS:
        key, node, around = waiting.popleft()
        place = _called(session, node, around[0], council)
        if place is None or place.identity in {one.identity for one in around}:
            continue
        same = place.version.id == around[0].version.id
        calls[key] = {"of": place.of} if same else _reference(place)
        if key.count(SEPARATOR) + 1 < MOST_DEEP:
            inner = reading.read(session, place.version).diagram
            waiting.extend(
                (f"{key}{SEPARATOR}{one.key}", one, (place, *around)) for one in calls_in(inner, (place.of,))
            )
    return calls


def choices(session: Session, walked: Process, person: Person) -> tuple[ProcessLine, ...]:
    """The processes that a walker may go into at a call of which nothing was found: the council's others."""
    found = {
        line.id: line
        for council in walked.organisations
        for line in queries.processes.of_council(session, council.id, person)
        if line.id != walked.id
    }
    return tuple(found.values())[:MOST_LOOKED_AT]


def into(session: Session, process: Process) -> dict[str, Any]:
    """How a walk's log keeps that a call leads to a process: its newest version, the first process with steps in its
    file. Raises CannotCall when there is none."""
    version = queries.processes.version(process)
    diagram = reading.read(session, version).diagram if version is not None else Diagram()
    of = next((one.key for one in diagram.processes if diagram.nodes_in(one.key)), None)
    if version is None or of is None:
        raise CannotCall("There is no step in that process to walk into: choose another.")
    return _reference(_Place(version, of))


def composed(
    session: Session, version: Version, calls: Mapping[str, Mapping[str, Any]], person: Person | None
) -> tuple[Diagram, frozenset[str], dict[str, Version]]:
    """The diagram of a version with its calls put in, the keys of those that this person may not read, and the
    version that each call leads to. Raises CannotCall where what was called is not in the library any more."""
    put: dict[str, Called] = {}
    hidden: set[str] = set()
    versions = {"": version}
    for key in sorted(calls, key=lambda one: (one.count(SEPARATOR), one)):
        around = versions.get(key.rpartition(SEPARATOR)[0], version)
        meant = _meant(session, calls[key], around)
        process = str(calls[key].get("of", ""))
        put[key] = Called(
            reading.read(session, meant).diagram,
            process,
            _Place(meant, process).identity,
            same_file=meant.id == around.id,
        )
        versions[key] = meant
        if meant.id != version.id and not _may_read(session, meant, person):
            hidden.add(key)
    del versions[""]
    return with_called(reading.read(session, version).diagram, put), frozenset(hidden), versions


def _reference(place: _Place) -> dict[str, Any]:
    return {"process": place.version.process_id, "version": place.version.number, "of": place.of}


def _meant(session: Session, call: Mapping[str, Any], around: Version) -> Version:
    if "process" not in call:
        return around
    id_, number = call["process"], call.get("version")
    process = queries.processes.called(session, id_) if isinstance(id_, int) else None
    version = queries.processes.version(process, number) if process and isinstance(number, int) else None
    if version is None or queries.processes.tombstone(session, version) is not None:
        raise CannotCall(
            "A process that this walk went into is not in the library any more: "
            "start again from the page of the process that you were walking."
        )
    return version


def _may_read(session: Session, version: Version, person: Person | None) -> bool:
    return queries.processes.process(session, version.process.address, person) is not None


def _called(session: Session, node: Node, here: _Place, council: _Council) -> _Place | None:
    """What a call activity leads to."""
    if node.called is None:
        return None
    diagram = reading.read(session, here.version).diagram
    if node.called in diagram.process_by_key:
        return _Place(here.version, node.called) if diagram.nodes_in(node.called) else None
    return council.process(node.called)


class _Council:
    """The processes in the library of the council whose process is walked, that the walker may read."""

    def __init__(self, session: Session, version: Version, person: Person) -> None:
        self._session = session
        self._walked: Process = version.process
        self._person = person
        self._by_id: dict[str, _Place] | None = None

    def process(self, id_: str) -> _Place | None:
        """The first whose file has a process of this id with steps in it."""
        if self._by_id is None:
            self._by_id = self._look()
        return self._by_id.get(id_.rpartition(":")[2])

    def _look(self) -> dict[str, _Place]:
        seen: dict[str, _Place] = {}
        for council in self._walked.organisations:
            lines = queries.processes.of_council(self._session, council.id, self._person)
            for line in lines[:MOST_LOOKED_AT]:
                process = queries.processes.process(self._session, line.address, self._person)
                version = queries.processes.version(process) if process is not None else None
                if version is None or queries.processes.tombstone(self._session, version) is not None:
                    continue
                diagram = reading.read(self._session, version).diagram
                for one in diagram.processes:
                    if diagram.nodes_in(one.key):
                        seen.setdefault(one.key, _Place(version, one.key))
        return seen
