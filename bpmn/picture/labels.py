"""Names beside what they name: events, gateways, data and flows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bpmn.model import Bounds, Node
from bpmn.picture.svg import Point
from bpmn.picture.words import LINE, Text, wrapped

ROOM = 96.0


def beside_event(node: Node, bounds: Bounds, ends: Sequence[Point]) -> Text:
    """Under an event, over it where a flow meets its foot; under and left of one on a border, whose way out leaves
    downwards. `ends` are where flows meet it."""
    lines = tuple(wrapped(node.name, ROOM, 5))
    if node.type == "boundaryEvent":
        return Text(lines, bounds.x - 1, bounds.y + bounds.height * 0.6, "end", halo=True)
    below = bounds.y + bounds.height
    if any(y >= below - 2 for _, y in ends) and not any(y <= bounds.y + 2 for _, y in ends):
        return Text(lines, bounds.x + bounds.width / 2, bounds.y - LINE * len(lines) - 4, halo=True)
    return Text(lines, bounds.x + bounds.width / 2, below + 4, halo=True)


def beside_gateway(node: Node, bounds: Bounds, ends: Sequence[Point]) -> Text:
    """Over a gateway, under it where a flow meets its top and none its foot, else over it to the left. `ends` are
    where flows meet it."""
    lines = tuple(wrapped(node.name, ROOM + 14, 4))
    middle, tall = bounds.x + bounds.width / 2, LINE * len(lines)
    at_top = any(y <= bounds.y + bounds.height * 0.2 for _, y in ends)
    at_foot = any(y >= bounds.y + bounds.height * 0.8 for _, y in ends)
    if not at_top:
        return Text(lines, middle, bounds.y - tall - 4, halo=True)
    if not at_foot:
        return Text(lines, middle, bounds.y + bounds.height + 4, halo=True)
    return Text(lines, middle - 6, bounds.y - tall + 6, "end", halo=True)


def under(name: str, bounds: Bounds) -> Text:
    """Under a datum."""
    return Text(
        tuple(wrapped(name, ROOM, 3)), bounds.x + bounds.width / 2, bounds.y + bounds.height + 3, halo=True
    )


def near_start(name: str, points: Sequence[Point], is_default: bool = False) -> Text:
    """Where a flow leaves: over a line that goes to the side, beside one that goes up or down."""
    (x, y), (next_x, next_y) = points[0], points[1]
    across, down = next_x - x, next_y - y
    if abs(across) >= abs(down):
        lines = tuple(wrapped(name, ROOM))
        top = y - LINE * len(lines) - 3
        return Text(lines, x + (6 if across >= 0 else -6), top, "start" if across >= 0 else "end", halo=True)
    lines = tuple(wrapped(name, ROOM))
    tall = LINE * len(lines)
    # The stroke across the start of a default stays free.
    free = 14 if is_default else 5
    return Text(lines, x + 6, y + free if down > 0 else y - tall - free, "start", halo=True)


def in_middle(name: str, points: Sequence[Point]) -> Text:
    """Beside the middle of a message flow's longest part."""
    parts = list(pairwise(points))
    (x, y), (next_x, next_y) = max(
        parts, key=lambda part: abs(part[1][0] - part[0][0]) + abs(part[1][1] - part[0][1])
    )
    lines = tuple(wrapped(name, ROOM + 30, 3))
    tall = LINE * len(lines)
    if abs(next_x - x) > abs(next_y - y):
        return Text(lines, (x + next_x) / 2, (y + next_y) / 2 - tall - 4, halo=True)
    return Text(lines, (x + next_x) / 2 + 6, (y + next_y) / 2 - tall / 2, "start", halo=True)
