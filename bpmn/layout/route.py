"""Ways between cells: each flow runs in free cells, in the gaps between columns and in the channels under
rows.

A route is found before coordinates are known, so that gaps and channels can be made as wide as what runs in
them.
Its points name places (`Place`), which `bpmn.layout.scope` turns into coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bpmn.layout.grid import Cell, Grid
from bpmn.layout.order import Arc


@dataclass(frozen=True)
class Place:
    """One coordinate by name: a side or the middle of a node (`of`), track `track` of gap or channel number
    `line`,
    or the middle of row `line`."""

    at: Literal["left", "right", "top", "bottom", "middle-x", "middle-y", "gap", "channel", "row"]
    of: str = ""
    line: int = 0
    track: int = 0


Route = tuple[tuple[Place, Place], ...]


class Router:
    """Finds routes one after another; `gaps` and `channels` count the tracks in use."""

    def __init__(self, grid: Grid, gateways: frozenset[str]) -> None:
        self._cells = grid.cells
        self._taken: set[Cell] = set(grid.cells.values())
        self._gateways = gateways
        self._left_by: set[tuple[str, str]] = set()
        self._entered_by: set[tuple[str, str]] = set()
        self.gaps: dict[int, int] = {}
        self.channels: dict[int, int] = {}

    def routes(self, arcs: Iterable[Arc]) -> Mapping[str, Route]:
        """A route for each arc, by key; short ones choose first."""
        cells = self._cells
        ranked = sorted(
            arcs,
            key=lambda arc: (
                abs(cells[arc.target][0] - cells[arc.source][0]),
                abs(cells[arc.target][1] - cells[arc.source][1]),
            ),
        )
        return {arc.key: self._route(arc) for arc in ranked}

    def _route(self, arc: Arc) -> Route:
        start, end = self._cells[arc.source], self._cells[arc.target]
        if arc.via is not None:
            return self._from_border(arc, start, end)
        if end[0] > start[0]:
            return self._forward(arc, start, end)
        return self._by_channel(arc, start, end)

    def _forward(self, arc: Arc, start: Cell, end: Cell) -> Route:
        (from_column, from_row), (to_column, to_row) = start, end
        along_start = [(column, from_row) for column in range(from_column + 1, to_column)]
        along_end = [(column, to_row) for column in range(from_column + 1, to_column)]
        if from_row == to_row and self._may_leave(arc, "right") and self._claim(along_start):
            self._left_by.add((arc.source, "right"))
            return _right(arc.source), _left(arc.target)
        if from_row != to_row:
            found = self._turned(arc, start, end, along_start, along_end)
            if found is not None:
                return found
        if not self._may_leave(arc, "right"):
            return self._by_channel(arc, start, end)
        if self._claim(along_start):
            self._left_by.add((arc.source, "right"))
            return _right(arc.source), *self._step(to_column - 1, from_row, to_row), _left(arc.target)
        if self._claim(along_end):
            self._left_by.add((arc.source, "right"))
            return _right(arc.source), *self._step(from_column, from_row, to_row), _left(arc.target)
        return self._by_channel(arc, start, end)

    def _turned(
        self, arc: Arc, start: Cell, end: Cell, along_start: list[Cell], along_end: list[Cell]
    ) -> Route | None:
        """A way with one corner: down (or up) out of a gateway and along, or along and down (or up) into one."""
        (from_column, from_row), (to_column, to_row) = start, end
        down = to_row > from_row
        side: Literal["top", "bottom"] = "bottom" if down else "top"
        if arc.source in self._gateways and self._may_leave(arc, side):
            turn = [(from_column, row) for row in _between(from_row, to_row)] + [(from_column, to_row)]
            if self._claim(turn + along_end):
                self._left_by.add((arc.source, side))
                middle = Place("middle-x", arc.source)
                corner = (middle, Place("row", line=to_row))
                return (middle, Place(side, arc.source)), corner, _left(arc.target)
        side = "top" if down else "bottom"
        if (
            arc.target in self._gateways
            and (arc.target, side) not in self._left_by
            and self._may_leave(arc, "right")
        ):
            turn = [(to_column, row) for row in _between(to_row, from_row)] + [(to_column, from_row)]
            if self._claim(along_start + turn):
                self._left_by.add((arc.source, "right"))
                self._entered_by.add((arc.target, side))
                middle = Place("middle-x", arc.target)
                corner = (middle, Place("row", line=from_row))
                return _right(arc.source), corner, (middle, Place(side, arc.target))
        return None

    def _may_leave(self, arc: Arc, side: str) -> bool:
        """Whether a flow may leave by this side: each way out of a gateway has its own, where there are enough."""
        key = (arc.source, side)
        return arc.source not in self._gateways or not (key in self._left_by or key in self._entered_by)

    def _by_channel(self, arc: Arc, start: Cell, end: Cell) -> Route:
        if arc.source in self._gateways:
            for side, line in (("bottom", start[1]), ("top", start[1] - 1)):
                if self._may_leave(arc, side):
                    return self._out_of_gateway(arc, "bottom" if side == "bottom" else "top", line, end)
        self._left_by.add((arc.source, "right"))
        out = self._gap(start[0])
        return _right(arc.source), (out, Place("row", line=start[1])), *self._channel(out, arc, start, end)

    def _out_of_gateway(self, arc: Arc, side: Literal["top", "bottom"], line: int, end: Cell) -> Route:
        """Down (or up) into the channel next to a gateway, along it, and into the target."""
        self._left_by.add((arc.source, side))
        middle = Place("middle-x", arc.source)
        channel, gap = self._new_channel(line), self._gap(end[0] - 1)
        turn = (middle, channel), (gap, channel), (gap, Place("row", line=end[1]))
        return (middle, Place(side, arc.source)), *turn, _left(arc.target)

    def _channel(self, out: Place, arc: Arc, start: Cell, end: Cell) -> Route:
        """From a place in a gap or on a border, along the channel next to the target, and into it."""
        line = end[1] - 1 if end[1] > start[1] else end[1]
        channel, gap = self._new_channel(line), self._gap(end[0] - 1)
        return (out, channel), (gap, channel), (gap, Place("row", line=end[1])), _left(arc.target)

    def _from_border(self, arc: Arc, start: Cell, end: Cell) -> Route:
        via = arc.via or ""
        leave = (Place("middle-x", via), Place("bottom", via))
        (from_column, from_row), (to_column, to_row) = start, end
        if to_column > from_column and to_row > from_row:
            down = [(from_column, row) for row in range(from_row + 1, to_row + 1)]
            if self._claim(down + [(column, to_row) for column in range(from_column + 1, to_column)]):
                return leave, (leave[0], Place("row", line=to_row)), _left(arc.target)
        channel, gap = self._new_channel(from_row), self._gap(to_column - 1)
        return leave, (leave[0], channel), (gap, channel), (gap, Place("row", line=to_row)), _left(arc.target)

    def _step(self, column: int, from_row: int, to_row: int) -> Route:
        gap = self._gap(column)
        return (gap, Place("row", line=from_row)), (gap, Place("row", line=to_row))

    def _claim(self, cells: list[Cell]) -> bool:
        """Take the cells for a line if all are free."""
        if not self._taken.isdisjoint(cells):
            return False
        self._taken.update(cells)
        return True

    def _gap(self, column: int) -> Place:
        track = self.gaps.get(column, 0)
        self.gaps[column] = track + 1
        return Place("gap", line=column, track=track)

    def _new_channel(self, row: int) -> Place:
        track = self.channels.get(row, 0)
        self.channels[row] = track + 1
        return Place("channel", line=row, track=track)


def _right(key: str) -> tuple[Place, Place]:
    return Place("right", key), Place("middle-y", key)


def _left(key: str) -> tuple[Place, Place]:
    return Place("left", key), Place("middle-y", key)


def _between(one: int, other: int) -> range:
    return range(min(one, other) + 1, max(one, other))
