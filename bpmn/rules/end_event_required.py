"""Every process and sub-process says where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import opening
from bpmn.scopes import scope_called, scopes

NAME = "end-event-required"
SEVERITY: Severity = "warning"
SUMMARY = "A process or sub-process has no end event."
HEADLINE = "{n} processes without an end event"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each process or sub-process (not ad-hoc) that holds no end event."""
    for scope in scopes(diagram):
        if scope.ad_hoc or any(node.type == "endEvent" for node in diagram.nodes_in(scope.key)):
            continue
        text = (
            f"{opening(scope_called(diagram, scope.key))} has no end event, so it does not say how it can "
            "turn out."
        )
        yield Finding(
            NAME, SEVERITY, (scope.key,), text, "Add an end event after the last step, named by its outcome."
        )
