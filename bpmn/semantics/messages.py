"""Messages between the processes of one diagram, and which processes they join."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.model import Diagram, Node

_CATCHING = frozenset({"startEvent", "intermediateCatchEvent", "boundaryEvent"})


@dataclass(frozen=True)
class Messages:
    """`receives` and `sends` are message flows by node, `waits` the nodes whose every sender is drawn."""

    receives: dict[str, tuple[str, ...]]
    sends: dict[str, tuple[str, ...]]
    waits: frozenset[str]
    groups: tuple[tuple[str, ...], ...]


def messages(diagram: Diagram) -> Messages:
    """Read the message flows. A message from a closed pool, a gateway, or the same process has no sender that
    a case could wait for: such a catch may always happen."""
    nodes = diagram.node_by_key
    receives: dict[str, list[str]] = {}
    sends: dict[str, list[str]] = {}
    open_ended: set[str] = set()
    joined: list[tuple[str, str]] = []
    for flow in diagram.message_flows:
        source, target = nodes.get(flow.source), nodes.get(flow.target)
        if target is None:
            continue
        if source is None or source.is_gateway or source.process == target.process:
            open_ended.add(target.key)
            continue
        joined.append((source.process, target.process))
        if catches_message(target):
            receives.setdefault(target.key, []).append(flow.key)
            sends.setdefault(source.key, []).append(flow.key)
    waits = frozenset(key for key in receives if key not in open_ended and _only_message(nodes[key]))
    return Messages(_frozen(receives), _frozen(sends), waits, _groups(diagram, joined))


def catches_message(node: Node) -> bool:
    """Whether the node takes a message: a receive task or a catching message event. (A message flow drawn to
    any other task informs it; nothing in the specification makes it wait.)"""
    if node.type == "receiveTask":
        return True
    return node.type in _CATCHING and any(event.kind == "message" for event in node.events)


def _only_message(node: Node) -> bool:
    return node.type == "receiveTask" or all(event.kind == "message" for event in node.events)


def _frozen(found: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(flows) for key, flows in found.items()}


def _groups(diagram: Diagram, joined: list[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    neighbours: dict[str, list[str]] = {process.key: [] for process in diagram.processes}
    for one, other in joined:
        neighbours[one].append(other)
        neighbours[other].append(one)
    order = {process.key: place for place, process in enumerate(diagram.processes)}
    seen: set[str] = set()
    groups: list[tuple[str, ...]] = []
    for first in neighbours:
        if first in seen:
            continue
        seen.add(first)
        group, rest = [], [first]
        while rest:
            process = rest.pop()
            group.append(process)
            new = [other for other in neighbours[process] if other not in seen]
            seen.update(new)
            rest.extend(dict.fromkeys(new))
        groups.append(tuple(sorted(group, key=order.__getitem__)))
    return tuple(groups)
