"""How much of a diagram is played through, and whether that is affordable."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.semantics import NormalForm, Station
from bpmn.semantics.compensation import compensates

MOST_LOOKS = 3_000_000


def affordable(form: NormalForm, group: Iterable[str]) -> bool:
    """Whether the net of a group can be made in about a second: inclusive joins and events that stop a
    whole scope each cost a look at every station. Only files far beyond what people draw are turned
    away."""
    inside = stations(form, tuple(group))
    joins = sum(len(station.ways_in) for station in inside if station.join == "some")
    stops = sum(station.terminates or bool(station.boundary) or station.thrown for station in inside)
    return len(inside) * (1 + joins + stops) <= MOST_LOOKS


def scopes(form: NormalForm, group: tuple[str, ...]) -> list[str]:
    """The scopes that are played through, outer before inner: not the inside of ad-hoc sub-processes, nor of what
    undoes something."""
    found = list(group)
    for scope in found:
        for key in form.scopes[scope].stations:
            if key in form.scopes and form.scopes[key].again is None and not undoes(form, key):
                found.append(key)
    return found


def undoes(form: NormalForm, key: str) -> bool:
    """Whether a station only undoes what has been done: a compensation activity, or a compensation event
    sub-process. The net leaves it out: it is taken to come to its end whenever something is undone."""
    station = form.stations[key]
    node = station.node
    if node is None or not node.is_activity or station.ways_in:
        return False
    if not node.triggered_by_event:
        return node.for_compensation
    inside = (form.stations[one].node for one in form.scopes[key].stations)
    starts = [one for one in inside if one is not None and one.type == "startEvent"]
    return bool(starts) and all(compensates(one) for one in starts)


def stations(form: NormalForm, group: tuple[str, ...]) -> list[Station]:
    """What can hold a token in those scopes."""
    return [form.stations[key] for scope in scopes(form, group) for key in form.scopes[scope].stations]
