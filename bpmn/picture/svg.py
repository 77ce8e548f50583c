"""SVG elements as text: numbers short, everything from a file escaped."""

from __future__ import annotations

import math
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from bpmn.model import Bounds

Point = tuple[float, float]
Attributes = dict[str, str | float | None]
INK, PAPER, SHADE, MARK, MARK_PAPER = "#0b0c0c", "#ffffff", "#f3f2f1", "#d4351c", "#fbeae7"
THIN, THICK = 1.5, 3.5


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    short = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def element(tag: str, content: str = "", /, **attributes: str | float | None) -> str:
    """`<tag name="value">content</tag>`; underlines in names become hyphens, None is left out."""
    said = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(value if isinstance(value, str) else number(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def clean(text: str) -> str:
    """Text from a file as the content of an element. What XML cannot hold is left out."""
    return escape("".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff"))


def box(bounds: Bounds, radius: float = 0, **attributes: str | float | None) -> str:
    """A rectangle."""
    return element(
        "rect",
        x=bounds.x,
        y=bounds.y,
        width=max(bounds.width, 0.0),
        height=max(bounds.height, 0.0),
        rx=radius or None,
        **attributes,
    )


def circle(x: float, y: float, radius: float, **attributes: str | float | None) -> str:
    """A circle around a point."""
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def shape(points: Iterable[Point], **attributes: str | float | None) -> str:
    """A closed polygon."""
    return element("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), **attributes)


def stroke(path: str, **attributes: str | float | None) -> str:
    """A path that is drawn and not filled, unless said otherwise."""
    usual: Attributes = {"fill": "none", "stroke": INK, "stroke_width": THIN}
    return element("path", d=path, **(usual | attributes))


def regular(x: float, y: float, radius: float, corners: int, turn: float = -90) -> list[Point]:
    """The corners of a regular polygon, the first one up."""
    angles = (math.radians(turn + 360 * corner / corners) for corner in range(corners))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]
