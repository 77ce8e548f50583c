"""Everything that can go wrong in this room, in one hierarchy."""

from __future__ import annotations


class BpmnError(Exception):
    """The root of this room's errors. `str()` is one sentence for a person: what, where, what to do."""


class UnreadableDocument(BpmnError):
    """The bytes cannot be read as BPMN at all. `line` is where, when the parser can say."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class CannotEdit(BpmnError):
    """An edit asked for something the file does not hold or may not carry."""


class TooMuch(BpmnError):
    """More at once than can be worked out in a reasonable time and memory."""
