"""Whether a case can come to a decision before something was asked."""

from __future__ import annotations

from collections.abc import Set

from bpmn.compare.graph import control_graph
from bpmn.model import Diagram, Node

_WAITS = frozenset({"receiveTask", "intermediateCatchEvent", "startEvent", "boundaryEvent"})


def reached_without(diagram: Diagram, asking: Set[str]) -> frozenset[str]:
    """The nodes that a case can come to on a way that does none of `asking` before. Conditions are not weighed up. A
    parallel join is come to only when all that leads to it was, and an event that waits for a message of the diagram
    only when that was sent; so a question on a parallel branch counts as asked after the join."""
    needs = _needs(diagram)
    leads_to: dict[str, dict[str, None]] = {}
    for key, groups in needs.items():
        for source in {source for group in groups for source in group}:
            leads_to.setdefault(source, {})[key] = None
    reached: set[str] = set()
    passed: set[str] = set()
    rest = [key for key, groups in needs.items() if not groups]
    while rest:
        key = rest.pop()
        if key in reached or not all(not group.isdisjoint(passed) for group in needs[key]):
            continue
        reached.add(key)
        now = {_begun(key)} if key in asking else {_begun(key), key}
        passed |= now
        rest.extend(after for one in now for after in leads_to.get(one, ()))
    return frozenset(reached)


def _begun(key: str) -> str:
    """What stands for a step that was come to and perhaps not done: a limit on it can cut it short."""
    return f"begun {key}"


def _needs(diagram: Diagram) -> dict[str, list[frozenset[str]]]:
    """For every node the groups of nodes before it, one of each of which must have been passed."""
    graph = control_graph(diagram)
    before: dict[str, set[str]] = {key: set() for key in graph.after}
    told: dict[str, set[str]] = {key: set() for key in graph.after}
    for edges, turned in ((graph.after, before), (graph.told, told)):
        for source, targets in edges.items():
            for target in targets:
                turned[target].add(source)
    return {
        node.key: _groups(diagram, node, before[node.key], told[node.key])
        for node in diagram.nodes
        if node.key in before
    }


def _groups(diagram: Diagram, node: Node, before: set[str], told: set[str]) -> list[frozenset[str]]:
    if node.attached_to is not None:
        groups = [frozenset({_begun(node.attached_to)})]
    elif node.type == "parallelGateway":
        groups = [frozenset({flow.source}) for flow in diagram.ways_in(node)]
    else:
        groups = [frozenset(before)] if before else []
    if told and node.type in _WAITS:
        groups.append(frozenset(told))
    return groups
