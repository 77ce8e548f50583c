"""No complex gateways: few people can say what one does."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "no-complex-gateway"
SEVERITY: Severity = "advice"
SUMMARY = "A complex gateway (*) is used, which few readers and tools understand."
HEADLINE = "{n} complex gateways"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each complex gateway."""
    for node in diagram.nodes:
        if node.type == "complexGateway":
            text = (
                f"{opening(node_called(diagram, node))} is a complex gateway (*): few readers know what it "
                "does, and tools treat it in different ways."
            )
            fix = "Say the same with exclusive (X) and parallel (+) gateways, one decision at a time."
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
