"""Counts of a diagram, stored at upload and shown first: how big it is, how it branches, who is in it."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.model import Diagram, Node
from bpmn.parts import involvement
from bpmn.scopes import scopes

WAITING = frozenset({"timer", "message", "signal", "conditional"})
DECISIONS = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway"})


@dataclass(frozen=True)
class Metrics:
    """How much there is of everything.

    `steps` are tasks and call activities (sub-processes count by what is in them, or as one step when empty).
    `roles` are those who do something: lanes with nodes, pools without lanes, and closed pools.
    `decisions` are gateways that choose, `parallel` those that divide into work done together.
    `waits` are places where a case waits for a message, a time, a signal or a condition (the start is none).
    `resident` is the number of contacts with the resident, `handovers` of passings from team to team.
    `depth` is 1 without sub-processes, 2 with one, and so on. `loops` are flows that lead back.
    """

    steps: int
    roles: int
    pools: int
    decisions: int
    parallel: int
    starts: int
    ends: int
    events: int
    messages: int
    waits: int
    timers: int
    sub_processes: int
    loops: int
    flows: int
    resident: int
    handovers: int
    depth: int
    patterns: int


def measure(diagram: Diagram) -> Metrics:
    """The counts of one diagram, over all of its pools."""
    nodes = diagram.nodes
    contacts = involvement(diagram)
    return Metrics(
        steps=sum(_is_step(diagram, node) for node in nodes),
        roles=_roles(diagram),
        pools=len(diagram.pools),
        decisions=sum(node.type in DECISIONS and len(node.outgoing) > 1 for node in nodes),
        parallel=sum(node.type == "parallelGateway" and len(node.outgoing) > 1 for node in nodes),
        starts=sum(node.type == "startEvent" for node in nodes),
        ends=sum(node.type == "endEvent" for node in nodes),
        events=sum(node.is_event for node in nodes),
        messages=len(diagram.message_flows),
        waits=sum(_waits(node) for node in nodes),
        timers=sum(any(event.kind == "timer" for event in node.events) for node in nodes),
        sub_processes=sum(node.is_sub_process for node in nodes),
        loops=_loops(diagram),
        flows=len(diagram.flows),
        resident=len(contacts.touch_points),
        handovers=len(contacts.handovers),
        depth=_depth(diagram),
        patterns=sum(len(node.patterns) for node in nodes),
    )


def _is_step(diagram: Diagram, node: Node) -> bool:
    return node.is_activity and not (node.is_sub_process and diagram.nodes_in(node.key))


def _roles(diagram: Diagram) -> int:
    lanes = {node.lane for node in diagram.nodes if node.lane is not None}
    with_lanes = {diagram.lane_by_key[key].process for key in lanes}
    pools = sum(pool.process not in with_lanes for pool in diagram.pools)
    return len(lanes) + pools or min(1, len(diagram.nodes))


def _waits(node: Node) -> bool:
    if node.type in ("intermediateCatchEvent", "boundaryEvent"):
        return any(event.kind in WAITING for event in node.events)
    return node.type == "receiveTask"


def _depth(diagram: Diagram) -> int:
    deepest = 1 if diagram.nodes else 0
    depths: dict[str, int] = {process.key: 1 for process in diagram.processes}
    for scope in scopes(diagram):
        chain: list[str] = []
        key = scope.key
        while key not in depths:
            chain.append(key)
            key = diagram.node_by_key[key].scope
        for inner in reversed(chain):
            depths[inner] = depths[diagram.node_by_key[inner].scope] + 1
        if diagram.nodes_in(scope.key):
            deepest = max(deepest, depths[scope.key])
    return deepest


def _loops(diagram: Diagram) -> int:
    """Flows that lead back to where the path they are on came from (depth first, in file order)."""
    done: set[str] = set()
    found = 0
    for root in _roots_first(diagram):
        if root.key in done:
            continue
        open_: set[str] = {root.key}
        stack = [(root.key, iter(root.outgoing))]
        while stack:
            key, ways = stack[-1]
            flow = next(ways, None)
            if flow is None:
                open_.discard(key)
                done.add(key)
                stack.pop()
                continue
            target = diagram.flow_by_key[flow].target
            if target in open_:
                found += 1
            elif target not in done:
                open_.add(target)
                stack.append((target, iter(diagram.node_by_key[target].outgoing)))
    return found


def _roots_first(diagram: Diagram) -> list[Node]:
    return sorted(diagram.nodes, key=lambda node: bool(node.incoming))
