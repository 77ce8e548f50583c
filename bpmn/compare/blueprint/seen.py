"""How the steps of one diagram stand to each other, for many pairs at once.

One bit a step: what lies ahead, what can happen beside it, and what can be left out while it happens. Loops
count once, forwards. Messages between pools lead on as flows do, and whoever sends one goes on beside the
reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.graph import ControlGraph
from bpmn.compare.steps import Side
from bpmn.model import Diagram, Node

MOST_NODES = 6_000
"""Diagrams of more nodes are taken in process order, and nothing else is claimed of them."""
ROUNDS = 40
"""Times a loop is gone round before it is given up; a loop settles in two or three."""

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Seen:
    """For steps i and j of one side, by their places in `Side.steps`: `ahead[i, j]` j can come after i;
    `beside[i, j]` one pool runs both at the same time; `instead[i, j]` a case has the one or the other;
    `without[i, j]` i can happen in a case that ends without j."""

    ahead: Bools
    beside: Bools
    instead: Bools
    without: Bools
    decided: bool = True


def seen(side: Side) -> Seen:
    """Look at all pairs of one side's steps."""
    count = len(side.steps)
    if len(side.diagram.nodes) > MOST_NODES:
        nothing = np.zeros((count, count), bool)
        return Seen(np.triu(~nothing, 1), nothing, nothing, nothing, decided=False)
    return _Look(side).seen()


def reaches(side: Side) -> dict[str, int]:
    """For every node the steps ahead of it, a bit each by their places in `Side.steps`."""
    return _Look(side).reach()


class _Look:
    def __init__(self, side: Side) -> None:
        self.side, self.diagram, self.graph = side, side.diagram, side.graph
        self.keys = [step.key for step in side.steps]
        self.bit = {key: 1 << place for place, key in enumerate(self.keys)}

    def seen(self) -> Seen:
        reach = self.reach()
        ahead = _rows([reach[key] for key in self.keys], len(self.keys))
        together, at_once = self._split(reach)
        related = ahead | ahead.T | np.eye(len(self.keys), dtype=bool)
        instead = ~related & ~together & self._joined()
        return Seen(ahead, at_once & ~related, instead, self._without())

    def reach(self) -> dict[str, int]:
        """The steps ahead of each node, without going back."""
        found: dict[str, int] = {}
        for key in reversed(self.graph.order):
            mask = 0
            for target in self.graph.forward[key]:
                mask |= self.bit.get(target, 0) | found.get(target, 0)
            found[key] = mask
        return found

    def _split(self, reach: dict[str, int]) -> tuple[Bools, Bools]:
        """Steps that some split lets happen in one case though neither follows the other; and those of them
        that a split of their own pool runs at the same time."""
        either, own = dict.fromkeys(self.keys, 0), dict.fromkeys(self.keys, 0)
        for node in self.diagram.nodes:
            ways = [
                ([self.bit.get(t, 0) | reach[t] for t in way], told)
                for way, told in _ways_at_once(self.diagram, self.graph, node)
            ]
            masks = [(_union(way), told) for way, told in ways]
            for number, (one, told) in enumerate(masks):
                for other, also_told in masks[number + 1 :]:
                    _note(either, self.keys, one & ~other, other & ~one)
                    if not told and not also_told:
                        _note(own, self.keys, one & ~other, other & ~one)
        count = len(self.keys)
        return _rows([either[k] for k in self.keys], count), _rows([own[k] for k in self.keys], count)

    def _joined(self) -> Bools:
        """Whether anything at all joins the two steps: flows or messages, whichever way."""
        group = {key: key for key in self.graph.after}

        def root(key: str) -> str:
            while group[key] != key:
                group[key] = group[group[key]]
                key = group[key]
            return key

        for source, targets in self.graph.with_messages.items():
            for target in targets:
                group[root(source)] = root(target)
        number: dict[str, int] = {}
        names = np.array([number.setdefault(root(key), len(number)) for key in self.keys], np.int64)
        return np.asarray(names[:, None] == names[None, :])

    def _without(self) -> Bools:
        """The least fixed point of "can end without the step", for all steps at once, and then which nodes such
        a case comes through."""
        every = (1 << len(self.keys)) - 1
        ends = dict.fromkeys(self.graph.order, 0)
        for _ in range(ROUNDS):
            before = dict(ends)
            for key in reversed(self.graph.order):
                ends[key] = self._ends(key, ends, every) & ~self.bit.get(key, 0)
            if ends == before:
                break
        comes = {key: ends[key] if not self.graph.before[key] else 0 for key in self.graph.order}
        for _ in range(ROUNDS):
            before = dict(comes)
            for key in self.graph.order:
                for source in self.graph.before[key]:
                    comes[key] |= comes[source] & ends[key]
            if comes == before:
                break
        return _rows([comes[key] for key in self.keys], len(self.keys))

    def _ends(self, key: str, ends: dict[str, int], every: int) -> int:
        """The steps without which a case that stands at this node can end."""
        node = self.diagram.node_by_key[key]
        told = every
        for target in self.graph.told[key]:
            told &= ends[target]
        events = {event.key: event for event in self.diagram.boundary_events(key)}
        usual = [target for target in self.graph.after[key] if target not in events]
        on = every if not usual else 0
        if usual and splits(self.diagram, node):
            on = every
            for target in usual:
                on &= ends[target]
        else:
            for target in usual:
                on |= ends[target]
        for target, event in events.items():
            if event.interrupting:
                on |= ends[target]
        return told & on


def splits(diagram: Diagram, node: Node) -> bool:
    """Whether all the ways out of a node are taken together."""
    if node.is_gateway:
        return node.type == "parallelGateway"
    return len(node.outgoing) > 1 and not any(flow.condition for flow in diagram.ways_out(node))


def _ways_at_once(
    diagram: Diagram, graph: ControlGraph, node: Node
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The ways on from a node that one case takes at the same time: the nodes each begins with, and whether it
    is a message's. Nothing where there is only one."""
    forward = set(graph.forward[node.key])
    told = [target for target in graph.told[node.key] if target in forward]
    loose = {event.key for event in diagram.boundary_events(node.key) if not event.interrupting}
    usual = [t for t in graph.after[node.key] if t in forward and t not in loose]
    many = splits(diagram, node) or node.type == "inclusiveGateway"
    own: list[tuple[str, ...]] = [(t,) for t in usual] if many else [tuple(usual)] if usual else []
    own += [(key,) for key in sorted(loose & forward)]
    if len(own) + len(told) > 1:
        yield from ((way, False) for way in own)
        yield from (((target,), True) for target in told)


def _union(masks: Sequence[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _note(table: dict[str, int], keys: Sequence[str], one: int, other: int) -> None:
    if one and other:
        for mask, beside in ((one, other), (other, one)):
            while mask:
                low = mask & -mask
                table[keys[low.bit_length() - 1]] |= beside
                mask ^= low


def _rows(masks: Sequence[int], count: int) -> Bools:
    """Bit masks as a square table."""
    if not count:
        return np.zeros((0, 0), bool)
    width = (count + 7) // 8
    data = b"".join(mask.to_bytes(width, "little") for mask in masks)
    bits = np.frombuffer(data, np.uint8).reshape(len(masks), width)
    return np.unpackbits(bits, axis=1, count=count, bitorder="little").astype(bool)
