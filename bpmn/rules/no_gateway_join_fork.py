"""A gateway joins or forks, not both."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening
from bpmn.numerals import in_words

NAME = "no-gateway-join-fork"
SEVERITY: Severity = "warning"
SUMMARY = "One gateway both brings paths together and divides them."
HEADLINE = "{n} gateways that join and divide at once"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each gateway with more than one flow in and more than one flow out."""
    for node in diagram.nodes:
        if not node.is_gateway or len(node.incoming) < 2 or len(node.outgoing) < 2:
            continue
        text = (
            f"{opening(node_called(diagram, node))} does two things at once: it brings "
            f"{in_words(len(node.incoming))} "
            f"paths together and divides the work into {in_words(len(node.outgoing))}. Readers may miss one "
            "of them."
        )
        yield Finding(
            NAME,
            SEVERITY,
            (node.key,),
            text,
            "Use two gateways: one where paths meet, then one that divides.",
        )
