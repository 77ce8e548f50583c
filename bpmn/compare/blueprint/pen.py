"""Drawing a draft node by node: flows, joins, lanes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from bpmn.model import EventDefinition, Flow, Lane, Node, Origin, PartName, PatternRef

PROCESS = "Process_1"
Open = tuple[str, str]
"""A way on that leads nowhere yet: the node it leaves, and its name."""


@dataclass
class Pen:
    """Nodes and flows drawn so far. `open` are the ways on that what is placed next goes on from; `lanes` maps each
    node to the name of its lane ("" for none)."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    open: list[Open] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)

    def place(
        self,
        type_: str,
        name: str,
        lane: str,
        *,
        events: tuple[EventDefinition, ...] = (),
        documentation: str = "",
        patterns: tuple[PatternRef, ...] = (),
        origin: Origin | None = None,
        on: str | None = None,
        interrupting: bool = True,
    ) -> str:
        """Draw a node after everything open (a join before it where more than one way comes), or, `on` a step, at its
        border. Its key."""
        if on is None:
            self.join(lane)
        node = Node(self._key(_kind(type_)), type_, name, PROCESS, PROCESS, events=events)
        node = replace(node, documentation=documentation, patterns=patterns, origin=origin, attached_to=on)
        node = replace(node, interrupting=interrupting)
        self._put(node, lane, flows=on is None)
        return node.key

    def join_all(self, arrived: list[Open], lane: str) -> None:
        """Wait for all of these ways, where there is more than one."""
        self.open = arrived
        if len(arrived) > 1:
            self._put(Node(self._key("Wait"), "parallelGateway", "", PROCESS, PROCESS), lane)

    def join(self, lane: str) -> None:
        """Bring the open ways together, where there is more than one."""
        if len(self.open) > 1:
            self._put(Node(self._key("Join"), "exclusiveGateway", "", PROCESS, PROCESS), lane)

    def _key(self, kind: str) -> str:
        self._count[kind] += 1
        return f"{kind}_{self._count[kind]}"

    def _put(self, node: Node, lane: str, flows: bool = True) -> None:
        self.nodes[node.key], self.lanes[node.key] = node, lane
        for source, name in self.open if flows else ():
            key = self._key("Flow")
            self.flows.append(Flow(key, source, node.key, PROCESS, name))
        self.open = [(node.key, "")]

    def finished(self, parts: dict[str, PartName | None]) -> tuple[list[Node], list[Lane]]:
        """The nodes with their flows, and the lanes in the order of `parts`; those that hold nothing are left
        out."""
        keys = {name: f"Lane_{n}" for n, name in enumerate(parts, 1) if name in self.lanes.values()}
        into: dict[str, list[str]] = {key: [] for key in self.nodes}
        out: dict[str, list[str]] = {key: [] for key in self.nodes}
        for flow in self.flows:
            out[flow.source].append(flow.key)
            into[flow.target].append(flow.key)
        nodes = [
            replace(
                node,
                incoming=tuple(into[key]),
                outgoing=tuple(out[key]),
                lane=keys.get(self.lanes[key]),
            )
            for key, node in self.nodes.items()
        ]
        lanes = [
            Lane(key, name, PROCESS, tuple(node.key for node in nodes if node.lane == key), part=parts[name])
            for name, key in keys.items()
        ]
        return nodes, lanes


def _kind(type_: str) -> str:
    if type_.endswith("Gateway"):
        return "Fork" if type_ == "parallelGateway" else "Decision"
    return {"startEvent": "Start", "endEvent": "End"}.get(
        type_, "Event" if type_.endswith("Event") else "Step"
    )
