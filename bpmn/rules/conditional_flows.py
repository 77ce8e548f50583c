"""Where one way out has a condition, every way has one, but for the default."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Flow, Node
from bpmn.naming import node_called, opening, tidy

NAME = "conditional-flows"
SEVERITY: Severity = "warning"
SUMMARY = "Some ways out of a decision have a condition and others have none and are not the default."
HEADLINE = "{n} flows without a condition beside flows that have one"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each flow that has no condition and is no default, where another flow out of the same
    step or gateway has a condition or is the default. Where none has a condition, a name will do."""
    for node in diagram.nodes:
        if len(node.outgoing) < 2 and not node.default:
            continue
        ways = list(diagram.ways_out(node))
        beside = any(way.condition is not None for way in ways)
        if not node.default and not beside:
            continue
        for way in ways:
            if way.condition is not None or way.key == node.default:
                continue
            if beside or not way.name.strip():
                yield Finding(NAME, SEVERITY, (way.key,), _text(diagram, node, way), _fix(node))


def _text(diagram: Diagram, node: Node, way: Flow) -> str:
    if way.name.strip():
        what = f"the way '{tidy(way.name)}'"
    else:
        what = f"the way to {node_called(diagram, diagram.node_by_key[way.target])}"
    other = "is the default" if node.default else "has one"
    text = f"{what} out of {node_called(diagram, node)} has no condition, although another way {other}."
    return opening(text)


def _fix(node: Node) -> str:
    if node.default:
        return "Give it a condition."
    return "Give it a condition, or make it the default: the way that is taken when no condition holds."
