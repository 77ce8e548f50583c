"""What goes wrong with a pattern file."""

from __future__ import annotations

from bpmn.errors import BpmnError


class PatternError(BpmnError):
    """The bytes are no pattern file that may be stored. `str()` is one sentence: what, where, what to do."""
