"""Only start events start something: no step has nothing before it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening
from bpmn.scopes import lies_in_ad_hoc

NAME = "no-implicit-start"
SEVERITY: Severity = "warning"
SUMMARY = "A step, event or gateway has no flow into it, although it is no start event."
HEADLINE = "{n} steps with nothing before them"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each node without a flow into it, except those that may begin: start and boundary
    events, link catch events, event sub-processes, compensation, and the inside of ad-hoc
    sub-processes."""
    started = {node.scope for node in diagram.nodes if node.type == "startEvent"}
    for node in diagram.nodes:
        if node.incoming or _may_begin(diagram, node):
            continue
        yield Finding(NAME, SEVERITY, (node.key,), _text(diagram, node, started), _fix(node, started))


def _may_begin(diagram: Diagram, node: Node) -> bool:
    return (
        node.type in ("startEvent", "boundaryEvent")
        or node.triggered_by_event
        or (node.for_compensation and node.is_activity)
        or (node.type == "intermediateCatchEvent" and _is_link(node))
        or lies_in_ad_hoc(diagram, node)
    )


def _is_link(node: Node) -> bool:
    return bool(node.events) and all(event.kind == "link" for event in node.events)


def _text(diagram: Diagram, node: Node, started: set[str]) -> str:
    name = opening(node_called(diagram, node))
    if node.scope in started:
        return (
            f"Nothing leads to {name[:1].lower() + name[1:]}, so no case that begins at a start event gets "
            "there."
        )
    return f"{name} has nothing before it, so it starts by itself without saying why."


def _fix(node: Node, started: set[str]) -> str:
    if node.scope in started:
        return "Draw a sequence flow to it from the step before."
    return "Put a start event before it."
