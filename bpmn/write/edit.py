"""The only place that changes an uploaded file. It splices bytes: what it returns differs from what it was
given only in what was asked for, and undoing an edit gives the first bytes back.

Everything is written as `CONTRACT.md` shows: `guildhall:pattern` on steps and message events,
`guildhall:part` on lanes and pools, inside `extensionElements`, with the namespace declared on the element
itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from xml.sax.saxutils import quoteattr

from bpmn.document import load
from bpmn.errors import CannotEdit, UnreadableDocument
from bpmn.model import PARTS, Node, PartName
from bpmn.reader import read
from bpmn.reading.names import BPMN, GUILDHALL
from bpmn.write.extension import insertion, removal
from bpmn.write.spans import Ruler, Span, find, splice

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attach_pattern(data: bytes, element_id: str, ref: str, version: int | None = None) -> bytes:
    """The file with pattern `ref` attached to a step or message event, after any that are there already. A
    pattern that is attached already keeps its place and takes the new version. Raises `CannotEdit` where the
    file has no such element, more than one, or one that carries no pattern."""
    if not ref.strip() or _NO_XML.search(ref) or (version is not None and version < 1):
        raise CannotEdit("A pattern is attached by its short name and, if any, a version number from 1.")
    diagram = read(data)
    ruler, target = _one(data, element_id)
    _refuse_if_no_carrier(diagram.node_by_key.get(element_id), element_id)
    attributes = f"ref={quoteattr(ref.strip())}" + (f' version="{version}"' if version is not None else "")
    piece = f'<guildhall:pattern xmlns:guildhall="{GUILDHALL}" {attributes}/>'
    there = _patterns(target, ref)
    if there:
        return _checked(splice(data, [(there[0].start, there[0].end, ruler.encode(piece))]))
    return _checked(splice(data, insertion(ruler, target, piece)))


def detach_pattern(data: bytes, element_id: str, ref: str) -> bytes:
    """The file without pattern `ref` on that element. An `extensionElements` that attaching had added goes
    too. Raises `CannotEdit` where that pattern is not attached."""
    load(data)
    ruler, target = _one(data, element_id)
    there = _patterns(target, ref)
    if not there:
        raise CannotEdit(f"The pattern “{ref}” is not attached to “{element_id}”, so it cannot be detached.")
    return _checked(splice(data, removal(ruler, target, there)))


def replace_pattern(
    data: bytes, element_id: str, ref: str, new_ref: str, version: int | None = None
) -> bytes:
    """The file with pattern `new_ref` on that element in the place of `ref`; where it is attached there already, it
    takes the version and `ref` goes. Raises `CannotEdit` where `ref` is not attached."""
    load(data)
    ruler, target = _one(data, element_id)
    there = _patterns(target, ref)
    if not there:
        raise CannotEdit(f"The pattern “{ref}” is not attached to “{element_id}”, so it cannot be replaced.")
    if _NO_XML.search(new_ref) or not new_ref.strip():
        raise CannotEdit("A pattern is attached by its short name.")
    if new_ref.strip() == ref.strip() or _patterns(target, new_ref):
        without = data if new_ref.strip() == ref.strip() else detach_pattern(data, element_id, ref)
        return attach_pattern(without, element_id, new_ref, version)
    attributes = f"ref={quoteattr(new_ref.strip())}" + (f' version="{version}"' if version else "")
    piece = f'<guildhall:pattern xmlns:guildhall="{GUILDHALL}" {attributes}/>'
    return _checked(splice(data, [(there[0].start, there[0].end, ruler.encode(piece))]))


def set_parts(data: bytes, parts: Mapping[str, PartName | None]) -> bytes:
    """The file saying of each of these pools and lanes (by their ids in the file) which part it is; None
    takes back what the file says. Raises `CannotEdit` for an id that no one pool or lane has, and for a part
    unknown."""
    load(data)
    ruler, found = find(data, parts)
    changes: list[tuple[int, int, bytes]] = []
    for element_id, part in parts.items():
        changes += _part_changes(ruler, _only(found.get(element_id, []), element_id), part)
    return _checked(splice(data, changes))


def _part_changes(ruler: Ruler, target: Span, part: PartName | None) -> list[tuple[int, int, bytes]]:
    if target.name not in ("participant", "lane"):
        raise CannotEdit(
            f"“{target.attributes['id']}” is a {target.name}: only a pool or a lane is given a part."
        )
    if part is not None and part not in PARTS:
        raise CannotEdit(f"“{part}” is not a part: choose one of {', '.join(PARTS)}.")
    there = [
        mark for held in target.holds(BPMN, "extensionElements") for mark in held.holds(GUILDHALL, "part")
    ]
    if part is None:
        return removal(ruler, target, there) if there else []
    piece = f'<guildhall:part xmlns:guildhall="{GUILDHALL}" is="{part}"/>'
    if not there:
        return insertion(ruler, target, piece)
    if there[0].attributes.get("is") == part:
        return []
    return [(there[0].start, there[0].end, ruler.encode(piece))]


def _refuse_if_no_carrier(node: Node | None, element_id: str) -> None:
    if node is None or not (node.is_activity or any(event.kind == "message" for event in node.events)):
        called = node.name if node is not None and node.name else element_id
        raise CannotEdit(
            f"A pattern can be attached to a task or a message event, and “{called}” is neither."
        )


def _one(data: bytes, element_id: str) -> tuple[Ruler, Span]:
    ruler, found = find(data, [element_id])
    target = _only(found.get(element_id, []), element_id)
    return ruler, target


def _only(found: Collection[Span], element_id: str) -> Span:
    if not found:
        raise CannotEdit(
            f"The file has no element with the id “{element_id}”, so nothing can be written there."
        )
    if len(found) > 1:
        raise CannotEdit(
            f"The id “{element_id}” is used {len(found)} times: give each its own in your tool first."
        )
    return next(iter(found))


def _patterns(target: Span, ref: str) -> list[Span]:
    return [
        mark
        for held in target.holds(BPMN, "extensionElements")
        for mark in held.holds(GUILDHALL, "pattern")
        if mark.attributes.get("ref", "").strip() == ref.strip()
    ]


def _checked(data: bytes) -> bytes:
    """A last look before bytes are kept for ever: they must still be a BPMN file."""
    try:
        load(data)
    except UnreadableDocument as fault:
        raise CannotEdit(f"The change would break the file, so it was not made ({fault.reason}).") from fault
    return data
