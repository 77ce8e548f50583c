"""Signals within one case: which waiting events a thrown signal sets off (BPMN 2.0.2, 10.5.1: every catch of it that
is active). No step waits for a signal to be thrown, for one may come from anywhere; but a walker is told what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpmn.model import Node
from bpmn.semantics import Station

if TYPE_CHECKING:
    from SpiffWorkflow.task import Task

    from engine.case import Case

_THROWS = ("intermediateThrowEvent", "endEvent")


def signal(case: Case, station: Station) -> None:
    """What happens at the station throws its signals to all that wait for them now."""
    if station.node is None or station.node.type not in _THROWS:
        return
    for name in _signals(station.node):
        for task, waiting in _waiting(case, name):
            task.internal_data.setdefault("sent", set()).add((waiting.key, name))


def has_been_sent(task: Task, station: Station) -> str | None:
    """The signal that the station waits for and that has been sent since it began to wait."""
    sent = task.internal_data.get("sent", ())
    return next((name for key, name in sorted(sent) if key == station.key), None)


def sets_off(case: Case, station: Station) -> tuple[tuple[str, str], ...]:
    """(signal, element) of everything that a throw at this station would set off now."""
    if station.node is None or station.node.type not in _THROWS:
        return ()
    found = (
        (name, waiting.element) for name in _signals(station.node) for _, waiting in _waiting(case, name)
    )
    return tuple(dict.fromkeys(found))


def _signals(node: Node) -> list[str]:
    """The signals an event names: by name, else by their id."""
    names = (event.name or event.ref for event in node.events if event.kind == "signal")
    return [name for name in names if name]


def _waiting(case: Case, name: str) -> Iterator[tuple[Task, Station]]:
    """The tokens that wait for a signal, with the station that would happen."""
    for task in case.open.values():
        station: Station = task.task_spec.station
        offered = [station]
        if station.split == "race" or station.role == "start":
            targets = (case.spec.form.ways[key].target for key in station.ways_out)
            offered = [case.spec.form.stations[key] for key in targets if key is not None]
        for one in offered:
            if one.node is not None and one.node.type not in _THROWS and name in _signals(one.node):
                yield task, one
