"""Pools, lanes, groups, notes and data."""

from __future__ import annotations

from bpmn.model import Bounds, Data, Note
from bpmn.picture.svg import INK, MARK, MARK_PAPER, PAPER, SHADE, THIN, box, element, stroke
from bpmn.picture.words import LINE, Text, inside, wrapped

HEADER = 30.0


def pool(name: str, bounds: Bounds, is_closed: bool, marked: bool) -> str:
    """A pool; one that shows its process has its name at the side, a closed one in the middle."""
    ink = MARK if marked else INK
    drawn = box(bounds, fill=PAPER, stroke=ink, stroke_width=THIN)
    if is_closed:
        return drawn + inside(name, bounds).svg()
    return drawn + _header(name, bounds, MARK_PAPER if marked else SHADE, ink)


def lane(name: str, bounds: Bounds, marked: bool) -> str:
    """A lane with its name at the side."""
    ink = MARK if marked else INK
    frame = box(bounds, fill="none", stroke=ink, stroke_width=1)
    return frame + _header(name, bounds, MARK_PAPER if marked else PAPER, ink)


def _header(name: str, bounds: Bounds, paper: str, ink: str) -> str:
    if bounds.horizontal is False:
        top = Bounds(bounds.x, bounds.y, bounds.width, min(HEADER, bounds.height))
        return box(top, fill=paper, stroke=ink, stroke_width=1) + inside(name, top).svg()
    side = Bounds(bounds.x, bounds.y, min(HEADER, bounds.width), bounds.height)
    lines = wrapped(name, bounds.height - 8, 2 if HEADER >= 2 * LINE else 1)
    x, y = side.x + side.width / 2, side.y + side.height / 2
    text = Text(tuple(lines), x, y - LINE * len(lines) / 2)
    return box(side, fill=paper, stroke=ink, stroke_width=1) + text.svg(turned=(x, y))


def data(held: Data, bounds: Bounds, marked: bool) -> str:
    """A sheet with a folded corner, or the drum of a store; its name below."""
    ink = MARK if marked else INK
    x, y, wide, tall = bounds.x, bounds.y, bounds.width, bounds.height
    if held.type == "dataStoreReference":
        rim = tall * 0.12
        body = f"M{x:.1f},{y + rim:.1f}v{tall - 2 * rim:.1f}a{wide / 2:.1f},{rim:.1f} 0 0 0 {wide:.1f},0"
        body += f"v{2 * rim - tall:.1f}a{wide / 2:.1f},{rim:.1f} 0 0 0 {-wide:.1f},0"
        body += f"a{wide / 2:.1f},{rim:.1f} 0 0 0 {wide:.1f},0"
        sheet = stroke(body, fill=PAPER, stroke=ink)
    else:
        fold = min(wide, tall) * 0.3
        edge = f"M{x:.1f},{y:.1f}h{wide - fold:.1f}l{fold:.1f},{fold:.1f}v{tall - fold:.1f}h{-wide:.1f}z"
        edge += f"M{x + wide - fold:.1f},{y:.1f}v{fold:.1f}h{fold:.1f}"
        sheet = stroke(edge, fill=PAPER, stroke=ink)
    return sheet


def note(held: Note, bounds: Bounds, marked: bool) -> str:
    """A text with a bracket at its left, or the dashed frame of a group."""
    ink = MARK if marked else INK
    if held.type == "group":
        frame = box(bounds, 10, fill="none", stroke=ink, stroke_width=THIN, stroke_dasharray="8 3 1.5 3")
        top = Bounds(bounds.x, bounds.y + 3, bounds.width, 20)
        return frame + inside(held.text, top).svg()
    bracket = f"M{bounds.x + 10:.1f},{bounds.y:.1f}h-10v{bounds.height:.1f}h10"
    lines = []
    for line in held.text.split("\n"):
        lines += wrapped(line, bounds.width - 10)
    text = Text(tuple(lines), bounds.x + 6, bounds.y + 4, "start")
    return element("g", stroke(bracket, stroke=ink) + text.svg())
