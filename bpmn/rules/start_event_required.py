"""Every process and sub-process says where it starts."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import opening
from bpmn.scopes import scope_called, scopes

NAME = "start-event-required"
SEVERITY: Severity = "warning"
SUMMARY = "A process or sub-process has no start event."
HEADLINE = "{n} processes without a start event"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each process or sub-process (not ad-hoc) that holds no start event."""
    for scope in scopes(diagram):
        if scope.ad_hoc or any(node.type == "startEvent" for node in diagram.nodes_in(scope.key)):
            continue
        text = (
            f"{opening(scope_called(diagram, scope.key))} has no start event, so it does not say what sets "
            "it off."
        )
        yield Finding(NAME, SEVERITY, (scope.key,), text, "Add a start event before the first step.")
