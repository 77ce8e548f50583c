"""Diagram interchange: the shapes, edges and labels of a new file."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from bpmn.model import Bounds, Diagram, Flow, Node
from bpmn.write.ids import Ids
from bpmn.write.xml import BPMNDI, DC, DI, add

Point = tuple[float, float]
_LETTER, _LINE, _LABEL = 7.0, 14.0, 90.0


def write_interchange(
    definitions: etree._Element,
    diagram: Diagram,
    ids: Ids,
    plane_of: str | None,
    links: Iterable[tuple[str, str, str]],
) -> None:
    """Append the diagram interchange. `links` are associations (id, key, key), drawn straight from note to
    element."""
    drawing = add(definitions, "BPMNDiagram", space=BPMNDI, id=ids.new("BPMNDiagram_1"))
    plane = add(drawing, "BPMNPlane", space=BPMNDI, id=ids.new("BPMNPlane_1"), bpmnElement=plane_of)
    for key, bounds in diagram.shapes.items():
        if key in ids:
            _shape(plane, diagram, ids, key, bounds)
    for key, points in diagram.edges.items():
        if key in ids and len(points) > 1:
            _edge(plane, ids, ids[key], points, diagram.flow_by_key.get(key), diagram)
    for link, one, other in links:
        if one in diagram.shapes and other in diagram.shapes:
            _edge(plane, ids, link, _straight(diagram.shapes[one], diagram.shapes[other]), None, diagram)


def _shape(plane: etree._Element, diagram: Diagram, ids: Ids, key: str, bounds: Bounds) -> None:
    shape = add(plane, "BPMNShape", space=BPMNDI, id=ids.new(f"{ids[key]}_di"), bpmnElement=ids[key])
    node = diagram.node_by_key.get(key)
    if bounds.horizontal is not None:
        shape.set("isHorizontal", str(bounds.horizontal).lower())
    if bounds.expanded is not None:
        shape.set("isExpanded", str(bounds.expanded).lower())
    if node is not None and node.type == "exclusiveGateway":
        shape.set("isMarkerVisible", "true")
    _bounds(shape, bounds.x, bounds.y, bounds.width, bounds.height)
    if node is not None and node.name and not node.is_activity:
        _label(shape, *_beside(node, bounds))


def _beside(node: Node, bounds: Bounds) -> tuple[float, float, float, float]:
    """Where an event's or gateway's name goes: under an event, above a gateway (whose ways out leave
    below)."""
    width = min(_LABEL, len(node.name) * _LETTER + 10)
    lines = -(-len(node.name) * _LETTER // _LABEL)
    height = lines * _LINE
    x = bounds.x + (bounds.width - width) / 2
    if node.is_gateway:
        return bounds.x + bounds.width / 2 - width - 6, bounds.y - height + 4, width, height
    if node.type == "boundaryEvent":
        return bounds.x - width - 2, bounds.y + bounds.height / 2 + 2, width, height
    return x, bounds.y + bounds.height + 5, width, height


def _edge(
    plane: etree._Element,
    ids: Ids,
    element: str,
    points: tuple[Point, ...],
    flow: Flow | None,
    diagram: Diagram,
) -> None:
    edge = add(plane, "BPMNEdge", space=BPMNDI, id=ids.new(f"{element}_di"), bpmnElement=element)
    for x, y in points:
        add(edge, "waypoint", space=DI, x=_number(x), y=_number(y))
    if flow is not None and flow.name:
        _label(edge, *_near_start(points, flow.name))


def _near_start(points: tuple[Point, ...], name: str) -> tuple[float, float, float, float]:
    """A way out is named where it leaves: above a line to the right, beside one that goes up or down."""
    (x, y), (next_x, next_y) = points[0], points[1]
    width = min(_LABEL, len(name) * _LETTER + 10)
    height = -(-len(name) * _LETTER // _LABEL) * _LINE
    if abs(next_x - x) >= abs(next_y - y):
        left = x + 5 if next_x >= x else x - width - 5
        return left, y - height - 3, width, height
    return x + 5, (y + 6 if next_y >= y else y - height - 6), width, height


def _straight(one: Bounds, other: Bounds) -> tuple[Point, Point]:
    return _towards(one, other), _towards(other, one)


def _towards(start: Bounds, end: Bounds) -> Point:
    """Where the line from the middle of one shape to the middle of another crosses the first one's border."""
    x, y = start.x + start.width / 2, start.y + start.height / 2
    dx, dy = end.x + end.width / 2 - x, end.y + end.height / 2 - y
    if dx == dy == 0:
        return x, y
    share = min(
        start.width / 2 / abs(dx) if dx else float("inf"), start.height / 2 / abs(dy) if dy else float("inf")
    )
    return x + dx * min(share, 1), y + dy * min(share, 1)


def _label(element: etree._Element, x: float, y: float, width: float, height: float) -> None:
    _bounds(add(element, "BPMNLabel", space=BPMNDI), x, y, width, height)


def _bounds(element: etree._Element, x: float, y: float, width: float, height: float) -> None:
    add(
        element,
        "Bounds",
        space=DC,
        x=_number(x),
        y=_number(y),
        width=_number(width),
        height=_number(height),
    )


def _number(value: float) -> str:
    """A coordinate as short as it can be said and read back the same."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
