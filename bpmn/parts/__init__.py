"""Who is who in a diagram, and what passes between them: `who.py` the parts, `involvement.py` contacts and
handovers."""

from __future__ import annotations

from bpmn.model import PARTS, PartName
from bpmn.parts.involvement import Handover, Involvement, TouchPoint, involvement
from bpmn.parts.who import PART_NAMES, PartView, guess, holders, names_resident, part_by_view, part_of, parts

__all__ = [
    "PARTS",
    "PART_NAMES",
    "Handover",
    "Involvement",
    "PartName",
    "PartView",
    "TouchPoint",
    "guess",
    "holders",
    "involvement",
    "names_resident",
    "part_by_view",
    "part_of",
    "parts",
]
