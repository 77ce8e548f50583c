"""Who catches what: errors, escalations and cancellations go to the nearest enclosing catch (13.5.3)."""

from __future__ import annotations

from bpmn.model import Diagram, EventDefinition, Node

_THROWN_BY = {
    "endEvent": frozenset({"error", "escalation", "cancel"}),
    "intermediateThrowEvent": frozenset({"escalation"}),
}


def catchers(diagram: Diagram) -> dict[str, str]:
    """For every node that throws something which is caught, the boundary event or event sub-process start
    that catches it."""
    watching = watchers_by_scope(diagram)
    found: dict[str, str] = {}
    for node in diagram.nodes:
        thrown = _thrown(node)
        catcher = _catcher(diagram, watching, node, thrown) if thrown else None
        if catcher is not None:
            found[node.key] = catcher
    return found


def watchers_by_scope(diagram: Diagram) -> dict[str, list[Node]]:
    """For every scope, the start events of the event sub-processes that lie directly in it, in file order."""
    watching: dict[str, list[Node]] = {}
    for node in diagram.nodes:
        if node.triggered_by_event:
            starts = [inner for inner in diagram.nodes_in(node.key) if inner.type == "startEvent"]
            watching.setdefault(node.scope, []).extend(starts)
    return watching


def _thrown(node: Node) -> EventDefinition | None:
    kinds = _THROWN_BY.get(node.type, frozenset())
    return next((event for event in node.events if event.kind in kinds), None)


def _catcher(
    diagram: Diagram, watching: dict[str, list[Node]], node: Node, thrown: EventDefinition
) -> str | None:
    scope, came_from = node.scope, node.key
    while True:
        for start in watching.get(scope, ()):
            if start.scope != came_from and _catches(start, thrown):
                return start.key
        host = diagram.node_by_key.get(scope)
        if host is None:
            return None
        for boundary in diagram.boundary_events(scope):
            if _catches(boundary, thrown):
                return boundary.key
        scope, came_from = host.scope, host.key


def _catches(catching: Node, thrown: EventDefinition) -> bool:
    return any(event.kind == thrown.kind and _same(event, thrown) for event in catching.events)


def _same(catching: EventDefinition, thrown: EventDefinition) -> bool:
    if catching.kind == "cancel" or (catching.ref is None and not catching.code):
        return True
    return (catching.ref is not None and catching.ref == thrown.ref) or (
        bool(catching.code) and catching.code == thrown.code
    )
