"""A process as data for the prototype's own small interpreter (`app/lib/walk.js`): the normal form as JSON."""

from __future__ import annotations

from typing import Any

from bpmn.conditions import Condition, parse
from bpmn.model import Diagram
from bpmn.naming import node_called, opening, tidy
from bpmn.semantics import NormalForm, Station, Way, normal_form
from importers.prototype_kit.conditions import condition_json

_PLAIN = {"again": "Do it again", "go-on": "Go on"}


def process_json(diagram: Diagram, process: str) -> dict[str, Any]:
    """The group of pools that `process` (a key of the diagram) is walked with: `group`, and `stations`, `ways`,
    `scopes`, `handlers` and `undoes` by key, ready for JSON. Conditions are trees, or null where nobody but a
    person can decide them."""
    form = normal_form(diagram)
    return {
        "group": list(form.group_of(process)),
        "stations": {key: _station(form, one) for key, one in form.stations.items()},
        "ways": {key: _way(diagram, one) for key, one in form.ways.items()},
        "scopes": {
            key: {
                "parent": one.parent,
                "event": one.kind == "event",
                "begins": list(one.begins),
                "start": one.start,
                "again": one.again,
                "watches": list(one.watches),
            }
            for key, one in form.scopes.items()
        },
        "handlers": {key: _handler(form, handler) for key, handler in form.handlers.items()},
        "undoes": {key: {"activity": one.activity, "waits": one.waits} for key, one in form.undoes.items()},
    }


def _station(form: NormalForm, station: Station) -> dict[str, Any]:
    return {
        "element": station.element,
        "scope": station.scope,
        "order": form.order[station.key],
        "role": station.role,
        "join": station.join,
        "work": station.work,
        "split": station.split,
        "kind": _kind(station),
        "activity": station.role == "node" and station.node is not None and station.node.is_activity,
        "in": list(station.ways_in),
        "out": list(station.ways_out),
        "always": list(station.always),
        "default": station.default,
        "boundary": list(station.boundary),
        "receives": list(station.receives),
        "sends": list(station.sends),
        "waits": station.waits,
        "thrown": station.thrown,
        "catcher": station.catcher,
        "terminates": station.terminates,
        "interrupting": station.interrupting,
        "end": station.node is not None and station.node.type == "endEvent",
        "attached": station.node.attached_to if station.node else None,
    }


def _handler(form: NormalForm, key: str) -> dict[str, Any]:
    """What undoes an activity: a step, or (with its `scope`) the start of an event sub-process."""
    handler = form.stations[key]
    by_event = handler.node is not None and handler.node.type == "startEvent"
    return {"station": key, "scope": handler.scope if by_event else None}


def _kind(station: Station) -> str:
    node = station.node
    if node is None or node.is_activity:
        return "do"
    return "time" if any(event.kind == "timer" for event in node.events) else "event"


def _way(diagram: Diagram, way: Way) -> dict[str, Any]:
    flow = way.flow
    written = flow.condition if flow else None
    condition = parse(written, flow.language) if flow and written else None
    return {
        "source": way.source,
        "target": way.target,
        "choice": way.choice,
        "text": _text(diagram, way, condition),
        "written": written is not None,
        "condition": condition_json(condition) if condition else None,
    }


def _text(diagram: Diagram, way: Way, condition: Condition | None) -> str:
    if way.flow is not None and tidy(way.flow.name):
        return tidy(way.flow.name)
    if condition is not None:
        return opening(condition.in_words())
    if way.flow is not None and way.flow.condition:
        return tidy(way.flow.condition)
    if way.flow is None and way.target is None:
        return "Finish"
    target = way.choice if way.flow is None else way.flow.target
    node = diagram.node_by_key.get(target)
    if node is None:
        return _PLAIN.get(way.choice, way.choice)
    return tidy(node.name) or opening(node_called(diagram, node))
