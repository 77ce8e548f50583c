"""A decision says which answer leads where."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Flow, Node
from bpmn.naming import listed, node_called, opening

NAME = "decision-labels-required"
SEVERITY: Severity = "warning"
SUMMARY = (
    "The ways out of a decision have neither names nor conditions, so nobody can tell when each is taken."
)
HEADLINE = "{n} decisions that do not say when to take which way"
DECISIONS = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each decision with ways out that say nothing: the gateway, then those flows.

    A default flow says "otherwise"; where none is marked, one silent way beside others that speak is read so
    too.
    """
    for node in diagram.nodes:
        if node.type not in DECISIONS or len(node.outgoing) < 2:
            continue
        silent = [flow for flow in diagram.ways_out(node) if _is_silent(node, flow)]
        if len(silent) > (0 if node.default else 1):
            yield _finding(diagram, node, silent)


def _is_silent(node: Node, flow: Flow) -> bool:
    return not flow.name.strip() and flow.condition is None and flow.key != node.default


def _finding(diagram: Diagram, node: Node, silent: list[Flow]) -> Finding:
    targets = listed(node_called(diagram, diagram.node_by_key[flow.target]) for flow in silent)
    ways = "way" if len(silent) == 1 else "ways"
    text = f"{opening(node_called(diagram, node))} does not say when to take the {ways} to {targets}."
    fix = "Name each way out with the answer that leads there, for example 'yes' and 'no'."
    return Finding(NAME, SEVERITY, (node.key, *(flow.key for flow in silent)), text, fix)
