"""Message flows: up or down between pools, beside what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping

from bpmn.model import Bounds, Diagram, MessageFlow

Point = tuple[float, float]
_TRACK = 8.0


def message_edges(diagram: Diagram, shapes: Mapping[str, Bounds]) -> dict[str, tuple[Point, ...]]:
    """Waypoints of every message flow whose ends are drawn."""
    pools = {pool.key for pool in diagram.pools}
    boxes = [
        shapes[node.key]
        for node in diagram.nodes
        if node.key in shapes and not (node.is_sub_process and shapes[node.key].expanded)
    ]
    found: dict[str, tuple[Point, ...]] = {}
    for number, flow in enumerate(diagram.message_flows):
        start, end = shapes.get(flow.source), shapes.get(flow.target)
        if start is not None and end is not None:
            level = _level(diagram, shapes, flow, number)
            found[flow.key] = _edge(
                (start, flow.source in pools), (end, flow.target in pools), level, number, boxes
            )
    return found


def _level(diagram: Diagram, shapes: Mapping[str, Bounds], flow: MessageFlow, number: int) -> float:
    """The height at which the flow turns: in the space next to the pool it comes from, on the side it
    leaves."""
    home = _home(diagram, shapes, flow.source)
    target = shapes[flow.target]
    below = target.y + target.height / 2 > home.y + home.height / 2
    lift = 12 + _TRACK * (number % 5)
    return home.y + home.height + lift if below else home.y - lift


def _home(diagram: Diagram, shapes: Mapping[str, Bounds], key: str) -> Bounds:
    """The pool around a node (or the node itself, when nothing is drawn around it)."""
    node = diagram.node_by_key.get(key)
    pool = diagram.pool_of(node) if node is not None else None
    return shapes[pool.key] if pool is not None and pool.key in shapes else shapes[key]


def _edge(
    start: tuple[Bounds, bool], end: tuple[Bounds, bool], level: float, number: int, boxes: list[Bounds]
) -> tuple[Point, ...]:
    (source, source_closed), (target, target_closed) = start, end
    down = level > source.y + source.height / 2
    side = 1.0 if down else -1.0
    leave = source.y + source.height if down else source.y
    enter = target.y if down else target.y + target.height
    if source_closed and target_closed:
        x = _middle(source) + 20.0 * (number % 7)
        return (x, leave), (x, enter)
    if source_closed:
        into = _arm(target, enter, leave, -side, boxes)
        return (into[-1][0], leave), *reversed(into)
    out = _arm(source, leave, enter if target_closed else level, side, boxes)
    if target_closed:
        return *out, (out[-1][0], enter)
    into = _arm(target, enter, level, -side, boxes)
    if abs(out[-1][0] - into[-1][0]) < 1:
        return *out, *reversed(into)
    return *out, (out[-1][0], level), (into[-1][0], level), *reversed(into)


def _arm(box: Bounds, border: float, end: float, side: float, boxes: list[Bounds]) -> tuple[Point, ...]:
    """From a shape's border towards height `end` (`side` 1: downwards): straight where a vertical line
    meets nothing
    else, else a step aside first, past what stands in the same column."""
    for share in (0.5, 0.3, 0.7, 0.1, 0.9):
        x = box.x + box.width * share
        if _is_clear(x, border, end, box, boxes):
            return ((x, border),)
    turn = border + side * 12
    for x in (box.x + box.width + 15, box.x - 15, box.x + box.width + 40, box.x - 40):
        if _is_clear(x, turn, end, box, boxes):
            return (_middle(box), border), (_middle(box), turn), (x, turn)
    return ((_middle(box), border),)


def _is_clear(x: float, one_end: float, other_end: float, own: Bounds, boxes: list[Bounds]) -> bool:
    top, bottom = min(one_end, other_end), max(one_end, other_end)
    return not any(
        other is not own
        and other.x <= x <= other.x + other.width
        and other.y < bottom - 1
        and other.y + other.height > top + 1
        for other in boxes
    )


def _middle(box: Bounds) -> float:
    return box.x + box.width / 2
