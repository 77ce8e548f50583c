"""The way control goes through a diagram, as plain edges between flow nodes, and the order that follows
from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.meaning import normal
from bpmn.model import Diagram, Node

Edges = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ControlGraph:
    """Edges between flow nodes by key.

    `after` follows sequence flows, goes into sub-processes and out again, from an activity to its boundary
    events and from a link to its catch. `told` are message flows between nodes. Both are sorted by process
    order."""

    diagram: Diagram
    after: Edges
    told: Edges

    @cached_property
    def with_messages(self) -> Edges:
        """`after` and `told` together."""
        return {key: (*self.after[key], *self.told[key]) for key in self.after}

    @cached_property
    def before(self) -> Edges:
        """`with_messages`, backwards."""
        found: dict[str, list[str]] = {key: [] for key in self.after}
        for source, targets in self.with_messages.items():
            for target in targets:
                found[target].append(source)
        return {key: tuple(dict.fromkeys(sources)) for key, sources in found.items()}

    @cached_property
    def forward(self) -> Edges:
        """`with_messages` without the edges that go back to something already under way."""
        return without_back_edges(self.with_messages, self._entries)

    @cached_property
    def _entries(self) -> tuple[str, ...]:
        return tuple(key for key, sources in self.before.items() if not sources)

    @cached_property
    def depth(self) -> dict[str, int]:
        """How many steps, at most, lead to each node going forward."""
        return _longest(self.forward, tuple(reversed(_post_order(self.forward, self.forward))))

    @cached_property
    def height(self) -> dict[str, int]:
        """How many steps, at most, follow each node going forward."""
        return _heights(self.forward)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All nodes in process order: what comes before stands before, branch after branch, the longest
        first. Nothing here depends on where a shape is drawn, nor, but for true twins, on the order in the
        file."""
        height = self.height
        kept = {key: tuple(sorted(targets, key=lambda k: height[k])) for key, targets in self.forward.items()}
        entries = sorted(self._entries, key=lambda k: height[k])
        return tuple(reversed(_post_order(kept, [*entries, *kept])))


def control_graph(diagram: Diagram) -> ControlGraph:
    """Build the graph of a diagram."""
    ordered = sorted(diagram.nodes, key=_by_words)
    after: dict[str, dict[str, None]] = {node.key: {} for node in ordered}
    rank = {node.key: index for index, node in enumerate(ordered)}
    for source, target in [*_along_flows(diagram), *_inside(diagram), *_links(diagram)]:
        after[source][target] = None
    told: dict[str, dict[str, None]] = {node.key: {} for node in ordered}
    for message in diagram.message_flows:
        if message.source in told and message.target in told:
            told[message.source][message.target] = None
    return ControlGraph(diagram, _tidied(after, rank), _tidied(told, rank))


def _by_words(node: Node) -> tuple[str, str, str]:
    return (normal(node.name), node.type, node.event_kind)


