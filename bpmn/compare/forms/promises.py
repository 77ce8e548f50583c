"""The money and the times that pages and letters speak of, each with the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bpmn.patterns import Pattern, fill

About = Literal["money", "time"]
MOST, LONGEST = 60, 300
"""Sentences kept of one form, and letters of each: a form that says more of money and time is an essay."""
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve"
_MONEY = re.compile(r"£\s?\d[\d,]*(?:\.\d\d)?")
_TIME = re.compile(
    rf"\b(?:\d{{1,5}}|{_WORDS}) (?:(?:working|calendar|full) )?(?:minute|hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_MARKS = re.compile(r"^[\s>#*+-]+|[*_`]+")
_SHOWN = frozenset({"text", "titleText", "summaryText"})
_NUMBERS = dict(zip(_WORDS.split("|"), (*range(1, 11), 12), strict=True))


@dataclass(frozen=True)
class Promise:
    """A sentence that names an amount of money or a time: `amounts` as written, `sentence` with the
    settings filled in, and the pattern it stands in."""

    about: About
    amounts: tuple[str, ...]
    sentence: str
    block: str
    slug: str

    @property
    def skeleton(self) -> str:
        """The sentence without its amounts."""
        return _MONEY.sub(" ", _TIME.sub(" ", self.sentence))

    @property
    def plain(self) -> tuple[str, ...]:
        """The amounts in one spelling, so that `two days` is `2 day`."""
        return tuple(_plain(amount) for amount in self.amounts)


def promises_in(blocks: Iterable[Pattern]) -> tuple[Promise, ...]:
    """Every sentence of some patterns that names money or a time, once each, in order."""
    found: dict[tuple[str, str, str], Promise] = {}
    for block in blocks:
        for text in shown_texts(block):
            for sentence in _sentences(text):
                for promise in _promises(sentence, block):
                    found.setdefault((promise.about, promise.sentence, promise.slug), promise)
                    if len(found) >= MOST:
                        return tuple(found.values())
    return tuple(found.values())


def _promises(sentence: str, block: Pattern) -> Iterator[Promise]:
    kinds: tuple[tuple[About, re.Pattern[str]], ...] = (("money", _MONEY), ("time", _TIME))
    for about, pattern in kinds:
        amounts = tuple(" ".join(found.split()) for found in pattern.findall(sentence))
        if amounts:
            title = fill(block.title, block.settings)
            yield Promise(about, amounts, sentence, title, block.slug)


def shown_texts(block: Pattern) -> Iterator[str]:
    """Every text of a pattern that its user reads, with its settings filled in, in order."""
    for text in _texts(block):
        if text:
            yield fill(text, block.settings)


def _texts(block: Pattern) -> Iterator[str]:
    yield block.subject
    yield block.body
    for page in block.pages:
        yield page.title
        yield page.body
        for component in page.components:
            yield from _shown(component.params)
            for _, inner in component.reveals:
                for one in inner:
                    yield from _shown(one.params)


def _shown(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key in _SHOWN:
            yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _shown(inner, str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _shown(inner, key)


def _sentences(text: str) -> Iterator[str]:
    for piece in _SENTENCES.split(text):
        sentence = " ".join(_MARKS.sub("", piece).split())
        if sentence and len(sentence) <= LONGEST:
            yield sentence


def _plain(amount: str) -> str:
    words = amount.lower().replace(",", "").replace("£ ", "£").split()
    if words[0].startswith("£"):
        return words[0].removesuffix(".00")
    words[0] = str(_NUMBERS.get(words[0], words[0])).lstrip("0") or "0"
    return " ".join(words).removesuffix("s")
