"""What judges the words of questions where the caller names nothing."""

from __future__ import annotations

from bpmn.compare import WordMeaning
from bpmn.compare.meaning import Meaning

_WORDS = WordMeaning()


def usual_meaning() -> Meaning:
    """The judge that comparing diagrams uses by itself."""
    return _WORDS
