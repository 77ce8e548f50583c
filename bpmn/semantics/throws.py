"""Who catches what: errors, escalations and cancellations go to the nearest enclosing catch (13.5.3)."""

from __future__ import annotations

from bpmn.model import Diagram, EventDefinition, Node

_THROWN_BY = {
    "endEvent": frozenset({"error", "escalation", "cancel"}),
    "intermediateThrowEvent": frozenset({"escalation"}),
}
_Key = tuple[str, str, str, str]


def catchers(diagram: Diagram) -> dict[str, str]:
    """For every node that throws something which is caught, the boundary event or event sub-process start
    that catches it."""
    hands = _Hands(diagram)
    found: dict[str, str] = {}
    for node in diagram.nodes:
        thrown = _thrown(node)
        catcher = _catcher(diagram, hands, node, thrown) if thrown else None
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


def _catcher(diagram: Diagram, hands: _Hands, node: Node, thrown: EventDefinition) -> str | None:
    scope, came_from = node.scope, node.key
    while True:
        catcher = hands.find(scope, thrown, came_from)
        if catcher is not None:
            return catcher
        host = diagram.node_by_key.get(scope)
        if host is None:
            return None
        scope, came_from = host.scope, host.key


class _Hands:
    """What could catch something thrown inside a scope: its event sub-processes first, then its boundary
    events, each in file order. Looked up by what is thrown, so that many throws and many catches are still
    quick to match."""

    def __init__(self, diagram: Diagram) -> None:
        self._found: dict[_Key, list[tuple[int, Node]]] = {}
        self._place = 0
        for scope, starts in watchers_by_scope(diagram).items():
            for start in starts:
                self._add(scope, start)
        for node in diagram.nodes:
            if node.attached_to is not None:
                self._add(node.attached_to, node)

    def _add(self, scope: str, node: Node) -> None:
        self._place += 1
        for event in node.events:
            for key in _listens_for(scope, event):
                listed = self._found.setdefault(key, [])
                if not listed or listed[-1][1].scope != node.scope or node.attached_to is not None:
                    listed.append((self._place, node))

    def find(self, scope: str, thrown: EventDefinition, came_from: str) -> str | None:
        """The first that catches it. An event sub-process does not catch what is thrown inside itself."""
        best: tuple[int, Node] | None = None
        for key in _answers_to(scope, thrown):
            for found in self._found.get(key, ()):
                if found[1].attached_to is None and found[1].scope == came_from:
                    continue
                if best is None or found[0] < best[0]:
                    best = found
                break
        return best[1].key if best else None


def _listens_for(scope: str, event: EventDefinition) -> list[_Key]:
    if event.kind == "cancel" or (event.ref is None and not event.code):
        return [(scope, event.kind, "any", "")]
    return _named(scope, event)


def _answers_to(scope: str, thrown: EventDefinition) -> list[_Key]:
    return [(scope, thrown.kind, "any", ""), *_named(scope, thrown)]


def _named(scope: str, event: EventDefinition) -> list[_Key]:
    keys: list[_Key] = []
    if event.ref is not None:
        keys.append((scope, event.kind, "ref", event.ref))
    if event.code:
        keys.append((scope, event.kind, "code", event.code))
    return keys
