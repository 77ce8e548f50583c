"""An event that waits for a condition says which."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "conditional-event"
SEVERITY: Severity = "warning"
SUMMARY = "A conditional event in an executable process does not say what condition it waits for."
HEADLINE = "{n} conditional events without a condition"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each event of an executable process with a conditional definition that is empty."""
    executable = {process.key for process in diagram.processes if process.executable}
    if not executable:
        return
    for node in diagram.nodes:
        if node.process not in executable:
            continue
        condition = next((event for event in node.events if event.kind == "conditional"), None)
        if condition is not None and condition.condition is None:
            text = f"{opening(node_called(diagram, node))} waits for a condition, but none is given."
            yield Finding(NAME, SEVERITY, (node.key,), text, "Write the condition that sets it off.")
