"""What judges the words of questions where the caller names nothing: as for steps."""

from __future__ import annotations

from bpmn.compare.blended import usual_meaning

__all__ = ["usual_meaning"]
