"""Flows: sequence flows, messages, associations, each with its ends."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bpmn.model import Bounds
from bpmn.picture.svg import INK, PAPER, Point, circle, number, shape, stroke

CORNER = 6.0
ARROW = 9.0


def sequence(points: Sequence[Point], is_default: bool, is_conditional: bool, ink: str = INK) -> str:
    """A solid line with a full arrowhead; a stroke across the start of a default, a diamond at a conditional one."""
    drawn = stroke(_path([*points[:-1], _back(points, ARROW - 2)]), stroke=ink) + _arrow(points, ink, ink)
    x, y, angle = _start(points)
    if is_default:
        at = (x + 10 * math.cos(angle), y + 10 * math.sin(angle))
        dx, dy = 6 * math.cos(angle + 2), 6 * math.sin(angle + 2)
        drawn += stroke(f"M{at[0] - dx:.1f},{at[1] - dy:.1f}L{at[0] + dx:.1f},{at[1] + dy:.1f}", stroke=ink)
    if is_conditional:
        ahead = ((0, 0), (7, 4), (14, 0), (7, -4))
        drawn += shape(
            [_moved(x, y, angle, dx, dy) for dx, dy in ahead], fill=PAPER, stroke=ink, stroke_width=1.2
        )
    return drawn


def message(points: Sequence[Point], ink: str = INK) -> str:
    """A dashed line from a small circle to an open arrowhead."""
    x, y, angle = _start(points)
    line = [_moved(x, y, angle, 7, 0), *points[1:-1], _back(points, ARROW)]
    drawn = stroke(_path(line), stroke=ink, stroke_width=1.3, stroke_dasharray="7 4")
    middle = _moved(x, y, angle, 3.5, 0)
    return drawn + circle(*middle, 3.5, fill=PAPER, stroke=ink, stroke_width=1.2) + _arrow(points, ink, PAPER)


def association(one: Bounds, other: Bounds, is_directed: bool = False) -> str:
    """A dotted line between two shapes, straight from border to border."""
    points = [_towards(one, other), _towards(other, one)]
    drawn = stroke(_path(points), stroke_width=1.2, stroke_dasharray="1.5 3.5", stroke_linecap="round")
    if is_directed:
        x, y, angle = _end(points)
        tips = [_moved(x, y, angle, -7, side) for side in (-4, 4)]
        head = f"M{_said(tips[0])}L{_said((x, y))}L{_said(tips[1])}"
        drawn += stroke(head, stroke_width=1.2)
    return drawn


def _arrow(points: Sequence[Point], ink: str, fill: str) -> str:
    x, y, angle = _end(points)
    corners = [(x, y), *(_moved(x, y, angle, -ARROW, side) for side in (-4.2, 4.2))]
    return shape(corners, fill=fill, stroke=ink, stroke_width=1.2, stroke_linejoin="round")


def _path(points: Sequence[Point]) -> str:
    """The line through the points with rounded corners."""
    parts = [f"M{_said(points[0])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        room = min(CORNER, math.dist(before, here) / 2, math.dist(here, after) / 2)
        parts.append(
            f"L{_said(_between(here, before, room))}Q{_said(here)} {_said(_between(here, after, room))}"
        )
    return "".join([*parts, f"L{_said(points[-1])}"])


def _said(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _between(start: Point, end: Point, far: float) -> Point:
    whole = math.dist(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * far / whole, start[1] + (end[1] - start[1]) * far / whole


def _back(points: Sequence[Point], far: float) -> Point:
    """The end of the line, short of its last point."""
    return _between(points[-1], points[-2], min(far, math.dist(points[-1], points[-2])))


def _start(points: Sequence[Point]) -> tuple[float, float, float]:
    (x, y), (next_x, next_y) = points[0], points[1]
    return x, y, math.atan2(next_y - y, next_x - x)


def _end(points: Sequence[Point]) -> tuple[float, float, float]:
    (last_x, last_y), (x, y) = points[-2], points[-1]
    return x, y, math.atan2(y - last_y, x - last_x)


def _moved(x: float, y: float, angle: float, ahead: float, aside: float) -> Point:
    return (
        x + ahead * math.cos(angle) - aside * math.sin(angle),
        y + ahead * math.sin(angle) + aside * math.cos(angle),
    )


def _towards(start: Bounds, end: Bounds) -> Point:
    """Where the line from the middle of one shape to the middle of another crosses the first one's border."""
    x, y = start.x + start.width / 2, start.y + start.height / 2
    dx, dy = end.x + end.width / 2 - x, end.y + end.height / 2 - y
    shares = [side / 2 / abs(way) for side, way in ((start.width, dx), (start.height, dy)) if way]
    share = min([1.0, *shares])
    return x + dx * share, y + dy * share
