"""A terminate event ends what else is under way: where nothing else can be, a plain end says the same."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening
from bpmn.scopes import scopes

NAME = "superfluous-termination"
SEVERITY: Severity = "advice"
SUMMARY = "A terminate end event is the only end there is, so it has nothing else to end."
HEADLINE = "{n} terminate events with nothing to end"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for the one terminate end event of a process or sub-process where every other place at
    which a path could stop is an interrupting event sub-process, and no two paths can be under way at once."""
    for scope in scopes(diagram):
        ends = [node for node in diagram.nodes_in(scope.key) if not node.outgoing]
        terminating = [node for node in ends if _terminates(node)]
        if len(terminating) != 1 or _runs_side_by_side(diagram, scope.key):
            continue
        if all(_terminates(node) or _interrupts(diagram, node) for node in ends):
            text = (
                f"{opening(node_called(diagram, terminating[0]))} ends everything else under way, but "
                "there is no other end that anything could be on its way to."
            )
            yield Finding(NAME, SEVERITY, (terminating[0].key,), text, "Make it a plain end event.")


def _runs_side_by_side(diagram: Diagram, scope: str) -> bool:
    return any(_divides(diagram, node) for node in diagram.nodes_in(scope))


def _divides(diagram: Diagram, node: Node) -> bool:
    if node.type == "boundaryEvent" and not node.interrupting:
        return True
    if len(node.outgoing) < 2 or node.type in ("exclusiveGateway", "eventBasedGateway"):
        return False
    return node.is_gateway or sum(way.condition is None for way in diagram.ways_out(node)) > 1


def _terminates(node: Node) -> bool:
    return node.type == "endEvent" and any(event.kind == "terminate" for event in node.events)


def _interrupts(diagram: Diagram, node: Node) -> bool:
    return node.triggered_by_event and any(
        start.type == "startEvent" and start.interrupting for start in diagram.nodes_in(node.key)
    )
