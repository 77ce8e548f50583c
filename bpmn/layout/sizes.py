"""How large each kind of shape is drawn."""

from __future__ import annotations

from bpmn.model import Data, Node, Note

Size = tuple[float, float]
EVENT = 36.0
_BOUNDARY_ROOM = 45.0
_LETTER, _LINE = 6.5, 14.0


def node_size(node: Node, boundary_events: int = 0) -> Size:
    """Width and height of a node that holds no other; wide enough for the events on its border."""
    if node.is_event:
        return EVENT, EVENT
    if node.is_gateway:
        return 50.0, 50.0
    width, height = (100.0, 80.0) if len(node.name) <= 45 else (130.0, 90.0)
    if len(node.name) > 90:
        width, height = 170.0, 110.0
    return max(width, (boundary_events + 1) * _BOUNDARY_ROOM), height


def data_size(data: Data) -> Size:
    """Width and height of a data object or store."""
    return (50.0, 50.0) if data.type == "dataStoreReference" else (36.0, 50.0)


def note_size(note: Note) -> Size:
    """Width and height of a note, tall enough for its text."""
    width = 160.0
    lines = sum(max(1, -(-int(len(line) * _LETTER) // int(width - 10))) for line in note.text.split("\n"))
    return width, max(30.0, lines * _LINE + 10)


def label_width(text: str) -> float:
    """How wide a flow's name is drawn (it wraps at 90)."""
    return min(90.0, len(text) * _LETTER)
