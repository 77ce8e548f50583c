"""How much of a diagram is played through, and whether that is affordable."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.semantics import NormalForm, Station

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
    """The scopes that are played through, outer before inner: not the inside of ad-hoc sub-processes."""
    found = list(group)
    for scope in found:
        for key in form.scopes[scope].stations:
            if key in form.scopes and form.scopes[key].again is None:
                found.append(key)
    return found


def stations(form: NormalForm, group: tuple[str, ...]) -> list[Station]:
    """What can hold a token in those scopes."""
    return [form.stations[key] for scope in scopes(form, group) for key in form.scopes[scope].stations]
