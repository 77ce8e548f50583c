"""What undoes what (BPMN 2.0.2, 10.7 and 13.5.5): the handlers of activities, and the events that call them."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.model import Diagram, EventDefinition, Node


@dataclass(frozen=True)
class Undo:
    """An event that has things undone: `activity` alone, or everything (None) that was done in its scope. `waits`:
    it goes on only when all of it is undone."""

    activity: str | None = None
    waits: bool = True


def handlers(diagram: Diagram) -> dict[str, str]:
    """The handler of each activity that has one, by key: the compensation activity joined to the compensation event
    on its edge or, first, the compensation event sub-process in it (as the start event of that). An activity that is
    not marked as one for compensation, or that a flow enters, is an ordinary step and undoes nothing."""
    nodes = diagram.node_by_key
    found: dict[str, str] = {}
    for source, target in diagram.associations:
        event, handler = nodes.get(source), nodes.get(target)
        if event is None or handler is None or not _undoes(handler):
            continue
        host = event.attached_to
        if host is not None and host != target and compensates(event) and event.scope == handler.scope:
            found.setdefault(host, target)
    for node in diagram.nodes:
        around = nodes.get(node.scope)
        if node.type != "startEvent" or around is None or not around.triggered_by_event:
            continue
        if compensates(node) and around.scope in nodes:
            found[around.scope] = node.key
    return found


def undoing(diagram: Diagram) -> dict[str, Undo]:
    """The events that have things undone: throwing compensation events, and the cancel ends of transactions."""
    found: dict[str, Undo] = {}
    for node in diagram.nodes:
        thrown = _thrown(node)
        if thrown is not None and thrown.kind == "compensate":
            found[node.key] = Undo(thrown.ref, thrown.waits)
        elif thrown is not None:
            found[node.key] = Undo()
    return found


def compensates(node: Node) -> bool:
    """Whether a compensation is among what an event throws or catches."""
    return any(event.kind == "compensate" for event in node.events)


def _undoes(node: Node) -> bool:
    return node.is_activity and node.for_compensation and not node.incoming


def _thrown(node: Node) -> EventDefinition | None:
    kinds = {"endEvent": ("compensate", "cancel"), "intermediateThrowEvent": ("compensate",)}.get(
        node.type, ()
    )
    return next((event for event in node.events if event.kind in kinds), None)
