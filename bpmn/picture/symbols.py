"""The small signs: what an event waits for or throws, what kind a task is, and the markers at its foot."""

from __future__ import annotations

from math import cos, radians, sin

from bpmn.picture.svg import INK, PAPER, Attributes, Point, circle, regular, shape, stroke


def event_sign(kind: str, x: float, y: float, size: float, throws: bool, ink: str = INK) -> str:
    """The sign of an event around a point; filled when it throws. Empty for a blank event."""
    fill, inner = (ink, PAPER) if throws else ("none", ink)
    half = size / 2
    simple: Attributes = {"stroke": ink, "stroke_width": 1.3, "stroke_linejoin": "round", "fill": fill}
    if kind == "message":
        return envelope(x, y, size * 1.1, throws, ink)
    if kind == "timer":
        ticks = "".join(
            f"M{x + dx * half * 0.8:.1f},{y + dy * half * 0.8:.1f}L{x + dx * half:.1f},{y + dy * half:.1f}"
            for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))
        )
        hands = f"M{x:.1f},{y - half * 0.65:.1f}V{y:.1f}L{x + half * 0.5:.1f},{y + half * 0.2:.1f}"
        return circle(x, y, half, fill="none", stroke=ink, stroke_width=1.2) + stroke(
            ticks + hands, stroke=ink, stroke_width=1.2
        )
    if kind == "terminate":
        return circle(x, y, half * 1.05, fill=ink)
    if kind == "cancel":
        return shape(_cross(x, y, half, 0.35, 45), **simple)
    if kind == "parallelMultiple":
        return shape(_cross(x, y, half * 1.1, 0.3, 0), **simple)
    if kind == "conditional":
        lines = "".join(f"M{x - half * 0.5:.1f},{y + part * half:.1f}h{half:.1f}" for part in (-0.5, 0, 0.5))
        page = [(x - half * 0.75, y - half), (x + half * 0.75, y - half), (x + half * 0.75, y + half)]
        sheet = shape([*page, (x - half * 0.75, y + half)], **simple)
        return sheet + stroke(lines, stroke=inner, stroke_width=1.1)
    points = _outline(kind, x, y, half)
    if kind == "compensate":
        moved = [(px + half * 0.95, py) for px, py in points]
        return shape(points, **simple) + shape(moved, **simple)
    return shape(points, **simple) if points else ""


def _outline(kind: str, x: float, y: float, half: float) -> list[Point]:
    if kind == "signal":
        return [(x, y - half), (x + half, y + half * 0.75), (x - half, y + half * 0.75)]
    if kind == "escalation":
        return [(x, y - half), (x + half * 0.8, y + half), (x, y + half * 0.2), (x - half * 0.8, y + half)]
    if kind == "error":
        zig = ((-1, 1), (-0.35, -0.8), (0.3, 0.15), (1, -1), (0.35, 0.85), (-0.3, -0.1))
        return [(x + dx * half, y + dy * half) for dx, dy in zig]
    if kind == "link":
        arrow = ((-1, -0.4), (0.2, -0.4), (0.2, -0.9), (1, 0), (0.2, 0.9), (0.2, 0.4), (-1, 0.4))
        return [(x + dx * half, y + dy * half) for dx, dy in arrow]
    if kind == "compensate":
        return [(x, y - half * 0.7), (x, y + half * 0.7), (x - half, y)]
    if kind == "multiple":
        return regular(x, y, half * 1.1, 5)
    return []


def _cross(x: float, y: float, half: float, arm: float, turn: float) -> list[Point]:
    a = half * arm
    corners: tuple[Point, ...] = ((-a, -half), (a, -half), (a, -a), (half, -a), (half, a), (a, a))
    corners += ((a, half), (-a, half), (-a, a), (-half, a), (-half, -a), (-a, -a))
    c, s = cos(radians(turn)), sin(radians(turn))
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in corners]


def envelope(x: float, y: float, size: float, filled: bool, ink: str = INK) -> str:
    """A letter around a point."""
    wide, tall = size / 2, size / 3
    corners = [(x - wide, y - tall), (x + wide, y - tall), (x + wide, y + tall), (x - wide, y + tall)]
    sheet = shape(corners, fill=ink if filled else PAPER, stroke=ink, stroke_width=1.2)
    fold = f"M{x - wide:.1f},{y - tall:.1f}L{x:.1f},{y + tall * 0.25:.1f}L{x + wide:.1f},{y - tall:.1f}"
    return sheet + stroke(fold, stroke=PAPER if filled else ink, stroke_width=1.2)


