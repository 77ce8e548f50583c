"""Names in pictures: how wide they are, and where their lines break."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.model import Bounds
from bpmn.picture.svg import INK, PAPER, Attributes, clean, element, number

SIZE, LINE = 12.0, 14.5
FONT = "Arial, Helvetica, sans-serif"
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’|!()[] -"), frozenset("mwMW@%—")
ELLIPSIS = "…"


def width(text: str) -> float:
    """About how wide a text is at the usual size, in pixels; rather too wide than too narrow."""
    return sum(_width(letter) for letter in text) * SIZE


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.9
    if ord(letter) > 0x2E7F:
        return 1.0
    return 0.72 if letter.isupper() else 0.6


def wrapped(text: str, room: float, most: int = 99) -> list[str]:
    """The text in lines no wider than `room`, broken between words, within one only where it does not fit a line;
    at most `most` lines, the last then ending in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], room)] if most > 0 else []
    return lines


def _pieces(word: str, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(line: str, room: float) -> str:
    while line and width(line + ELLIPSIS) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


@dataclass(frozen=True)
class Text:
    """Lines of text from a point: `anchor` says whether it is their start, middle or end, `y` is the top of the first.
    A halo keeps those readable that cross a line."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str = "middle"
    halo: bool = False
    colour: str = INK

    @property
    def bounds(self) -> Bounds:
        """The room the text takes."""
        wide = max((width(line) for line in self.lines), default=0.0)
        left = {"start": self.x, "middle": self.x - wide / 2, "end": self.x - wide}[self.anchor]
        return Bounds(left, self.y, wide, LINE * len(self.lines))

    def svg(self, turned: tuple[float, float] | None = None) -> str:
        """The text, turned to read upwards around a point where one is given."""
        spans = "".join(
            element("tspan", clean(line), x=self.x, y=self.y + LINE * place + SIZE - 1)
            for place, line in enumerate(self.lines)
            if line
        )
        if not spans:
            return ""
        turn = f"rotate(-90 {number(turned[0])} {number(turned[1])})" if turned else None
        halo: Attributes = {
            "stroke": PAPER,
            "stroke_width": "4",
            "stroke_linejoin": "round",
            "paint_order": "stroke",
        }
        return element(
            "text",
            spans,
            text_anchor=None if self.anchor == "start" else self.anchor,
            fill=self.colour if self.colour != INK else None,
            transform=turn,
            **(halo if self.halo else {}),
        )


def inside(text: str, bounds: Bounds, pad: float = 5, top: float = 0, bottom: float = 0) -> Text:
    """A name in the middle of a shape, less some room above and below, cut where it does not fit."""
    tall = bounds.height - top - bottom
    lines = wrapped(text, bounds.width - 2 * pad, max(1, int((tall - 2) // LINE)))
    y = bounds.y + top + (tall - LINE * len(lines)) / 2
    return Text(tuple(lines), bounds.x + bounds.width / 2, y)
