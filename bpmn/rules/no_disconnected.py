"""No step stands alone, without a flow into it or out of it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening
from bpmn.scopes import lies_in_ad_hoc

NAME = "no-disconnected"
SEVERITY: Severity = "error"
SUMMARY = "A step, event or gateway has no flow into it and none out of it."
HEADLINE = "{n} steps that no flow touches"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each task, sub-process, event or gateway that no sequence flow touches.

    Left out, as in bpmnlint: call activities (the implicit-start and implicit-end rules name them),
    compensation (drawn with associations), event sub-processes and the inside of ad-hoc sub-processes.
    """
    for node in diagram.nodes:
        if node.incoming or node.outgoing or _may_stand_alone(diagram, node):
            continue
        text = (
            f"{opening(node_called(diagram, node))} is not connected to anything, so no case ever gets there."
        )
        yield Finding(NAME, SEVERITY, (node.key,), text, _fix(node))


def _may_stand_alone(diagram: Diagram, node: Node) -> bool:
    return (
        node.type == "callActivity"
        or node.triggered_by_event
        or node.for_compensation
        or (node.type == "boundaryEvent" and node.event_kind == "compensate")
        or lies_in_ad_hoc(diagram, node)
    )


def _fix(node: Node) -> str:
    if node.type == "boundaryEvent":
        return "Draw a sequence flow from it to what happens then."
    return "Connect it with sequence flows, or take it out."
