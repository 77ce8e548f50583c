"""Workshops: a case walked together, led by one, followed by others on their phones, with what they say of it."""

from webapp.workshops import ending, follow, lead, notes, opening, personas, process, records, storyboard
from webapp.workshops.area import blueprint

__all__ = [
    "blueprint",
    "ending",
    "follow",
    "lead",
    "notes",
    "opening",
    "personas",
    "process",
    "records",
    "storyboard",
]
