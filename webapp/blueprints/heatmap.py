"""How alike councils' diagrams are, as a picture: a heat map with those that are alike side by side, and the tree that
joins them. Values only; the template writes the SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.compare.blueprint.nearness import by_nearness, joinings

CELL, LETTER, TREE, PAD = 46, 9.0, 90, 10
LONGEST = 22
SHADES = ("#ffffff", "#eaf1f8", "#d2e2f1", "#a5c6e3", "#5694ca", "#1d70b8", "#144e81")


@dataclass(frozen=True)
class Cell:
    """A square: where it is, its colour, that of its text, and the value in hundredths."""

    x: float
    y: float
    fill: str
    ink: str
    value: str


@dataclass(frozen=True)
class Label:
    """A council's name in the picture, by its row and by its column."""

    text: str
    number: int
    y: float
    x: float


@dataclass(frozen=True)
class HeatMap:
    """The picture's size, squares, names and the tree's lines (paths). `order` is the councils' order in it."""

    width: float
    height: float
    left: float
    top: float
    cells: tuple[Cell, ...]
    labels: tuple[Label, ...]
    lines: tuple[str, ...]
    order: tuple[int, ...]
    cell: int = CELL


def heat_map(names: Sequence[str], likeness: Sequence[Sequence[float]]) -> HeatMap:
    """Lay out the heat map of some councils."""
    order = by_nearness(likeness)
    left = PAD + LETTER * (4 + max(len(_short(name)) for name in names))
    top = PAD + 22.0
    cells = tuple(
        _cell(left + CELL * column, top + CELL * row, likeness[one][two])
        for row, one in enumerate(order)
        for column, two in enumerate(order)
    )
    labels = tuple(
        Label(_short(names[one]), row + 1, top + CELL * (row + 0.5), left + CELL * (row + 0.5))
        for row, one in enumerate(order)
    )
    side = CELL * len(order)
    lines = tuple(_tree(likeness, order, left + side + PAD, top))
    return HeatMap(left + side + TREE + 2 * PAD, top + side + PAD, left, top, cells, labels, lines, order)


def _cell(x: float, y: float, value: float) -> Cell:
    shade = min(len(SHADES) - 1, int(value * len(SHADES)))
    ink = "#ffffff" if shade > 4 else "#0b0c0c"
    return Cell(x, y, SHADES[shade], ink, f"{value:.2f}")


def _tree(likeness: Sequence[Sequence[float]], order: Sequence[int], x: float, top: float) -> list[str]:
    """Brackets to the right of the rows: the further right, the less alike the two groups are."""
    row = {council: top + CELL * (place + 0.5) for place, council in enumerate(order)}
    at: dict[tuple[int, ...], tuple[float, float]] = {(c,): (x, row[c]) for c in order}
    found: list[str] = []
    for joining in joinings(likeness):
        (x1, y1), (x2, y2) = at[joining.one], at[joining.other]
        right = max(x1, x2, x + (1 - joining.likeness) * TREE)
        found.append(f"M{x1:.1f} {y1:.1f}H{right:.1f}V{y2:.1f}H{x2:.1f}")
        at[joining.one + joining.other] = right, (y1 + y2) / 2
    return found


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
