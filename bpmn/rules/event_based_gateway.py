"""An event-based gateway waits for the first of several events, and has no conditions."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import flow_called, node_called, opening

NAME = "event-based-gateway"
SEVERITY: Severity = "warning"
SUMMARY = "An event-based gateway has fewer than two ways out, or a way out with a condition."
HEADLINE = "{n} faults at event-based gateways"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each event-based gateway with fewer than two ways out, and for each conditional flow
    out of one."""
    for node in diagram.nodes:
        if node.type != "eventBasedGateway":
            continue
        if len(node.outgoing) < 2:
            name = opening(node_called(diagram, node))
            text = f"{name} waits for the first of several events, but does not lead to two."
            fix = "Draw the other events it waits for, or take the gateway out."
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
        for flow in diagram.ways_out(node):
            if flow.condition is not None:
                text = (
                    f"{opening(flow_called(diagram, flow))} has a condition, but it is the event that "
                    "happens first that decides there."
                )
                yield Finding(NAME, SEVERITY, (flow.key,), text, "Take the condition off the flow.")
