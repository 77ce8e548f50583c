"""A sub-process starts when the path gets to it, not by an event of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import kind_in_words, node_called, opening

NAME = "sub-process-blank-start-event"
SEVERITY: Severity = "warning"
SUMMARY = "A sub-process begins with a message, timer or other event, which can never start it."
HEADLINE = "{n} sub-processes with a start event that cannot start them"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each start event with a definition directly in a sub-process that no event triggers."""
    for around in diagram.nodes:
        if not around.is_sub_process or around.triggered_by_event:
            continue
        for node in diagram.nodes_in(around.key):
            if node.type == "startEvent" and node.events:
                kind = f"; its {kind_in_words(node)} has no effect" if node.name.strip() else ""
                text = (
                    f"{opening(node_called(diagram, node))} cannot start {node_called(diagram, around)}: a "
                    f"sub-process starts when the path gets to it{kind}."
                )
                fix = (
                    "Make it a blank start event, and wait for the event in a step of its own before or after "
                    "it; or make this an event sub-process."
                )
                yield Finding(NAME, SEVERITY, (node.key,), text, fix)
