"""Texts that most people can read: sentences of up to 25 words, and a reading age that can be expected.

The measure is the automated readability index (Smith and Senter, 1967): 4.71 x characters a word + 0.5 x words a
sentence - 21.43, the school year of the United States; five more is the age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.patterns.lint.parts import texts
from bpmn.patterns.problems import Problem
from bpmn.patterns.record import Pattern

NAME = "easy-to-read"
SUMMARY = "A sentence has more than 25 words, or a text asks for a reading age above 14."

MOST_WORDS = 25
OLDEST = 14
ENOUGH_WORDS = 60
"""Below that many words the index says little."""
_SENTENCE = re.compile(r"\n\s*[-*>#]+\s+|(?<=[.!?:])\s+|\n\s*\n")
_WORD = re.compile(r"[^\W_][\w’'.-]*")
_LINK = re.compile(r"\]\([^)]*\)|https?://\S+")
_FOR_DESIGNERS = ("guidance", "need", "summary", "settings", "cy")


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on texts for the user of a service that are hard to read."""
    for where, text in texts(pattern):
        if not where.startswith(_FOR_DESIGNERS) and not where.endswith((".law", ".value", ".name")):
            yield from _hard(where, text)


def _hard(where: str, text: str) -> Iterator[Problem]:
    for sentence in sentences(text):
        count = len(_WORD.findall(sentence))
        if count > MOST_WORDS:
            start = " ".join(sentence.split()[:8])
            said = f"The sentence that begins “{start} …” has {count} words: make it two of at most {MOST_WORDS}."
            yield Problem("advice", where, said)
    age = reading_age(text)
    if age is not None and age > OLDEST:
        said = f"The text asks for a reading age of about {age}: use shorter words and sentences."
        yield Problem("advice", where, said)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences and list items of a Markdown text."""
    return tuple(part.strip() for part in _SENTENCE.split(_LINK.sub("", text)) if part.strip())


def reading_age(text: str) -> int | None:
    """The age at which most people read a text with ease; None when it is too short to say."""
    words = _WORD.findall(_LINK.sub("", text))
    if len(words) < ENOUGH_WORDS:
        return None
    characters = sum(len(word) for word in words)
    count = max(len(sentences(text)), 1)
    return round(4.71 * characters / len(words) + 0.5 * len(words) / count - 21.43) + 5
