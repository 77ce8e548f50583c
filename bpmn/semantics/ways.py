"""The ways of a diagram: its sequence flows and link pairs, without those that no case can follow."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.model import Diagram, Flow, Node
from bpmn.semantics.form import Way

_LEFT_OUT = (
    "The flow {flow} runs from one process or sub-process into another, "
    "which BPMN does not allow: no case follows it."
)


def own_key(element: str, role: str) -> str:
    """A key for something the diagram does not draw. A line break can stand in no id, so it meets no other
    key."""
    return f"{element}\n{role}"


def link_name(node: Node, type_: str) -> str | None:
    """The name by which a link event of this type finds its other half; None for any other node."""
    if node.type != type_:
        return None
    links = [event for event in node.events if event.kind == "link"]
    return (links[0].name or node.name).strip() if links else None


def drawn_ways(diagram: Diagram) -> Iterator[Way]:
    """A way for every sequence flow within one scope, in file order, then one for every link that finds its
    catch."""
    nodes = diagram.node_by_key
    for flow in diagram.flows:
        if nodes[flow.source].scope == nodes[flow.target].scope:
            yield Way(flow.key, flow.source, flow.target, flow.key, flow)
    yield from _link_ways(diagram)


def left_out(diagram: Diagram) -> Iterator[str]:
    """A sentence for every sequence flow that leaves its process or sub-process."""
    nodes = diagram.node_by_key
    for flow in diagram.flows:
        if nodes[flow.source].scope != nodes[flow.target].scope:
            yield _LEFT_OUT.format(flow=flow.name or flow.key)


def conditional(flow: Flow | None) -> bool:
    """Whether a condition is written on the flow."""
    return flow is not None and flow.condition is not None


def _link_ways(diagram: Diagram) -> Iterator[Way]:
    catches: dict[tuple[str, str], str] = {}
    for node in diagram.nodes:
        name = link_name(node, "intermediateCatchEvent")
        if name is not None:
            catches.setdefault((node.scope, name), node.key)
    for node in diagram.nodes:
        name = link_name(node, "intermediateThrowEvent")
        target = catches.get((node.scope, name)) if name is not None else None
        if target is not None:
            yield Way(own_key(node.key, "link"), node.key, target, target)
