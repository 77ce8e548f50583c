"""Diagram interchange: where shapes and edges are drawn."""

from __future__ import annotations

import math

from lxml import etree

from bpmn.model import Bounds
from bpmn.reading.inventory import MODELLED, Inventory
from bpmn.reading.names import BPMN_DI, DC, DI, true

_SHAPE = f"{{{BPMN_DI}}}BPMNShape"
_EDGE = f"{{{BPMN_DI}}}BPMNEdge"
_BOUNDS = f"{{{DC}}}Bounds"
_POINT = f"{{{DI}}}waypoint"
_FLOWS = frozenset({"sequenceFlow", "messageFlow"})

Edge = tuple[tuple[float, float], ...]


def shapes(root: etree._Element, stock: Inventory) -> dict[str, Bounds]:
    """The bounds of every element drawn, over all planes; of an element drawn twice, the first."""
    found: dict[str, Bounds] = {}
    lost = broken = 0
    for shape in root.iter(_SHAPE):
        ref = shape.get("bpmnElement")
        entry = stock.find(ref, MODELLED)
        bounds = _bounds(shape)
        lost += entry is None and not stock.knows(ref)
        broken += bounds is None
        if entry is not None and bounds is not None:
            found.setdefault(entry.key, bounds)
    _tell(stock, lost, broken, "shape")
    return found


def edges(root: etree._Element, stock: Inventory) -> dict[str, Edge]:
    """The waypoints of every sequence and message flow drawn; of one drawn twice, the first."""
    found: dict[str, Edge] = {}
    lost = broken = 0
    for edge in root.iter(_EDGE):
        ref = edge.get("bpmnElement")
        entry = stock.find(ref, _FLOWS)
        points = tuple(point for held in edge.iterchildren(_POINT) if (point := _point(held)) is not None)
        lost += entry is None and not stock.knows(ref)
        broken += len(points) < 2
        if entry is not None and len(points) >= 2:
            found.setdefault(entry.key, points)
    _tell(stock, lost, broken, "line")
    return found


def _tell(stock: Inventory, lost: int, broken: int, what: str) -> None:
    for count, why in (
        (lost, "show elements that the file does not hold"),
        (broken, "have no usable position"),
    ):
        if count:
            plain = f"{count} {what}{'s' * (count > 1)} of the drawing {why if count > 1 else _one(why)}"
            stock.mend(None, f"{plain}; left out.", "drawing")


def _one(why: str) -> str:
    return why.replace("show ", "shows ").replace("have ", "has ")


def _bounds(shape: etree._Element) -> Bounds | None:
    held = shape.find(_BOUNDS)
    if held is None:
        return None
    x, y, width, height = (_number(held.get(name)) for name in ("x", "y", "width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    return Bounds(x, y, width, height, _maybe(shape, "isHorizontal"), _maybe(shape, "isExpanded"))


def _point(held: etree._Element) -> tuple[float, float] | None:
    x, y = _number(held.get("x")), _number(held.get("y"))
    return None if x is None or y is None else (x, y)


def _number(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _maybe(shape: etree._Element, attribute: str) -> bool | None:
    return true(shape, attribute) if shape.get(attribute) is not None else None
