"""What can be done now: every act that a case is open to, in the words of the choice log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from SpiffWorkflow.task import Task

from bpmn.semantics import Station, Way
from engine.case import Case
from engine.places import Watching

Kind = Literal["start", "do", "choose", "event", "time"]


@dataclass(frozen=True)
class Act:
    """`station` is what happens (for a start or an event that ends a race: the start or event itself), `way`
    how the token gets there from where it stands; `task` the token."""

    kind: Kind
    element: str
    station: Station
    task: Task
    way: str | None = None


def acts(case: Case) -> list[Act]:
    """Everything that somebody could do or say has happened, oldest token first, each kind and element once:
    tokens that stand at the same place are the same to everybody."""
    found: dict[tuple[str, str], Act] = {}
    for task in case.open.values():
        for act in _of(case, task):
            found.setdefault((act.kind, act.element), act)
    return list(found.values())


def perform(case: Case, act: Act, chosen: tuple[str, ...] = (), times: int | None = None) -> None:
    """Do it. `chosen` are the keys of the ways for a `choose`, `times` how often a repeated step is done in all; the
    caller has checked that they may be."""
    if times is not None:
        act.task.internal_data["times"] = times
    case.receive(act.station)
    if isinstance(act.task.task_spec, Watching):
        case.happen(act.task)
    elif act.way is None:
        case.act(act.task, chosen)
    else:
        if act.task.task_spec.station.role == "start":
            case.begin(case.tasks[act.task.internal_data["scope"]])
        case.act(act.task, (act.way,), next_happened=act.station.work in ("do", "event"))


def ways_of(case: Case, act: Act) -> tuple[Way, ...]:
    """The ways to choose from at a decision, those that are taken whatever is chosen left out."""
    form = case.spec.form
    return tuple(form.ways[key] for key in act.station.ways_out if key not in act.station.always)


def _of(case: Case, task: Task) -> Iterator[Act]:
    station: Station = task.task_spec.station
    if isinstance(task.task_spec, Watching) or station.work in ("do", "event"):
        if _possible(case, station):
            yield Act(_kind(station), station.element, station, task)
    elif station.role == "start" or station.split == "race":
        for key in station.ways_out:
            target = case.spec.form.stations[case.spec.form.ways[key].target]
            if _possible(case, target):
                kind = "start" if station.role == "start" else _kind(target)
                yield Act(kind, target.element, target, task, key)
    else:
        yield Act("choose", station.element, station, task)


def _possible(case: Case, station: Station) -> bool:
    return not station.waits or any(case.messages[flow] > 0 for flow in station.receives)


def _kind(station: Station) -> Kind:
    node = station.node
    if node is None or node.is_activity:
        return "do"
    return "time" if any(event.kind == "timer" for event in node.events) else "event"
