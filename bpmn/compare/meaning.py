"""What labels speak of, and the one small interface behind which their likeness is judged.

Judges: `bywords.py` (words alone) and `blended.py` (words and sentence embeddings)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from threading import local
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from snowballstemmer import stemmer

from bpmn.compare.vocabulary import MEANINGS, NEGATIONS, PHRASES, STOP_WORDS, WEAK_WORDS

Table = NDArray[np.float64]
"""A row for each text of the left, a column for each of the right."""

LONGEST = 400
"""Letters of a label that are read: a label longer than this is an essay, and its first sentences name it."""
FAMILY_SHARE = 0.65
"""What sharing only a family of meanings is worth beside sharing the meaning."""
WEAK_SHARE = 0.25
"""What a word that only measures or fills counts beside one that says what is done."""
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_own = local()


class Meaning(Protocol):
    """Judges labels. `name` says what it is, for the page; one object may be asked many times."""

    @property
    def name(self) -> str:
        """A few words for a person, such as "words" or "sentence embeddings"."""

    def table(self, left: Sequence[str], right: Sequence[str]) -> Table:
        """How alike `left[i]` and `right[j]` are, 0 to 1. Equal but for case and spelling of the letters: 1;
        a text without a word is like nothing. The table of (right, left) is this one turned over."""

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """The same by (i, j), without the pairs that are not alike at all."""


def listed_pairs(table: Table) -> dict[tuple[int, int], float]:
    """`Meaning.alike` from `Meaning.table`."""
    rows, columns = np.nonzero(table > 0)
    return {(int(i), int(j)): float(table[i, j]) for i, j in zip(rows, columns, strict=True)}


@lru_cache(maxsize=8192)
def normal(label: str) -> str:
    """A label as comparison reads it: one script form, small letters, words apart, no accents on Latin
    letters."""
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", label)[: 4 * LONGEST])
    letters = unicodedata.normalize("NFKD", spaced.casefold())
    kept = [
        letter
        for index, letter in enumerate(letters)
        if not (unicodedata.combining(letter) and index and letters[index - 1] < "\u0250")
    ]
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", "".join(kept))))[:LONGEST]


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The stem of an English word; any other word unchanged."""
    if not word.isascii():
        return word
    # A stemmer keeps the word it is working on in itself: one for all threads would mix up their words.
    if not hasattr(_own, "stemmer"):
        _own.stemmer = stemmer("english")
    return str(_own.stemmer.stemWord(word))


def _stems_to_meanings() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for family, lines in MEANINGS.items():
        for line in lines:
            words = line.split()
            for word in words:
                found.setdefault(stem(word), (words[0], family))
    return found


_MEANING_OF = _stems_to_meanings()
_PHRASE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, PHRASES), key=lambda p: (-len(p), p))) + r")\b"
)


def _phrased(text: str) -> list[str]:
    return _PHRASE.sub(lambda found: PHRASES[found.group()], text).split()


def _words(text: str) -> Iterator[str]:
    return (word for word in _phrased(text) if word not in STOP_WORDS)


@lru_cache(maxsize=8192)
def meanings(label: str) -> frozenset[str]:
    """The meanings a label speaks of: names of `MEANINGS` lines, and stems of words that are in none."""
    return frozenset(_MEANING_OF.get(stem(word), (stem(word), ""))[0] for word in _words(normal(label)))


@lru_cache(maxsize=8192)
def negated(label: str) -> bool:
    """Whether a label says that something is not so, but for set phrases such as "not emptied"."""
    return any(word in NEGATIONS for word in _phrased(normal(label)))


def strong_meanings(label: str) -> frozenset[str]:
    """The meanings of a label without those of words that only measure or fill."""
    weak = {stem(word) for word in WEAK_WORDS}
    return frozenset(name for name in meanings(label) if name not in weak and not name.isdigit())


def speaks_of(label: str, *names: str) -> bool:
    """Whether a label has one of the named meanings (first words of `MEANINGS` lines)."""
    return not meanings(label).isdisjoint(names)


@lru_cache(maxsize=8192)
def features(text: str) -> Mapping[str, float]:
    """What a normalised label speaks of, with what each counts: its meanings, and their families."""
    weights: dict[str, float] = {}
    for word in _words(text):
        name, family = _MEANING_OF.get(stem(word), (stem(word), ""))
        weights[name] = WEAK_SHARE if word in WEAK_WORDS or word.isdigit() else 1.0
        if family:
            weights.setdefault("family " + family, FAMILY_SHARE)
    return weights


@lru_cache(maxsize=8192)
def grams(text: str) -> frozenset[str]:
    """The runs of letters of a normalised label: three of Latin letters, two of others."""
    padded = f" {text} "
    width = 3 if text.isascii() else 2
    return frozenset(padded[i : i + width] for i in range(max(1, len(padded) - width + 1)))
