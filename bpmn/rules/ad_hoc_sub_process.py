"""An ad-hoc sub-process has neither start nor end events: its steps are done in any order."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "ad-hoc-sub-process"
SEVERITY: Severity = "warning"
SUMMARY = "An ad-hoc sub-process holds a start or end event, although its steps have no order."
HEADLINE = "{n} start or end events inside ad-hoc sub-processes"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each start or end event that lies directly in an ad-hoc sub-process."""
    for around in diagram.nodes:
        if around.type != "adHocSubProcess":
            continue
        for node in diagram.nodes_in(around.key):
            if node.type in ("startEvent", "endEvent"):
                kind = "start" if node.type == "startEvent" else "end"
                text = (
                    f"{opening(node_called(diagram, node))} is {_a(kind)} event in "
                    f"{node_called(diagram, around)}, whose steps may be done in any order."
                )
                fix = "Take it out; if the steps do have an order, make it an ordinary sub-process."
                yield Finding(NAME, SEVERITY, (node.key,), text, fix)


def _a(kind: str) -> str:
    return "an end" if kind == "end" else "a start"
