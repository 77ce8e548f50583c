"""A diagram in words: numbered steps that a person or a screen reader can follow without the picture."""

from __future__ import annotations

from bpmn.words.describe import NO_TITLES, describe
from bpmn.words.steps import Step, Way, words_as_json, words_as_text

__all__ = ["NO_TITLES", "Step", "Way", "describe", "words_as_json", "words_as_text"]
