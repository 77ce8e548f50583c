"""When two diagrams say the same: equal but for ids, layout and the order in the file.

A diagram becomes one labelled graph of everything it says: nodes, flows, lanes, pools, processes, messages,
data and notes. Both graphs are coloured together by refinement (Weisfeiler and Leman; the largest part of a
split class keeps its colour, so that long chains stay cheap); where colours leave a choice, one pair is
fixed and refinement goes on. What is found is checked edge by edge, so a "same" is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from heapq import heappop, heappush
from itertools import islice

from bpmn.model import Diagram, EventDefinition, Flow, Node

Vertex = tuple[str, str]
Label = tuple[object, ...]
Class = tuple[dict[Vertex, None], dict[Vertex, None]]
TRIES = 6
"""How many partners are tried for one element when colours leave a choice; more are needed only by
contrived graphs."""
MOST_WORK = 1_500_000
"""Looks at neighbours spent on choices before it is given up: contrived graphs alike all over need the square of
their size, and two that cannot be told in time only lose the word "the same"."""


class SaidGraph:
    """What a diagram says. `labels` by vertex (what kind of thing, key); `around` its neighbours and how
    they relate.

    With `everything` false only what draws the flow is kept: nodes, flows, names, event kinds, pools and
    lanes."""

    def __init__(self, diagram: Diagram, everything: bool = True) -> None:
        self.labels: dict[Vertex, Label] = {}
        self.edges: set[tuple[Vertex, str, Vertex]] = set()
        self.around: dict[Vertex, list[tuple[str, Vertex]]] = {}
        self._keys = {node.key: ("node", node.key) for node in diagram.nodes}
        self._keys |= {lane.key: ("lane", lane.key) for lane in diagram.lanes}
        self._keys |= {pool.key: ("pool", pool.key) for pool in diagram.pools}
        self._keys |= {process.key: ("process", process.key) for process in diagram.processes}
        self._keys |= {flow.key: ("flow", flow.key) for flow in diagram.flows}
        self._keys |= {data.key: ("data", data.key) for data in diagram.data}
        self._keys |= {flow.key: ("message", flow.key) for flow in diagram.message_flows}
        self._messages = dict(diagram.messages)
        self._add_flow_of_control(diagram, everything)
        if everything:
            self._add_the_rest(diagram)
        for source, role, target in self.edges:
            self.around[source].append((role + ">", target))
            self.around[target].append((role + "<", source))

    def _put(self, vertex: Vertex, *label: object) -> None:
        self.labels[vertex] = label
        self.around[vertex] = []

    def _join(self, source: Vertex, role: str, key: str | None) -> None:
        target = self._keys.get(key) if key is not None else None
        if target is not None and target in self.labels:
            self.edges.add((source, role, target))

    def _add_flow_of_control(self, diagram: Diagram, everything: bool) -> None:
        for process in diagram.processes:
            name = flat(process.name) if everything else ""
            self._put(("process", process.key), "process", name, flat(process.documentation) * everything)
        for pool in diagram.pools:
            self._put(("pool", pool.key), "pool", flat(pool.name), pool.part if everything else None)
            self._join(("pool", pool.key), "shows", pool.process)
        for lane in diagram.lanes:
            self._put(("lane", lane.key), "lane", flat(lane.name), lane.part if everything else None)
        for node in diagram.nodes:
            self._put(("node", node.key), *self._node_label(diagram, node, everything))
        for flow in diagram.flows:
            self._put(("flow", flow.key), *_flow_label(diagram, flow, everything))
        for lane in diagram.lanes:
            self._join(("lane", lane.key), "in", lane.parent)
            self._join(("lane", lane.key), "of", lane.process)
        for node in diagram.nodes:
            self._join(("node", node.key), "lane", node.lane)
            self._join(("node", node.key), "scope", node.scope)
            self._join(("node", node.key), "attached", node.attached_to)
        for flow in diagram.flows:
            self._join(("flow", flow.key), "source", flow.source)
            self._join(("flow", flow.key), "target", flow.target)

    def _node_label(self, diagram: Diagram, node: Node, everything: bool) -> Iterator[object]:
        yield from ("node", node.type, flat(node.name), node.interrupting, node.triggered_by_event)
        yield tuple(sorted(event.kind for event in node.events))
        if not everything:
            return
        yield tuple(sorted(_event_label(event) for event in node.events))
        yield from (node.parallel_multiple, node.loop, node.for_compensation, node.instantiates)
        called = diagram.process_by_key.get(node.called or "")
        yield flat(called.name) if called else node.called
        yield self._messages.get(node.message or "")
        yield from (node.script, node.performer, flat(node.documentation))
        yield tuple((pattern.ref, pattern.version) for pattern in node.patterns)

    def _add_the_rest(self, diagram: Diagram) -> None:
        for data in diagram.data:
            self._put(("data", data.key), "data", data.type, flat(data.name), data.state)
        for index, message in enumerate(diagram.message_flows):
            vertex = ("message", f"{index} {message.key}")
            self._keys[message.key] = vertex
            self._put(vertex, "message", flat(message.name), self._messages.get(message.message or ""))
            self._join(vertex, "from", message.source)
            self._join(vertex, "to", message.target)
        for node in diagram.nodes:
            for key in node.data_in:
                self._join(("node", node.key), "reads", key)
            for key in node.data_out:
                self._join(("node", node.key), "writes", key)
        for source, target in diagram.associations:
            self._join(("node", source), "undone by", target)
        for note in diagram.notes:
            self._put(("note", note.key), "note", note.type, flat(note.text))
            for key in note.about:
                self._join(("note", note.key), "about", key)


def flat(text: str) -> str:
    """A text without the line breaks and doubled spaces that only lay it out."""
    return " ".join(text.split())


def _event_label(event: EventDefinition) -> tuple[str, ...]:
    timer = (event.timer.kind, event.timer.text) if event.timer else ("", "")
    name = flat(event.name or "")
    return (event.kind, name, event.code or "", *timer, flat(event.condition or ""))


def _flow_label(diagram: Diagram, flow: Flow, everything: bool) -> Iterator[object]:
    yield from ("flow", flat(flow.name))
    if everything:
        source = diagram.node_by_key.get(flow.source)
        yield from (flat(flow.condition or ""), source is not None and source.default == flow.key)


def fingerprint(diagram: Diagram, rounds: int = 6) -> str:
    """A text that equal diagrams share whatever their ids and file order; others almost never do."""
    graph = SaidGraph(diagram)
    colour = {vertex: _digest(label) for vertex, label in graph.labels.items()}
    for _ in range(rounds):
        colour = {
            vertex: _digest((own, sorted((role, colour[other]) for role, other in graph.around[vertex])))
            for vertex, own in colour.items()
        }
    return _digest(sorted(colour.values()))


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=8).hexdigest()


def twins_of(a: Diagram, b: Diagram, everything: bool = True) -> dict[str, str] | None:
    """For each node key of `a` its twin in `b` when the diagrams say the same (with `everything` false: draw the
    same flow); None when they do not."""
    if a == b:
        return {node.key: node.key for node in a.nodes}
    return same(SaidGraph(a, everything), SaidGraph(b, everything))


def same(a: SaidGraph, b: SaidGraph) -> dict[str, str] | None:
    """For each node key of `a` its twin in `b` when the graphs say the same; None when they do not."""
    if len(a.labels) != len(b.labels) or len(a.edges) != len(b.edges):
        return None
    colouring = _Colouring(a, b)
    if not colouring.balanced or not colouring.fix_all_choices():
        return None
    twins = colouring.twins()
    if any(a.labels[vertex] != b.labels[twin] for vertex, twin in twins.items()):
        return None
    if any((twins[source], role, twins[target]) not in b.edges for source, role, target in a.edges):
        return None
    return {key: twins[kind, key][1] for kind, key in a.labels if kind == "node"}


class _Colouring:
    """Both graphs' vertices, coloured together; equal colours on both sides may be twins.

    A class holds its vertices of either side in the order of the graphs. What a fixed choice changed is
    written down (`_undo`), so that taking it back costs what it changed and not the whole graph."""

    def __init__(self, a: SaidGraph, b: SaidGraph) -> None:
        self._around = (a.around, b.around)
        self._place = {
            (side, vertex): index
            for side, graph in enumerate((a, b))
            for index, vertex in enumerate(graph.labels)
        }
        self.colour: dict[tuple[int, Vertex], int] = {}
        self.classes: dict[int, Class] = {}
        self.balanced = True
        self._undo: list[tuple[int, list[tuple[int, Vertex]]]] = []
        self._open: list[tuple[tuple[int, int, int], int]] = []
        self._work = 0
        by_label: dict[Label, int] = {}
        for side, graph in enumerate((a, b)):
            for vertex, label in graph.labels.items():
                number = by_label.setdefault(label, len(by_label))
                self.colour[side, vertex] = number
                self.classes.setdefault(number, ({}, {}))[side][vertex] = None
        self._next = len(by_label)
        self._refine(set(self.colour))

    def twins(self) -> dict[Vertex, Vertex]:
        """One to one by colour, once every class holds one of each side."""
        return {next(iter(ours)): next(iter(theirs)) for ours, theirs in self.classes.values()}

    def fix_all_choices(self) -> bool:
        """Make every class a single pair; false when the graphs turn out to differ, or when so much is alike
        in them that telling would take too long."""
        self._open.clear()
        for number in self.classes:
            self._offer(number)
        self._work = 0
        while self._open:
            ease, number = heappop(self._open)
            if number not in self.classes or self._ease(number) != ease:
                continue
            if self._work > MOST_WORK or not self._fix_one(number):
                return False
        return True

    def _offer(self, number: int) -> None:
        ours, theirs = self.classes[number]
        if len(ours) > 1 and theirs:
            heappush(self._open, (self._ease(number), number))

    def _ease(self, number: int) -> tuple[int, int, int]:
        ours, theirs = self.classes[number]
        if not ours or not theirs:
            return (0, 0, 0)
        first, second = self._place[0, next(iter(ours))], self._place[1, next(iter(theirs))]
        return (len(ours), first + second, abs(first - second))

    def _fix_one(self, number: int) -> bool:
        ours, theirs = self.classes[number]
        chosen, candidates = next(iter(ours)), list(islice(theirs, TRIES))
        before = self._next
        for candidate in candidates:
            self._undo.clear()
            pair = ((0, chosen), (1, candidate))
            self._recolour(number, [pair])
            self._refine(set(pair))
            if self.balanced:
                return True
            self._take_back(before)
        return False

    def _take_back(self, before: int) -> None:
        for number, moved in reversed(self._undo):
            held = self.classes.setdefault(number, ({}, {}))
            for side, vertex in moved:
                held[side][vertex] = None
                self.colour[side, vertex] = number
        for number in range(before, self._next):
            self.classes.pop(number, None)
        for number in dict.fromkeys(number for number, _ in self._undo if number < before):
            held = self.classes[number]
            for side in (0, 1):
                in_order = sorted(held[side], key=lambda vertex: self._place[side, vertex])
                held[side].clear()
                held[side].update(dict.fromkeys(in_order))
            self._work += len(held[0]) + len(held[1])
            self._offer(number)
        self._next, self.balanced = before, True

    def _recolour(self, number: int, parts: Iterable[Sequence[tuple[int, Vertex]]]) -> None:
        """Give each part of a class a colour of its own."""
        held = self.classes[number]
        for part in parts:
            moved: Class = ({}, {})
            for side, vertex in part:
                del held[side][vertex]
                moved[side][vertex] = None
                self.colour[side, vertex] = self._next
            self.classes[self._next] = moved
            self._undo.append((number, list(part)))
            self._offer(self._next)
            self._next += 1
            self._work += len(part)
            if len(moved[0]) != len(moved[1]):
                self.balanced = False
        if held[0] or held[1]:
            self._offer(number)
        else:
            del self.classes[number]

    def _refine(self, changed: set[tuple[int, Vertex]]) -> None:
        if len(changed) == len(self.colour):
            self.balanced = all(len(ours) == len(theirs) for ours, theirs in self.classes.values())
        while changed and self.balanced:
            touched: dict[int, set[tuple[int, Vertex]]] = defaultdict(set)
            for side, vertex in changed:
                self._work += len(self._around[side][vertex])
                for _, other in self._around[side][vertex]:
                    touched[self.colour[side, other]].add((side, other))
            changed = set()
            for number in sorted(touched):
                changed |= self._split_class(number, touched[number])

    def _split_class(self, number: int, touched: set[tuple[int, Vertex]]) -> set[tuple[int, Vertex]]:
        ours, theirs = self.classes[number]
        if len(ours) + len(theirs) == 1:
            return set()
        groups: dict[tuple[tuple[str, int], ...], list[tuple[int, Vertex]]] = defaultdict(list)
        for side, vertex in sorted(touched, key=self._place.__getitem__):
            seen = sorted((role, self.colour[side, other]) for role, other in self._around[side][vertex])
            self._work += len(seen)
            groups[tuple(seen)].append((side, vertex))
        parts = [groups[key] for key in sorted(groups)]
        if len(touched) == len(ours) + len(theirs):
            parts.remove(max(parts, key=len))
        self._recolour(number, parts)
        return {vertex for part in parts for vertex in part}
