"""Only end events end something: no step has nothing after it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening
from bpmn.scopes import lies_in_ad_hoc

NAME = "no-implicit-end"
SEVERITY: Severity = "warning"
SUMMARY = "A step, event or gateway has no flow out of it, although it is no end event."
HEADLINE = "{n} paths that stop without an end event"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each node without a flow out of it, except those that may be last: end events, link
    throw events, event sub-processes, compensation, and the inside of ad-hoc sub-processes."""
    for node in diagram.nodes:
        if node.outgoing or _may_be_last(diagram, node):
            continue
        text = (
            f"After {node_called(diagram, node)} nothing follows, so the path stops there without an outcome."
        )
        yield Finding(NAME, SEVERITY, (node.key,), opening(text), _fix(node))


def _may_be_last(diagram: Diagram, node: Node) -> bool:
    return (
        node.type == "endEvent"
        or node.triggered_by_event
        or (node.for_compensation and node.is_activity)
        or (node.type == "intermediateThrowEvent" and _all(node, "link"))
        or (node.type == "boundaryEvent" and _all(node, "compensate") and _has_handler(diagram, node))
        or lies_in_ad_hoc(diagram, node)
    )


def _all(node: Node, kind: str) -> bool:
    return bool(node.events) and all(event.kind == kind for event in node.events)


def _has_handler(diagram: Diagram, node: Node) -> bool:
    return any(source == node.key for source, _ in diagram.associations)


def _fix(node: Node) -> str:
    if node.is_gateway:
        return "Draw the ways out of it, or put an end event in its place."
    return "Draw a sequence flow to an end event that names the outcome, or to the next step."
