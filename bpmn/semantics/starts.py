"""Where a process or sub-process begins (BPMN 2.0.2, 10.5.2 and 13.2)."""

from __future__ import annotations

from bpmn.model import Node
from bpmn.semantics.ways import link_name


def alternatives(nodes: tuple[Node, ...], entered: set[str]) -> tuple[str, ...]:
    """The nodes of one scope that start it, one of them a case: start events, and receive tasks and
    event-based gateways that say they start an instance. `entered` are the nodes with a way in."""
    return tuple(node.key for node in nodes if node.type == "startEvent" or _instantiates(node, entered))


def implicit(nodes: tuple[Node, ...], entered: set[str]) -> tuple[str, ...]:
    """The nodes that all start when nothing says what does: those with no way in that can hold a token."""
    return tuple(node.key for node in nodes if node.key not in entered and _may_begin(node))


def _instantiates(node: Node, entered: set[str]) -> bool:
    return node.instantiates and node.type in ("receiveTask", "eventBasedGateway") and node.key not in entered


def _may_begin(node: Node) -> bool:
    if node.type == "boundaryEvent" or node.triggered_by_event or node.for_compensation:
        return False
    return link_name(node, "intermediateCatchEvent") is None
