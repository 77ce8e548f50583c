"""What the drawing alone makes certain, where not everything that can happen was looked through: that one
step can lead to another and never the other way round, and that no case ends without a step."""

from __future__ import annotations

from bpmn.compare.graph import reachable
from bpmn.compare.steps import Side
from bpmn.compare.world import World
from bpmn.model import Diagram, Node

MOST_STEPS = 600
MOST_ALWAYS = 200_000
"""Most nodes times steps for which "always" is asked."""


def certain(side: Side, process: str) -> World:
    """What is certain of one process. Nothing is said of what lies in an event sub-process or ad-hoc
    sub-process, nor, where something may stop a process early, that a step is always done."""
    diagram = side.diagram
    nodes = [node for node in diagram.nodes if node.process == process]
    steps = [step.key for step in side.steps if step.node.process == process]
    clear = [key for key in steps if not _is_loose(diagram, diagram.node_by_key[key])]
    index = {key: number for number, key in enumerate(clear)}
    if len(clear) > MOST_STEPS:
        return World({}, frozenset(), whole=False)
    ahead = reachable(side.graph.with_messages, clear)
    first = [sum(1 << index[key] for key in ahead[one]) for one in clear]
    everything = (1 << len(clear)) - 1
    missed = everything
    if len(nodes) * len(clear) <= MOST_ALWAYS and not any(_stops(node) for node in nodes):
        missed = sum(
            1 << index[key] for key in clear if _can_end_without(side, nodes, diagram.node_by_key[key])
        )
    return World(index, frozenset(), everything, first, missed=missed, whole=False)


def _stops(node: Node) -> bool:
    """Whether it may stop a process, or a part of it, before its end."""
    ends = node.type == "endEvent" and node.event_kind in ("terminate", "error", "cancel", "escalation")
    vague = node.type in ("complexGateway", "inclusiveGateway") or node.event_kind in ("compensate", "cancel")
    return ends or vague or node.triggered_by_event


def _is_loose(diagram: Diagram, node: Node) -> bool:
    """Whether it lies in an event sub-process or ad-hoc sub-process, is one, or undoes something."""
    here: Node | None = node
    for _ in range(len(diagram.nodes)):
        if here is None:
            return False
        inside = here is not node
        if here.triggered_by_event or here.for_compensation or (inside and here.type == "adHocSubProcess"):
            return True
        here = diagram.node_by_key.get(here.scope)
    return False


def _can_end_without(side: Side, nodes: list[Node], step: Node) -> bool:
    """Whether a case of the step's process can come to all its ends without it: the least fixed point of
    "an end, or at a decision some way on, at a parallel split every way on"."""
    diagram, edges = side.diagram, side.graph.after
    behind: dict[str, list[str]] = {node.key: [] for node in nodes}
    for key in tuple(behind):
        for target in edges[key]:
            if target in behind:
                behind[target].append(key)
    free: set[str] = set()
    ready = [key for key in behind if not edges[key] and key != step.key]
    while ready:
        key = ready.pop()
        if key in free:
            continue
        free.add(key)
        ready += [
            source
            for source in behind[key]
            if source != step.key and source not in free and _passes(diagram, source, edges[source], free)
        ]
    starts = [node.key for node in nodes if _begins(node)]
    return step.attached_to is not None or any(key in free for key in starts)


def _begins(node: Node) -> bool:
    """Whether a case can begin at this node of a process."""
    loose = node.triggered_by_event or node.for_compensation or node.attached_to is not None
    return not node.incoming and not loose and node.scope == node.process


def _passes(diagram: Diagram, key: str, targets: tuple[str, ...], free: set[str]) -> bool:
    node = diagram.node_by_key[key]
    exceptional = {event.key for event in diagram.boundary_events(key)}
    interrupting = any(diagram.node_by_key[event].interrupting and event in free for event in exceptional)
    usual = [target for target in targets if target not in exceptional]
    if interrupting:
        return True
    if _splits(diagram, node):
        return bool(usual) and all(target in free for target in usual)
    return any(target in free for target in usual)


def _splits(diagram: Diagram, node: Node) -> bool:
    """Whether all the ways out are taken together."""
    if node.type == "parallelGateway":
        return True
    if node.is_gateway:
        return False
    return len(node.outgoing) > 1 and not any(flow.condition for flow in diagram.ways_out(node))
