"""Only ways out of a decision need a name."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Flow
from bpmn.naming import node_called, opening, tidy

NAME = "superfluous-label"
SEVERITY: Severity = "advice"
SUMMARY = "A flow that is always taken has a name, which reads like a condition."
HEADLINE = "{n} names on flows that are always taken"
FORKS = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each named flow that has no condition and does not leave a dividing exclusive,
    inclusive or complex gateway, nor a step with a default way out."""
    for flow in diagram.flows:
        if not flow.name.strip() or flow.condition is not None:
            continue
        source = diagram.node_by_key[flow.source]
        if source.default or (source.type in FORKS and len(source.outgoing) > 1):
            continue
        yield Finding(NAME, SEVERITY, (flow.key,), _text(diagram, flow), FIX)


FIX = "Take the name off; if it says what happens, put it into the name of the step or event."


def _text(diagram: Diagram, flow: Flow) -> str:
    source = node_called(diagram, diagram.node_by_key[flow.source])
    target = node_called(diagram, diagram.node_by_key[flow.target])
    if diagram.node_by_key[flow.source].type == "eventBasedGateway":
        why = "but it is the event there that says when it is taken"
    else:
        why = "but it is always taken"
    return opening(f"the flow from {source} to {target} is named '{tidy(flow.name)}', {why}.")
