"""Inclusive gateways ask much of a reader: how many ways are taken, and what is waited for."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "no-inclusive-gateway"
SEVERITY: Severity = "advice"
SUMMARY = "An inclusive gateway (O) is used; readers cannot see which ways are taken or waited for."
HEADLINE = "{n} inclusive gateways"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each inclusive gateway."""
    for node in diagram.nodes:
        if node.type == "inclusiveGateway":
            if len(node.outgoing) > 1:
                text = "may take one, some or all of its ways, which readers cannot see from the diagram."
            else:
                text = "waits for whichever paths were taken before it, which readers cannot see."
            fix = "Where you can, use a parallel gateway (+) with a yes-or-no decision (X) on each optional way."
            yield Finding(NAME, SEVERITY, (node.key,), f"{opening(node_called(diagram, node))} {text}", fix)
