"""Messages, signals, errors and escalations: what a file declares at its root for events and tasks to name."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from bpmn.model import Shared
from bpmn.reading.names import BPMN, local, words

_KINDS: dict[str, Literal["message", "signal", "error", "escalation"]] = {
    "message": "message",
    "signal": "signal",
    "error": "error",
    "escalation": "escalation",
}
_CODES = {"error": "errorCode", "escalation": "escalationCode"}
_REFS = frozenset({"messageRef", "signalRef", "errorRef", "escalationRef"})
_REF_ELEMENTS = tuple(
    f"{{{BPMN}}}{name}" for name in ("messageRef", "inMessageRef", "outMessageRef", "errorRef")
)


def shared(root: etree._Element) -> tuple[Shared, ...]:
    """Everything of these four kinds, in file order, and whether anything names it: an event, a task, a message
    flow, or an operation of an interface."""
    declared = [held for held in root.iterchildren("*") if local(held) in _KINDS]
    if not declared:
        return ()
    named = _named(root)
    found = []
    for number, held in enumerate(declared, 1):
        kind = _KINDS[local(held)]
        file_id = (held.get("id") or "").strip()
        code = words(held.get(_CODES[kind])) if kind in _CODES else ""
        used = bool(file_id) and (file_id in named or (bool(code) and code in named))
        found.append(Shared(file_id or f"{kind}~{number}", kind, words(held.get("name")), code or None, used))
    return tuple(found)


def _named(root: etree._Element) -> set[str]:
    """Every id (or error code, as some engines write) that a reference names, without its prefix."""
    refs = [held.text or "" for held in root.iter(*_REF_ELEMENTS)]
    for held in root.iter(f"{{{BPMN}}}*"):
        refs += [str(value) for name, value in held.items() if name in _REFS]
    bare = {ref.strip() for ref in refs}
    return bare | {ref.rsplit(":", 1)[1] for ref in bare if ":" in ref}
