"""A gateway with one way in and one way out does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "superfluous-gateway"
SEVERITY: Severity = "advice"
SUMMARY = "A gateway has only one way in and one way out, so it decides nothing."
HEADLINE = "{n} gateways that decide nothing"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each gateway with exactly one flow in and one flow out."""
    for node in diagram.nodes:
        if not node.is_gateway or len(node.incoming) != 1 or len(node.outgoing) != 1:
            continue
        text = f"{opening(node_called(diagram, node))} has one way in and one way out, so it decides nothing."
        yield Finding(
            NAME, SEVERITY, (node.key,), text, "Take it out, or draw the other way it was meant to have."
        )
