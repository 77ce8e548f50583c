"""Rows: where in its band each node stands, so that the main line runs straight and ways out fan
downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.layout.order import Arc, columns

Cell = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Each node's cell (column, row), and for each row the band (0, 1, ...) that it lies in."""

    cells: dict[str, Cell]
    band_of_row: tuple[int, ...]
    width: int


def grid_of(keys: Sequence[str], arcs: Sequence[Arc], band_of: Mapping[str, int], bands: int) -> Grid:
    """Give each node a cell of its own. Every band has one row at least, even with nothing in it."""
    column = columns(keys, arcs)
    local = _rows(keys, arcs, column, band_of)
    heights = [1] * max(bands, 1)
    for key in keys:
        heights[band_of[key]] = max(heights[band_of[key]], local[key] + 1)
    first = [sum(heights[:band]) for band in range(len(heights))]
    cells = {key: (column[key], first[band_of[key]] + local[key]) for key in keys}
    band_of_row = tuple(band for band, height in enumerate(heights) for _ in range(height))
    return Grid(cells, band_of_row, max(column.values(), default=0) + 1)


def _rows(
    keys: Sequence[str], arcs: Sequence[Arc], column: Mapping[str, int], band_of: Mapping[str, int]
) -> dict[str, int]:
    before: dict[str, list[tuple[Arc, int]]] = {key: [] for key in keys}
    for number, arc in enumerate(arcs):
        if column[arc.source] < column[arc.target]:
            before[arc.target].append((arc, number))
    by_column: dict[int, list[str]] = {}
    for key in keys:
        by_column.setdefault(column[key], []).append(key)
    row: dict[str, int] = {}
    for _, group in sorted(by_column.items()):
        wishes = [(*_wish(before[key], row, band_of, band_of[key]), key) for key in group]
        _settle(sorted(wishes, key=lambda wish: wish[:2]), row, band_of)
    return row


def _wish(
    before: Sequence[tuple[Arc, int]], row: Mapping[str, int], band_of: Mapping[str, int], band: int
) -> tuple[int, int]:
    """The row a node would like (that of the nearest node before it in the band), and its place in the
    queue."""
    wishes = [
        (row[arc.source] + (arc.via is not None), number)
        for arc, number in before
        if band_of[arc.source] == band
    ]
    return min(wishes, default=(0, min((number for _, number in before), default=0)))


def _settle(wishes: Sequence[tuple[int, int, str]], row: dict[str, int], band_of: Mapping[str, int]) -> None:
    """Give each node of one column the first free row from the one it wishes."""
    used: dict[int, set[int]] = {}
    free_from: dict[tuple[int, int], int] = {}
    for wished, _, key in wishes:
        band = band_of[key]
        taken = used.setdefault(band, set())
        found = max(wished, free_from.get((band, wished), 0))
        while found in taken:
            found += 1
        free_from[(band, wished)] = found + 1
        taken.add(found)
        row[key] = found
