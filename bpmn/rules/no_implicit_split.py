"""Work is divided at gateways, not by drawing several flows out of a step."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Flow, Node
from bpmn.naming import node_called, opening
from bpmn.numerals import in_words

NAME = "no-implicit-split"
SEVERITY: Severity = "warning"
SUMMARY = "A step or event has several ways out without a gateway, so all of them are taken at once."
HEADLINE = "{n} steps with several ways out and no gateway"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each activity or event with two or more ways out that carry no condition and are no
    default."""
    for node in diagram.nodes:
        if node.is_gateway:
            continue
        ways = [
            flow for flow in diagram.ways_out(node) if flow.condition is None and flow.key != node.default
        ]
        if len(ways) > 1:
            yield Finding(NAME, SEVERITY, (node.key,), _text(diagram, node, ways), FIX)


FIX = (
    "Add a gateway after it: exclusive (X) if only one way should be taken, "
    "parallel (+) if all of them happen together."
)


def _text(diagram: Diagram, node: Node, ways: list[Flow]) -> str:
    name = opening(node_called(diagram, node))
    return (
        f"{name} has {in_words(len(ways))} ways out without a gateway, so every one of them is taken at once."
    )
