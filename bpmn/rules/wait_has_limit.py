"""A wait for somebody else has a limit."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called
from bpmn.parts import parts

NAME = "wait-has-limit"
SEVERITY: Severity = "advice"
SUMMARY = "A case waits for a message that may never come, and nothing happens when it does not."
HEADLINE = "{n} waits without a time limit"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each receive task and each catching message event, or each event-based gateway over such
    events, without a time limit: a timer beside it, on it, on what is around it, or in an event sub-process. What
    the resident waits for is left out: the limit is the council's to keep."""
    waits = [node for node in diagram.nodes if _waits(node)]
    if not waits:
        return
    residents = {key for key, view in parts(diagram).items() if view.part == "resident"}
    said: set[str] = set()
    limited = _limited_scopes(diagram)
    for node in waits:
        place = _gateway_before(diagram, node) or node
        if place.key in said or _is_theirs(diagram, node, residents) or _is_limited(diagram, place, limited):
            continue
        said.add(place.key)
        text = (
            f"The case waits at {node_called(diagram, place)} for as long as it takes: nothing is said about "
            "what happens when no answer comes."
        )
        yield Finding(NAME, SEVERITY, (place.key,), text, _fix(place))


def _fix(place: Node) -> str:
    if place.is_activity:
        return "Put a timer on its border, with a way to a reminder or to closing the case."
    if place.is_gateway:
        return "Add a timer event after the gateway, with a way to a reminder or to closing the case."
    return (
        "Put an event-based gateway before it, with a timer event beside it that leads to a reminder or to "
        "closing the case."
    )


def _waits(node: Node) -> bool:
    if node.type == "receiveTask":
        return bool(node.incoming)
    return node.type == "intermediateCatchEvent" and bool(node.incoming) and node.event_kind == "message"


def _gateway_before(diagram: Diagram, node: Node) -> Node | None:
    for flow in diagram.ways_in(node):
        source = diagram.node_by_key[flow.source]
        if source.type == "eventBasedGateway":
            return source
    return None


def _is_theirs(diagram: Diagram, node: Node, residents: set[str]) -> bool:
    pool = diagram.pool_of(node)
    return node.lane in residents or (node.lane is None and pool is not None and pool.key in residents)


def _is_limited(diagram: Diagram, place: Node, limited: set[str]) -> bool:
    if place.is_gateway:
        beside = (diagram.node_by_key[flow.target] for flow in diagram.ways_out(place))
        if any(_has_timer(node) for node in beside):
            return True
    around: Node | None = place
    while around is not None:
        if any(_has_timer(event) for event in diagram.boundary_events(around.key)):
            return True
        if around.scope in limited:
            return True
        around = diagram.node_by_key.get(around.scope)
    return False


def _limited_scopes(diagram: Diagram) -> set[str]:
    """The processes and sub-processes with an event sub-process that the clock sets off."""
    return {
        node.scope
        for node in diagram.nodes
        if node.triggered_by_event and any(_has_timer(start) for start in diagram.nodes_in(node.key))
    }


def _has_timer(node: Node) -> bool:
    return any(event.kind == "timer" for event in node.events)
