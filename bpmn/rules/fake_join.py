"""Paths meet at gateways: a step that several flows enter does not wait for them."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening
from bpmn.numerals import in_words

NAME = "fake-join"
SEVERITY: Severity = "advice"
SUMMARY = "Several flows enter a step or event directly; it does not wait for all of them."
HEADLINE = "{n} steps that several flows enter without a gateway"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each activity or event with more than one flow into it."""
    for node in diagram.nodes:
        if node.is_gateway or len(node.incoming) < 2:
            continue
        ways = in_words(len(node.incoming))
        text = (
            f"{opening(node_called(diagram, node))} has {ways} ways in without a gateway. It does not wait "
            "for all of "
            "them: it happens again each time one arrives."
        )
        fix = (
            "Put a gateway before it: exclusive (X) if only one of the paths is taken, "
            "parallel (+) if it must wait for all of them."
        )
        yield Finding(NAME, SEVERITY, (node.key,), text, fix)
