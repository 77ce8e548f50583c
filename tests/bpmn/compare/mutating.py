"""One small change to a diagram, of each kind that a sentence must tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bpmn.compare import Match
from bpmn.compare.steps import is_step
from bpmn.model import Diagram, EventDefinition, Flow, Node


def known(a: Diagram, b: Diagram) -> list[Match]:
    """Every step that both still have, matched with itself."""
    here = {node.key for node in a.nodes if is_step(node)} & {node.key for node in b.nodes if is_step(node)}
    return [Match((key,), (key,)) for key in sorted(here)]


def in_a_row(diagram: Diagram) -> Iterator[tuple[str, str]]:
    """Pairs of tasks of which the second directly follows the first and nothing else does."""
    for flow in diagram.flows:
        one, two = diagram.node_by_key[flow.source], diagram.node_by_key[flow.target]
        if is_plain(diagram, one) and is_plain(diagram, two):
            yield one.key, two.key


def plain(diagram: Diagram) -> Iterator[str]:
    """Tasks with one way in, one way out and nothing on their edge."""
    return (node.key for node in diagram.nodes if is_plain(diagram, node))


def is_plain(diagram: Diagram, node: Node) -> bool:
    """Whether it can be taken out of its place without more changing than that."""
    return (
        node.is_activity
        and not node.is_sub_process
        and len(node.incoming) == len(node.outgoing) == 1
        and not diagram.boundary_events(node.key)
        and not any(flow.condition for flow in diagram.ways_out(node))
    )


def rebuilt(diagram: Diagram, nodes: tuple[Node, ...], flows: tuple[Flow, ...]) -> Diagram:
    """The diagram with these nodes and flows, and what follows from them."""
    kept = {node.key for node in nodes}
    joined = tuple(
        replace(
            node,
            incoming=tuple(flow.key for flow in flows if flow.target == node.key),
            outgoing=tuple(flow.key for flow in flows if flow.source == node.key),
        )
        for node in nodes
    )
    lanes = tuple(
        replace(lane, nodes=tuple(node.key for node in nodes if node.lane == lane.key))
        for lane in diagram.lanes
    )
    messages = tuple(
        flow
        for flow in diagram.message_flows
        if {flow.source, flow.target} <= kept | set(diagram.pool_by_key)
    )
    return replace(
        diagram, nodes=joined, flows=flows, lanes=lanes, message_flows=messages, shapes={}, edges={}
    )


def swapped(diagram: Diagram, one: str, two: str) -> Diagram:
    """Two tasks in a row, the other way round."""

    def moved(flow: Flow) -> Flow:
        if (flow.source, flow.target) == (one, two):
            return replace(flow, source=two, target=one)
        target = two if flow.target == one else flow.target
        source = one if flow.source == two else flow.source
        return replace(flow, source=source, target=target)

    return rebuilt(diagram, diagram.nodes, tuple(map(moved, diagram.flows)))


def dropped(diagram: Diagram, step: str) -> Diagram:
    """One task left out, what came before leading to what came after."""
    node = diagram.node_by_key[step]
    [out] = node.outgoing
    target = diagram.flow_by_key[out].target
    flows = tuple(
        replace(flow, target=target) if flow.target == step else flow
        for flow in diagram.flows
        if flow.key != out
    )
    return rebuilt(diagram, tuple(one for one in diagram.nodes if one.key != step), flows)


def made_optional(diagram: Diagram, step: str) -> Diagram:
    """A decision before the task that can lead past it."""
    node = diagram.node_by_key[step]
    [into], [out] = node.incoming, node.outgoing
    split, join = (_gateway(node, "exclusiveGateway", name) for name in ("split~", "join~"))
    flows = tuple(
        replace(flow, target=split.key)
        if flow.key == into
        else replace(flow, source=join.key)
        if flow.key == out
        else flow
        for flow in diagram.flows
    )
    new = (
        Flow("in~", split.key, step, node.scope, "Yes"),
        Flow("past~", split.key, join.key, node.scope, "No"),
        Flow("out~", step, join.key, node.scope),
    )
    return rebuilt(diagram, (*diagram.nodes, split, join), (*flows, *new))


def side_by_side(diagram: Diagram, one: str, two: str) -> Diagram:
    """Two tasks in a row put on two branches of a fork."""
    first, second = diagram.node_by_key[one], diagram.node_by_key[two]
    split, join = (_gateway(first, "parallelGateway", name) for name in ("split~", "join~"))
    [into], [between], [out] = first.incoming, first.outgoing, second.outgoing
    flows = tuple(
        replace(flow, target=split.key)
        if flow.key == into
        else replace(flow, source=join.key)
        if flow.key == out
        else flow
        for flow in diagram.flows
        if flow.key != between
    )
    new = (
        Flow("one~", split.key, one, first.scope),
        Flow("two~", split.key, two, first.scope),
        Flow("after one~", one, join.key, first.scope),
        Flow("after two~", two, join.key, first.scope),
    )
    return rebuilt(diagram, (*diagram.nodes, split, join), (*flows, *new))


def _gateway(node: Node, kind: str, key: str) -> Node:
    return Node(key, kind, "", node.process, node.scope, node.lane)


def changed(diagram: Diagram, key: str, **values: object) -> Diagram:
    """One node with other values."""
    nodes = tuple(
        replace(node, **values) if node.key == key else node  # type: ignore[arg-type]
        for node in diagram.nodes
    )
    return rebuilt(diagram, nodes, diagram.flows)


def with_limit(diagram: Diagram, key: str, text: str) -> Diagram:
    """A timer event with another time, and no name that says the old one."""
    [event] = diagram.node_by_key[key].events
    assert event.timer is not None
    return changed(
        diagram,
        key,
        events=(EventDefinition("timer", timer=replace(event.timer, text=text)),),
        name="Time is up",
    )
