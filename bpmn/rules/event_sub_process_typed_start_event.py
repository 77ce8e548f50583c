"""An event sub-process says which event sets it off."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "event-sub-process-typed-start-event"
SEVERITY: Severity = "warning"
SUMMARY = "An event sub-process begins with a blank start event, so nothing ever sets it off."
HEADLINE = "{n} event sub-processes that nothing sets off"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each start event without a definition directly in an event sub-process."""
    for around in diagram.nodes:
        if not around.triggered_by_event:
            continue
        for node in diagram.nodes_in(around.key):
            if node.type == "startEvent" and not node.events:
                text = (
                    f"{opening(node_called(diagram, node))} starts {node_called(diagram, around)} without "
                    "saying which event sets it off, so it never runs."
                )
                fix = "Make it a message, timer, error or other typed start event."
                yield Finding(NAME, SEVERITY, (node.key,), text, fix)