def task_sign(kind: str, x: float, y: float, ink: str = INK) -> str:
    """The sign of a task's kind, 16 wide and high, from its upper left corner. Empty for a plain task."""
    line: Attributes = {"stroke": ink, "stroke_width": 1.2, "stroke_linejoin": "round", "fill": "none"}
    if kind == "userTask":
        body = f"M{x + 1:.1f},{y + 16:.1f}v-3c0,-3.5 3,-5 7,-5s7,1.5 7,5v3z"
        return stroke(body, **line) + circle(x + 8, y + 4.5, 4, fill=PAPER, stroke=ink, stroke_width=1.2)
    if kind == "serviceTask":
        teeth = "".join(
            f"M{x + 8 + (px - x - 8) * 0.68:.1f},{y + 8 + (py - y - 8) * 0.68:.1f}L{px:.1f},{py:.1f}"
            for px, py in regular(x + 8, y + 8, 8, 8)
        )
        wheel = circle(x + 8, y + 8, 5.2, fill="none", stroke=ink, stroke_width=1.4)
        hub = circle(x + 8, y + 8, 2, fill="none", stroke=ink, stroke_width=1.2)
        return stroke(teeth, stroke=ink, stroke_width=2.6) + wheel + hub
    if kind in ("sendTask", "receiveTask"):
        return envelope(x + 8, y + 7, 16, kind == "sendTask", ink)
    if kind == "scriptTask":
        sheet = f"M{x + 4:.1f},{y:.1f}h11c-5,5 2,8 -3,16h-11c5,-8 -2,-11 3,-16z"
        text = f"M{x + 4.5:.1f},{y + 4:.1f}h6M{x + 5:.1f},{y + 8:.1f}h6M{x + 5:.1f},{y + 12:.1f}h6"
        return stroke(sheet + text, **line)
    if kind == "businessRuleTask":
        grid = f"M{x:.1f},{y + 2:.1f}h16v12h-16zM{x:.1f},{y + 6:.1f}h16M{x:.1f},{y + 10:.1f}h16"
        grid += f"M{x + 5:.1f},{y + 6:.1f}v8"
        head = shape([(x, y + 2), (x + 16, y + 2), (x + 16, y + 6), (x, y + 6)], fill="#b1b4b6")
        return head + stroke(grid, **line)
    if kind == "manualTask":
        hand = (
            f"M{x:.1f},{y + 7:.1f}c2,-3 4,-5 6,-5.5h3c1.5,0 1.5,2.5 0,2.5h-2"
            "h7c1.6,0 1.6,2.6 0,2.6h-5h6c1.5,0 1.5,2.5 0,2.5h-6h5"
            "c1.5,0 1.5,2.4 0,2.4h-5h3.5c1.4,0 1.4,2.3 0,2.3h-7c-3,0 -4,-1 -5.5,-2z"
        )
        return stroke(hand, **line)
    return ""


def foot_sign(kind: str, x: float, y: float, ink: str = INK) -> str:
    """A marker 14 wide and high around a point: plus, loop, parallel, sequential, compensation, adHoc."""
    line: Attributes = {"stroke": ink, "stroke_width": 1.6}
    if kind == "plus":
        frame = [(x - 7, y - 7), (x + 7, y - 7), (x + 7, y + 7), (x - 7, y + 7)]
        return shape(frame, fill=PAPER, stroke=ink, stroke_width=1.2) + stroke(
            f"M{x - 4:.1f},{y:.1f}h8M{x:.1f},{y - 4:.1f}v8", **line
        )
    if kind == "parallel":
        return stroke("".join(f"M{x + dx:.1f},{y - 6:.1f}v12" for dx in (-4, 0, 4)), **line)
    if kind == "sequential":
        return stroke("".join(f"M{x - 6:.1f},{y + dy:.1f}h12" for dy in (-4, 0, 4)), **line)
    if kind == "standard":
        turn = f"M{x - 2.5:.1f},{y + 5.5:.1f}a6,6 0 1 1 5,0"
        return stroke(turn + f"M{x - 2.5:.1f},{y + 5.5:.1f}v-4.5M{x - 2.5:.1f},{y + 5.5:.1f}h-4.5", **line)
    if kind == "compensation":
        return event_sign("compensate", x, y, 13, False, ink)
    return stroke(f"M{x - 7:.1f},{y + 2:.1f}c2,-6 5,-5 7,-2s5,4 7,-2", stroke=ink, stroke_width=2.2)
