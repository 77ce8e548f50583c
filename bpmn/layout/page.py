"""The whole page: sub-processes inside out, lanes as bands, pools one under another, messages between
them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bpmn.layout.messages import message_edges
from bpmn.layout.scope import Laid, Point, lay_out_scope
from bpmn.layout.sizes import Size, node_size, note_size
from bpmn.model import Bounds, Data, Diagram, Flow, Lane, Process

_HEADER, _POOL_GAP, _CLOSED, _INSIDE = 30.0, 60.0, 60.0, 30.0


def lay_out(diagram: Diagram) -> Diagram:
    """The same diagram with a shape for every pool, lane, node, datum and note and an edge for every flow.

    Shapes and edges it had are replaced. Time goes from left to right in columns; every node lies inside
    its lane;
    shapes do not overlap (a boundary event sits on its host's border, a sub-process holds its own contents).
    Linear but for the search for free ways; a chain of 1,000 steps takes well under a second.
    """
    page = _Page(diagram)
    page.place_pools()
    page.place_notes()
    page.edges.update(message_edges(diagram, page.shapes))
    return replace(diagram, shapes=page.shapes, edges=page.edges)


@dataclass(frozen=True)
class _Band:
    """A leaf of the lanes: a strip for the nodes that one lane (or none) names itself."""

    lane: str | None


class _Page:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.shapes: dict[str, Bounds] = {}
        self.edges: dict[str, tuple[Point, ...]] = {}
        self._flows: dict[str, list[Flow]] = {}
        self._data: dict[str | None, list[Data]] = {}
        for flow in diagram.flows:
            self._flows.setdefault(flow.scope, []).append(flow)
        for datum in diagram.data:
            self._data.setdefault(datum.scope, []).append(datum)
        if diagram.processes and None in self._data:
            self._data.setdefault(diagram.processes[0].key, []).extend(self._data.pop(None))
        self._sizes: dict[str, Size] = {
            node.key: node_size(node, len(diagram.boundary_events(node.key))) for node in diagram.nodes
        }
        self._inside = self._lay_out_sub_processes()

    def _lay_out_sub_processes(self) -> dict[str, Laid]:
        """Lay out what lies inside each sub-process, the innermost first, and size it to fit."""
        depth: dict[str, int] = {}
        holders = [node for node in self.diagram.nodes if node.is_sub_process]
        for node in holders:
            chain, scope = [], node.key
            while scope in self.diagram.node_by_key and scope not in depth:
                chain.append(scope)
                scope = self.diagram.node_by_key[scope].scope
            for key in reversed(chain):
                depth[key] = depth.get(self.diagram.node_by_key[key].scope, 0) + 1
        found: dict[str, Laid] = {}
        for node in sorted(holders, key=lambda node: -depth[node.key]):
            if self.diagram.nodes_in(node.key) or self._data.get(node.key):
                laid = found[node.key] = self._scope(node.key, {}, 1)
                least = self._sizes[node.key]
                self._sizes[node.key] = (max(laid.width, least[0]), max(laid.height + _INSIDE, least[1]))
        return found

    def _scope(self, scope: str, band_of: dict[str, int], bands: int) -> Laid:
        nodes = self.diagram.nodes_in(scope)
        band_of = {node.key: band_of.get(node.attached_to or node.key, 0) for node in nodes}
        flows, data = self._flows.get(scope, []), self._data.get(scope, [])
        return lay_out_scope(nodes, flows, data, self._sizes, band_of, bands)

    def place_pools(self) -> None:
        """Stack the pools in file order, then processes that no pool shows; closed pools are as wide as the
        widest."""
        y, closed = 0.0, []
        shown = {pool.process for pool in self.diagram.pools}
        for pool in self.diagram.pools:
            if pool.process is None:
                closed.append(pool.key)
                self.shapes[pool.key] = Bounds(0.0, y, 600.0, _CLOSED, horizontal=True)
                y += _CLOSED + _POOL_GAP
            else:
                process = self.diagram.process_by_key[pool.process]
                width, height = self._place_process(process, _HEADER, y)
                self.shapes[pool.key] = Bounds(0.0, y, width, height, horizontal=True)
                y += height + _POOL_GAP
        for process in self.diagram.processes:
            if process.key not in shown:
                y += self._place_process(process, 0.0, y)[1] + _POOL_GAP
        widest = max([600.0, *(self.shapes[pool.key].width for pool in self.diagram.pools)])
        for key in closed:
            self.shapes[key] = replace(self.shapes[key], width=widest)

    def _place_process(self, process: Process, x: float, y: float) -> Size:
        """Place one process; gives back the right edge and the height."""
        lanes = [lane for lane in self.diagram.lanes if lane.process == process.key]
        order, depth = _lane_order(lanes)
        nodes = self.diagram.nodes_in(process.key)
        bands = _bands(order, {node.lane for node in nodes}, {lane.parent for lane in lanes})
        number = {band.lane: index for index, band in enumerate(bands)}
        band_of = {node.key: number.get(node.lane, number.get(None, 0)) for node in nodes}
        laid = self._scope(process.key, band_of, len(bands))
        inset = x + _HEADER * (max(depth.values(), default=-1) + 1)
        right = inset + laid.width
        self._place(laid, inset, y)
        self._place_lanes(order, depth, bands, laid, x, y, right)
        return right, laid.height

    def _place_lanes(
        self,
        order: list[Lane],
        depth: dict[str, int],
        bands: list[_Band],
        laid: Laid,
        x: float,
        y: float,
        right: float,
    ) -> None:
        lanes = {lane.key: lane for lane in order}
        spans: dict[str, tuple[float, float]] = {}
        for band, (top, bottom) in zip(bands, laid.bands, strict=True):
            lane = band.lane
            while lane is not None:
                known = spans.get(lane, (top, bottom))
                spans[lane] = min(known[0], top), max(known[1], bottom)
                lane = lanes[lane].parent
        for lane_here in order:
            top, bottom = spans[lane_here.key]
            left = x + _HEADER * depth[lane_here.key]
            self.shapes[lane_here.key] = Bounds(left, y + top, right - left, bottom - top, horizontal=True)

    def _place(self, laid: Laid, x: float, y: float) -> None:
        """Put a laid-out scope at its place, and what lies inside its sub-processes with it."""
        todo = [(laid, x, y)]
        while todo:
            laid, x, y = todo.pop()
            for key, box in laid.shapes.items():
                inner = self._inside.get(key)
                node = self.diagram.node_by_key.get(key)
                expanded = inner is not None if node is not None and node.is_sub_process else None
                self.shapes[key] = replace(box, x=box.x + x, y=box.y + y, expanded=expanded)
                if inner is not None:
                    todo.append((inner, box.x + x, box.y + y + _INSIDE))
            for key, points in laid.edges.items():
                self.edges[key] = tuple((px + x, py + y) for px, py in points)

    def place_notes(self) -> None:
        """Put notes in a row above everything, near what they are about, from left to right."""
        sized = sorted(
            ((self._about_x(note.about), note.key, note_size(note)) for note in self.diagram.notes),
            key=lambda item: item[:1],
        )
        free_from = 0.0
        for x, key, (width, height) in sized:
            left = max(x, free_from)
            self.shapes[key] = Bounds(left, -height - 40, width, height)
            free_from = left + width + 20

    def _about_x(self, about: Iterable[str]) -> float:
        return min((self.shapes[key].x for key in about if key in self.shapes), default=0.0)


def _lane_order(lanes: list[Lane]) -> tuple[list[Lane], dict[str, int]]:
    """The lanes from top to bottom, each before those inside it, with their depths."""
    inside: dict[str | None, list[Lane]] = {}
    for lane in lanes:
        inside.setdefault(lane.parent, []).append(lane)
    order: list[Lane] = []
    depth: dict[str, int] = {}
    stack = list(reversed(inside.get(None, [])))
    while stack:
        lane = stack.pop()
        order.append(lane)
        depth[lane.key] = depth[lane.parent] + 1 if lane.parent is not None else 0
        stack.extend(reversed(inside.get(lane.key, [])))
    return order, depth


def _bands(order: list[Lane], named: set[str | None], parents: set[str | None]) -> list[_Band]:
    """A band for every lane with no lane inside it or with nodes of its own, and one for nodes in no lane."""
    bands = [_Band(lane.key) for lane in order if lane.key in named or lane.key not in parents]
    return bands if bands and None not in named else [*bands, _Band(None)]
