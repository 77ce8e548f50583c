"""A decision is named with the question it answers."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "gateway-asks-question"
SEVERITY: Severity = "advice"
SUMMARY = "An exclusive decision has a name that is not a question."
HEADLINE = "{n} decisions whose name is not a question"
# What ends a question: Latin, Greek, Arabic, full-width, Armenian.
QUESTION_MARKS = ("?", ";", "؟", "？", "՞")


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each exclusive gateway with several ways out whose name holds no question mark."""
    for node in diagram.nodes:
        if node.type != "exclusiveGateway" or len(node.outgoing) < 2 or not node.name.strip():
            continue
        if not any(mark in node.name for mark in QUESTION_MARKS):
            text = (
                f"{opening(node_called(diagram, node))} is where the case takes one way or another, but it "
                "does not say what is asked."
            )
            fix = (
                "Name it with the question, for example 'Is the form complete?', and each way with an answer."
            )
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
