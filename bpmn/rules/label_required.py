"""What people read has a name."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import flow_called, node_called, opening

NAME = "label-required"
SEVERITY: Severity = "advice"
SUMMARY = "A step, event, decision, conditional flow, pool or lane has no name."
HEADLINE = "{n} steps, events, decisions, pools, lanes or flows without a name"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each unnamed pool, lane, step, event, dividing gateway (not parallel or event-based)
    and sequence flow that carries a condition. Sub-processes are left out, as in bpmnlint."""
    for pool in diagram.pools:
        if not pool.name.strip():
            yield _finding(pool.key, "A pool has no name, so nobody can tell whose work it shows.")
    for lane in diagram.lanes:
        if not lane.name.strip():
            yield _finding(lane.key, "A lane has no name, so nobody can tell who does the work in it.")
    for node in diagram.nodes:
        if not node.name.strip() and _needs_name(node):
            yield _finding(
                node.key, f"{opening(node_called(diagram, node))} says nothing to a reader: {_ask(node)}"
            )
    for flow in diagram.flows:
        if not flow.name.strip() and flow.condition is not None:
            text = (
                f"{opening(flow_called(diagram, flow))} has a condition but no name that says it in plain "
                "words."
            )
            yield _finding(flow.key, text)


def _needs_name(node: Node) -> bool:
    if node.is_gateway:
        return node.type not in ("parallelGateway", "eventBasedGateway") and len(node.outgoing) > 1
    return not node.is_sub_process


def _ask(node: Node) -> str:
    if node.is_gateway:
        return "name it with the question it answers."
    if node.type == "endEvent":
        return "name it with the outcome."
    if node.is_event:
        return "name it with what happens."
    return "name it with a verb and what is done."


def _finding(key: str, text: str) -> Finding:
    return Finding(NAME, SEVERITY, (key,), text, "Give it a name.")
