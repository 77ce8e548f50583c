"""One process or sub-process laid out by itself, from the origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bpmn.layout.grid import Grid, grid_of
from bpmn.layout.order import Arc
from bpmn.layout.route import Place, Route, Router
from bpmn.layout.sizes import EVENT, Size, data_size, label_width
from bpmn.model import Bounds, Data, Flow, Node

Point = tuple[float, float]
_GAP, _TRACK, _CHANNEL, _ROW, _PAD = 50.0, 10.0, 60.0, 80.0, 20.0


@dataclass(frozen=True)
class Laid:
    """Shapes and edges by key, the whole size, and the top and bottom of each band."""

    shapes: dict[str, Bounds]
    edges: dict[str, tuple[Point, ...]]
    width: float
    height: float
    bands: tuple[tuple[float, float], ...]


def lay_out_scope(
    nodes: Sequence[Node],
    flows: Sequence[Flow],
    data: Sequence[Data],
    sizes: Mapping[str, Size],
    band_of: Mapping[str, int],
    bands: int,
) -> Laid:
    """Lay out the nodes of one scope. `sizes` gives every node's size, `band_of` the band (lane) of each
    node."""
    host = {node.key: node.attached_to for node in nodes if node.attached_to}
    keys = [node.key for node in nodes if node.key not in host]
    arcs = [
        Arc(
            flow.key,
            host.get(flow.source, flow.source),
            flow.target,
            flow.source if flow.source in host else None,
        )
        for flow in flows
        if flow.target not in host
    ]
    grid = grid_of(keys, arcs, band_of, bands)
    router = Router(grid, frozenset(node.key for node in nodes if node.is_gateway))
    routes = router.routes(arcs)
    ruler = _Ruler(grid, router, sizes, _label_room(grid, arcs, flows))
    shapes = {key: ruler.bounds(key, sizes[key]) for key in keys}
    _hang(host, shapes)
    edges = {key: ruler.points(route, shapes) for key, route in routes.items()}
    bottom = _data_strip(data, ruler.height, shapes)
    spans = (*ruler.spans[:-1], (ruler.spans[-1][0], bottom))
    width = max([ruler.width, *(shape.x + shape.width + _PAD for shape in shapes.values())])
    return Laid(shapes, edges, width, bottom, spans)


def _label_room(grid: Grid, arcs: Sequence[Arc], flows: Sequence[Flow]) -> dict[int, float]:
    """How wide the gap after each column must be for the names of the flows that leave it."""
    names = {flow.key: flow.name for flow in flows}
    room: dict[int, float] = {}
    for arc in arcs:
        if names[arc.key]:
            column = grid.cells[arc.source][0]
            room[column] = max(room.get(column, 0.0), label_width(names[arc.key]))
    return room


def _hang(host: Mapping[str, str], shapes: dict[str, Bounds]) -> None:
    """Put boundary events on the lower border of their hosts, evenly."""
    guests: dict[str, list[str]] = {}
    for event, of in host.items():
        guests.setdefault(of, []).append(event)
    for of, events in guests.items():
        box = shapes[of]
        for number, event in enumerate(events, 1):
            x = box.x + box.width * number / (len(events) + 1) - EVENT / 2
            shapes[event] = Bounds(x, box.y + box.height - EVENT / 2, EVENT, EVENT)


def _data_strip(data: Sequence[Data], top: float, shapes: dict[str, Bounds]) -> float:
    """Put data in a row under everything; give back the new bottom."""
    for number, datum in enumerate(data):
        width, height = data_size(datum)
        shapes[datum.key] = Bounds(_PAD + 110.0 * number + 30, top, width, height)
    return top + 90 if data else top


class _Ruler:
    """Turns cells and places into coordinates, once it is known how many lines run in each gap and
    channel."""

    def __init__(
        self, grid: Grid, router: Router, sizes: Mapping[str, Size], label_room: Mapping[int, float]
    ) -> None:
        self._cells = grid.cells
        self._widths, self._heights = [40.0] * grid.width, [_ROW] * len(grid.band_of_row)
        for key, (column, row) in grid.cells.items():
            self._widths[column] = max(self._widths[column], sizes[key][0])
            self._heights[row] = max(self._heights[row], sizes[key][1])
        gaps = [
            max(_GAP, label_room.get(column, 0.0) + 25) + _TRACK * router.gaps.get(column, 0)
            for column in range(grid.width)
        ]
        left = _PAD + 10 + _TRACK * router.gaps.get(-1, 0)
        steps = [width + gap for width, gap in zip(self._widths, gaps, strict=True)]
        self._x = list(accumulate(steps, initial=left))
        self.width = self._x[-1] - gaps[-1] + max(_PAD + 10, gaps[-1] - _GAP + _PAD)
        self._lay_rows(grid.band_of_row, router.channels)

    def _lay_rows(self, band_of_row: Sequence[int], channels: Mapping[int, int]) -> None:
        y, band, tops = 0.0, -1, []
        self._y: list[float] = []
        self._channel_y = {-1: 5.0}
        for row, height in enumerate(self._heights):
            if band_of_row[row] != band:
                band = band_of_row[row]
                tops.append(y)
                y += _PAD
            self._y.append(y)
            y += height
            self._channel_y[row] = y + 30
            y += _CHANNEL + _TRACK * channels.get(row, 0)
        self.height = y
        self.spans = tuple(pairwise([*tops, y]))

    def bounds(self, key: str, size: Size) -> Bounds:
        """A node's box, in the middle of its cell."""
        column, row = self._cells[key]
        x = self._x[column] + (self._widths[column] - size[0]) / 2
        return Bounds(x, self._y[row] + (self._heights[row] - size[1]) / 2, *size)

    def points(self, route: Route, shapes: Mapping[str, Bounds]) -> tuple[Point, ...]:
        """A route in coordinates, without points that say nothing."""
        found: list[Point] = []
        for horizontal, vertical in route:
            point = self._coordinate(horizontal, shapes), self._coordinate(vertical, shapes)
            if found and point == found[-1]:
                continue
            if len(found) > 1 and _in_line(found[-2], found[-1], point):
                found[-1] = point
            else:
                found.append(point)
        return tuple(found)

    def _coordinate(self, place: Place, shapes: Mapping[str, Bounds]) -> float:
        if place.at == "gap":
            return self._x[place.line + 1] - 15 - _TRACK * place.track
        if place.at == "channel":
            return self._channel_y[place.line] + _TRACK * place.track
        if place.at == "row":
            return self._y[place.line] + self._heights[place.line] / 2
        box = shapes[place.of]
        sides = {
            "left": box.x,
            "right": box.x + box.width,
            "top": box.y,
            "bottom": box.y + box.height,
            "middle-x": box.x + box.width / 2,
            "middle-y": box.y + box.height / 2,
        }
        return sides[place.at]


def _in_line(one: Point, two: Point, three: Point) -> bool:
    """Whether the middle point lies on the way between the others, which run straight."""
    for axis in (0, 1):
        if one[1 - axis] == two[1 - axis] == three[1 - axis]:
            return (two[axis] - one[axis]) * (three[axis] - two[axis]) >= 0
    return False
