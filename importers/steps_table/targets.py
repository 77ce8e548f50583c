"""Where a "then" leads: a number, the words of a step, the next row, or the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.steps_table.steps import Step, plain_number

_END = re.compile(
    r"(?:the\s+)?(?:ends?|stop|finish(?:ed)?|done|close[ds]?)\b\s*(?:[:\-–—(,]\s*(?P<how>.*?)\)?)?", re.I
)
_GO_TO = re.compile(r"^(?:go(?:es)?\s+(?:back\s+)?to|back\s+to|continue\s+(?:with|at)|->|→|=>)\s*", re.I)
_SEVERAL = re.compile(r"\s*(?:,|;|&|\band\b|\+)\s*", re.I)


@dataclass(frozen=True)
class Target:
    """One place a way leads: the place of a step in the list, or the end (with its name)."""

    step: int | None
    end: str = "End"


class Targets:
    """Finds targets among the steps of one table."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._count = len(steps)
        self._by_number = {step.number: place for place, step in enumerate(steps) if step.number}
        if not self._by_number:
            self._by_number = {str(place + 1): place for place in range(len(steps))}
        self._by_words: dict[str, int] = {}
        for place, step in enumerate(steps):
            self._by_words.setdefault(_words(step.what), place)

    def find(self, text: str, place: int) -> tuple[Target, ...]:
        """Where "then" leads from the step at `place`; several targets go on at once; none found is ()."""
        if not text:
            return (Target(place + 1),) if place + 1 < self._count else (Target(None),)
        text = _GO_TO.sub("", text)
        one = self._one(text, place)
        if one is not None:
            return (one,)
        several = [self._one(piece, place) for piece in _SEVERAL.split(text) if piece]
        found = tuple(target for target in several if target is not None)
        return found if len(found) == len(several) else ()

    def _one(self, text: str, place: int) -> Target | None:
        if text.lower() in ("next", "next step", "next row"):
            return Target(place + 1) if place + 1 < self._count else Target(None)
        number = plain_number(text)
        if number in self._by_number:
            return Target(self._by_number[number])
        if _words(text) in self._by_words:
            return Target(self._by_words[_words(text)])
        ending = _END.fullmatch(text)
        if ending:
            return Target(None, (ending["how"] or "").strip().capitalize() or "End")
        return None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