def _tidied(edges: Mapping[str, Iterable[str]], rank: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    return {source: tuple(sorted(targets, key=rank.__getitem__)) for source, targets in edges.items()}


def _along_flows(diagram: Diagram) -> Iterable[tuple[str, str]]:
    """Sequence flows; those that leave a sub-process leave from its ends, as a case does."""
    ends = {node.key: inner_ends(diagram, node) for node in diagram.nodes if node.is_sub_process}
    for flow in diagram.flows:
        for source in ends.get(flow.source) or (flow.source,):
            yield source, flow.target


def inner_ends(diagram: Diagram, sub_process: Node) -> tuple[str, ...]:
    """The nodes at which the inside of a sub-process ends, sub-processes within it looked into. Empty if it
    has none."""
    found: list[str] = []
    for node in diagram.nodes_in(sub_process.key):
        if not node.outgoing and not node.triggered_by_event and not _is_link_throw(node):
            found += inner_ends(diagram, node) or (node.key,)
    return tuple(found)


def _is_link_throw(node: Node) -> bool:
    return node.type == "intermediateThrowEvent" and node.event_kind == "link"


def _inside(diagram: Diagram) -> Iterable[tuple[str, str]]:
    for node in diagram.nodes:
        if node.attached_to in diagram.node_by_key:
            yield str(node.attached_to), node.key
        if node.is_sub_process:
            for inner in diagram.nodes_in(node.key):
                if not inner.incoming and inner.attached_to is None and not inner.for_compensation:
                    yield node.key, inner.key


def _links(diagram: Diagram) -> Iterable[tuple[str, str]]:
    catches: dict[tuple[str, str], list[str]] = defaultdict(list)
    throws: list[tuple[tuple[str, str], str]] = []
    for node in diagram.nodes:
        if node.event_kind == "link":
            place = (node.scope, normal(node.events[0].name or node.name))
            if _is_link_throw(node):
                throws.append((place, node.key))
            else:
                catches[place].append(node.key)
    for place, source in throws:
        for target in catches[place]:
            yield source, target


def without_back_edges(edges: Edges, entries: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The same graph without the edges that close a cycle in a depth-first walk from `entries`, then from
    the rest."""
    under_way, done = set[str](), set[str]()
    kept: dict[str, list[str]] = {key: [] for key in edges}
    for entry in [*entries, *edges]:
        if entry in done:
            continue
        under_way.add(entry)
        walk = [(entry, iter(edges[entry]))]
        while walk:
            node, targets = walk[-1]
            for target in targets:
                if target in under_way:
                    continue
                kept[node].append(target)
                if target not in done:
                    under_way.add(target)
                    walk.append((target, iter(edges[target])))
                    break
            else:
                walk.pop()
                under_way.discard(node)
                done.add(node)
    return {key: tuple(targets) for key, targets in kept.items()}


def _post_order(edges: Edges, entries: Iterable[str]) -> list[str]:
    seen, found = set[str](), list[str]()
    for entry in entries:
        if entry in seen:
            continue
        seen.add(entry)
        walk = [(entry, iter(edges[entry]))]
        while walk:
            node, targets = walk[-1]
            for target in targets:
                if target not in seen:
                    seen.add(target)
                    walk.append((target, iter(edges[target])))
                    break
            else:
                walk.pop()
                found.append(node)
    return found


def _longest(edges: Edges, topological: tuple[str, ...]) -> dict[str, int]:
    depth = dict.fromkeys(topological, 0)
    for node in topological:
        for target in edges[node]:
            depth[target] = max(depth[target], depth[node] + 1)
    return depth


def _heights(edges: Edges) -> dict[str, int]:
    height: dict[str, int] = {}
    for node in _post_order(edges, edges):
        height[node] = max((height[target] + 1 for target in edges[node]), default=0)
    return height


def reachable(edges: Edges, wanted: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each wanted node, which wanted nodes lie ahead of it on some path of at least one edge."""
    keys = list(dict.fromkeys(wanted))
    bit = {key: 1 << index for index, key in enumerate(keys)}
    group, members = _components(edges)
    ahead: list[int] = [0] * len(members)
    within = [sum(bit.get(key, 0) for key in nodes) for nodes in members]
    for index, nodes in enumerate(members):  # successors' components come first
        for node in nodes:
            for target in edges[node]:
                other = group[target]
                ahead[index] |= within[other] | (ahead[other] if other != index else 0)
    return {
        key: frozenset(other for other in keys if ahead[group[key]] & bit[other])
        if key in group
        else frozenset()
        for key in keys
    }


def _components(edges: Edges) -> tuple[dict[str, int], list[list[str]]]:
    """Strongly connected components (Tarjan), each after the components it leads to."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    group: dict[str, int] = {}
    members: list[list[str]] = []
    stack: list[str] = []
    for entry in edges:
        if entry in index:
            continue
        index[entry] = low[entry] = len(index)
        stack.append(entry)
        walk = [(entry, iter(edges[entry]))]
        while walk:
            node, targets = walk[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    walk.append((target, iter(edges[target])))
                    break
                if target not in group:
                    low[node] = min(low[node], index[target])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == index[node]:
                    found: list[str] = []
                    while not found or found[-1] != node:
                        found.append(stack.pop())
                        group[found[-1]] = len(members)
                    members.append(found)
    return group, members
