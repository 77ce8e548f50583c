"""What differs between two forms, in sentences, in the order a manager asks."""

from __future__ import annotations

from bpmn.compare.forms.sentences.all import statements

__all__ = ["statements"]
