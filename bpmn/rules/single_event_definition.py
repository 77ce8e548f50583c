"""An event waits for one thing, or throws one thing."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening
from bpmn.numerals import in_words

NAME = "single-event-definition"
SEVERITY: Severity = "advice"
SUMMARY = "An event has several definitions; its symbol does not say which."
HEADLINE = "{n} events with several definitions"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each event with more than one definition."""
    for node in diagram.nodes:
        if len(node.events) > 1:
            text = (
                f"{opening(node_called(diagram, node))} stands for {in_words(len(node.events))} events at "
                "once, and its symbol does not say which."
            )
            fix = "Draw an event for each, for example after an event-based gateway."
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
