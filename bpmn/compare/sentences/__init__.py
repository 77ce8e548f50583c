"""What differs, in sentences: first what a manager asks, then what an analyst does."""

from __future__ import annotations

from bpmn.compare.sentences.all import Said, speak

__all__ = ["Said", "speak"]
