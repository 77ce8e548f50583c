"""A diagram as comparison sees it: its steps (activities and named events) and what surrounds each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.graph import ControlGraph, control_graph
from bpmn.model import Diagram, Node, PartName
from bpmn.naming import node_called, tidy
from bpmn.parts import holders, parts
from bpmn.parts.who import part_by_view
from bpmn.patterns import Pattern, answer_names
from bpmn.signature import fingerprint

FURTHEST_NEIGHBOURS = 12
"""Neighbours kept on each side of a step; a hub of more says nothing about any one of them."""


@dataclass(frozen=True)
class Step:
    """An activity or a named event, in its surroundings.

    `before` and `after` are the nearest steps past gateways and unnamed events. `place` is 0 at the start
    of the process and 1 at its end; `number` counts from 1 in process order. `role` is the name of the
    innermost named lane or pool, "" where there is none. `refs` are attached patterns' slugs, `asks` the
    answers these patterns give."""

    key: str
    name: str
    node: Node
    number: int
    place: float
    role: str
    part: PartName | None
    refs: tuple[str, ...]
    asks: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One of the two diagrams, with its steps in process order. `patterns` are those the caller knows, by
    slug."""

    diagram: Diagram
    graph: ControlGraph
    steps: tuple[Step, ...]
    patterns: Mapping[str, Pattern]

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """Every step by its key."""
        return {step.key: step for step in self.steps}

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each step stands in `steps`."""
        return {step.key: index for index, step in enumerate(self.steps)}

    @cached_property
    def order(self) -> dict[str, int]:
        """Where each node, step or not, stands in process order."""
        return {key: index for index, key in enumerate(self.graph.order)}

    @cached_property
    def fingerprint(self) -> str:
        """The same for diagrams that say the same, whatever their ids and layout."""
        return fingerprint(self.diagram)

    def called(self, key: str) -> str:
        """How to speak of an element: `'Check crew log'`."""
        return node_called(self.diagram, self.diagram.node_by_key[key])

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The node keys in process order."""
        return tuple(sorted(keys, key=lambda key: self.order[key]))


def is_step(node: Node) -> bool:
    """Whether comparison treats the node as a step: an activity, or an event with a name."""
    return node.is_activity or (node.is_event and bool(node.name.strip()))


def side(diagram: Diagram, patterns: Mapping[str, Pattern] | None = None) -> Side:
    """Prepare one diagram for comparison."""
    graph = control_graph(diagram)
    known = patterns or {}
    found = [diagram.node_by_key[key] for key in graph.order if is_step(diagram.node_by_key[key])]
    views = parts(diagram)
    ahead, behind = graph.with_messages, graph.before
    steps = tuple(
        Step(
            key=node.key,
            name=" ".join(node.name.split()),
            node=node,
            number=number,
            place=graph.depth[node.key] / max(1, graph.depth[node.key] + graph.height[node.key]),
            role=role_of(diagram, node),
            part=part_by_view(diagram, node, views),
            refs=tuple(pattern.ref for pattern in node.patterns),
            asks=frozenset(
                name
                for pattern in node.patterns
                for name in (answer_names(known[pattern.ref]) if pattern.ref in known else (pattern.ref,))
            ),
            before=_nearest(diagram, node.key, behind),
            after=_nearest(diagram, node.key, ahead),
        )
        for number, node in enumerate(found, 1)
    )
    return Side(diagram, graph, steps, known)


def role_of(diagram: Diagram, node: Node) -> str:
    """The name of the innermost named lane or pool around a node, "" where there is none."""
    for key in holders(diagram, node):
        holder = diagram.lane_by_key.get(key) or diagram.pool_by_key.get(key)
        if holder is not None and holder.name.strip():
            return tidy(holder.name)
    return ""


def nearest_steps(side: Side, key: str) -> tuple[str, ...]:
    """The steps before a node, past gateways and unnamed events."""
    return _nearest(side.diagram, key, side.graph.before)


def _nearest(diagram: Diagram, key: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    seen, queue = {key}, list(edges[key])
    while queue and len(found) < FURTHEST_NEIGHBOURS and len(seen) < 40 * FURTHEST_NEIGHBOURS:
        reached = queue.pop(0)
        if reached in seen:
            continue
        seen.add(reached)
        if is_step(diagram.node_by_key[reached]):
            found[reached] = None
        else:
            queue.extend(edges[reached])
    return tuple(found)
