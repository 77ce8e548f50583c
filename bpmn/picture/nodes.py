"""Activities, events and gateways, each drawn in its bounds."""

from __future__ import annotations

from bpmn.model import Bounds, Node
from bpmn.picture.svg import INK, MARK, MARK_PAPER, PAPER, THICK, THIN, box, circle, regular, shape, stroke
from bpmn.picture.symbols import event_sign, foot_sign, task_sign
from bpmn.picture.words import inside

DASHES, DOTS = "5 3", "2 3"
THROWING = frozenset({"endEvent", "intermediateThrowEvent"})
FOOT_ROOM = 20.0


def activity(node: Node, bounds: Bounds, is_open: bool, marked: bool) -> str:
    """A task, call activity or sub-process; an open sub-process has its name at the top and room for what it
    holds."""
    ink, paper = _colours(marked)
    dotted = DOTS if node.triggered_by_event else None
    wide = THICK if node.type == "callActivity" else THIN + 0.5 * marked
    drawn = box(bounds, 10, fill=paper, stroke=ink, stroke_width=wide, stroke_dasharray=dotted)
    if node.type == "transaction":
        inner = Bounds(bounds.x + 3, bounds.y + 3, bounds.width - 6, bounds.height - 6)
        drawn += box(inner, 7, fill="none", stroke=ink, stroke_width=THIN)
    drawn += task_sign(node.type, bounds.x + 6, bounds.y + 6, ink)
    feet = _feet(node, is_open)
    y = bounds.y + bounds.height - 11
    for place, kind in enumerate(feet):
        drawn += foot_sign(kind, bounds.x + bounds.width / 2 + 19 * (place - (len(feet) - 1) / 2), y, ink)
    if is_open:
        top = Bounds(bounds.x, bounds.y + 4, bounds.width, 20)
        return drawn + inside(node.name, top).svg()
    has_sign = node.type not in ("task", "callActivity") and not node.is_sub_process
    foot = FOOT_ROOM if feet else 0.0
    # The sign takes the upper left corner: a long name starts below it, a short one stays in the middle.
    text = inside(node.name, bounds, bottom=foot)
    if has_sign and text.y < bounds.y + 22:
        text = inside(node.name, bounds, top=min(20.0, bounds.height / 3), bottom=foot)
    return drawn + text.svg()


def _feet(node: Node, is_open: bool) -> list[str]:
    found: list[str] = []
    if node.loop is not None:
        found.append(node.loop.kind)
    if node.for_compensation:
        found.append("compensation")
    if node.type == "adHocSubProcess":
        found.append("adHoc")
    if node.is_sub_process and not is_open:
        found.append("plus")
    return found


def event(node: Node, bounds: Bounds, marked: bool) -> str:
    """A circle: thin at a start, double in between, thick at an end, dashed where it interrupts nothing."""
    ink, paper = _colours(marked)
    x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
    radius = min(bounds.width, bounds.height) / 2
    dashes = None if node.interrupting else DASHES
    wide = THICK if node.type == "endEvent" else THIN + 0.5 * marked
    drawn = circle(
        x, y, radius - wide / 4, fill=paper, stroke=ink, stroke_width=wide, stroke_dasharray=dashes
    )
    if node.type in ("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"):
        inner = radius - 3.5
        drawn += circle(x, y, inner, fill="none", stroke=ink, stroke_width=THIN, stroke_dasharray=dashes)
    kind = node.event_kind
    if kind == "multiple" and node.parallel_multiple:
        kind = "parallelMultiple"
    return drawn + event_sign(kind, x, y, radius * 0.98, node.type in THROWING, ink)


def gateway(node: Node, bounds: Bounds, marked: bool) -> str:
    """A diamond with its sign."""
    ink, paper = _colours(marked)
    x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
    wide, tall = bounds.width / 2, bounds.height / 2
    corners = [(x, y - tall), (x + wide, y), (x, y + tall), (x - wide, y)]
    drawn = shape(corners, fill=paper, stroke=ink, stroke_width=THIN + 0.5 * marked, stroke_linejoin="round")
    half = min(wide, tall) * 0.36
    slant = half * 0.8
    across = f"M{x - slant:.1f},{y - slant:.1f}l{2 * slant:.1f},{2 * slant:.1f}"
    across += f"M{x - slant:.1f},{y + slant:.1f}l{2 * slant:.1f},{-2 * slant:.1f}"
    upright = f"M{x - half:.1f},{y:.1f}h{2 * half:.1f}M{x:.1f},{y - half:.1f}v{2 * half:.1f}"
    if node.type == "exclusiveGateway":
        return drawn + stroke(across, stroke=ink, stroke_width=3)
    if node.type == "parallelGateway":
        return drawn + stroke(upright, stroke=ink, stroke_width=3)
    if node.type == "complexGateway":
        return drawn + stroke(across + upright, stroke=ink, stroke_width=2.6)
    if node.type == "inclusiveGateway":
        return drawn + circle(x, y, half * 1.2, fill="none", stroke=ink, stroke_width=2.6)
    drawn += circle(x, y, half * 1.5, fill="none", stroke=ink, stroke_width=1.1)
    if not node.instantiates:
        drawn += circle(x, y, half * 1.25, fill="none", stroke=ink, stroke_width=1.1)
    return drawn + shape(regular(x, y, half * 0.85, 5), fill="none", stroke=ink, stroke_width=1.2)


def _colours(marked: bool) -> tuple[str, str]:
    return (MARK, MARK_PAPER) if marked else (INK, PAPER)
