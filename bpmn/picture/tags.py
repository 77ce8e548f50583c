"""Words on shapes: what a picture says of a step beside what the file says, by a word and never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from bpmn.model import Bounds
from bpmn.picture.svg import PAPER, box
from bpmn.picture.words import LINE, Text, width


@dataclass(frozen=True)
class Tag:
    """A word and the colour (`#rrggbb`) of its frame."""

    word: str
    colour: str


def tagged(tag: Tag, bounds: Bounds) -> str:
    """A frame around a shape, and the word in a box of its own on the upper edge; beside the upper right corner of a
    small shape, which the word would hide."""
    around = Bounds(bounds.x - 3, bounds.y - 3, bounds.width + 6, bounds.height + 6)
    held = label_bounds(tag, bounds)
    text = Text((tag.word,), held.x + held.width / 2, held.y + 1)
    frame = box(around, 12, fill="none", stroke=tag.colour, stroke_width=3)
    return frame + box(held, 2, fill=PAPER, stroke=tag.colour, stroke_width=2) + text.svg()


def label_bounds(tag: Tag, bounds: Bounds) -> Bounds:
    """Where the word stands."""
    wide = width(tag.word) + 10
    left = bounds.x + bounds.width - 6 if bounds.width < 60 else bounds.x + 2
    return Bounds(left, bounds.y - LINE, wide, LINE + 3)
