"""How alike two labels are in meaning, behind one small interface.

`WordMeaning` needs nothing but the labels: council-service synonyms, English stems weighted by how rare
they are in the two diagrams (TF-IDF), and shared runs of letters, which carry other languages, codes and
slips of the pen. Anything with the same method, such as sentence embeddings, can take its place."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from threading import local
from typing import Protocol

from snowballstemmer import stemmer

from bpmn.compare.vocabulary import MEANINGS, NEGATIONS, OPPOSITES, PHRASES, STOP_WORDS, WEAK_WORDS

ALMOST_EQUAL = 0.6
"""Labels that share this much of their runs of letters are alike even where no word is: slips of the pen."""
LONGEST = 400
"""Letters of a label that are read: a label longer than this is an essay, and its first sentences name it."""
FAMILY_SHARE = 0.65
"""What sharing only a family of meanings is worth beside sharing the meaning."""
WEAK_SHARE = 0.25
"""What a word that only measures or fills counts beside one that says what is done."""
COMMON = 60_000
"""A stem shared by more pairs of labels than this proposes no pair by itself; it still counts for the
others."""

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_own = local()


class Meaning(Protocol):
    """Judges labels. `name` says what it is, for the page; one object may be asked many times."""

    @property
    def name(self) -> str:
        """A few words for a person, such as "words" or "sentence embeddings"."""

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """Likeness, 0 to 1, of `left[i]` and `right[j]` by (i, j); a pair left out is not alike at all.
        Symmetric."""


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
_OPPOSED = frozenset(OPPOSITES) | frozenset((second, first) for first, second in OPPOSITES)


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
def _features(text: str) -> Mapping[str, float]:
    weights: dict[str, float] = {}
    for word in _words(text):
        name, family = _MEANING_OF.get(stem(word), (stem(word), ""))
        weights[name] = WEAK_SHARE if word in WEAK_WORDS or word.isdigit() else 1.0
        if family:
            weights.setdefault("family " + family, FAMILY_SHARE)
    return weights


@lru_cache(maxsize=8192)
def _grams(text: str) -> frozenset[str]:
    padded = f" {text} "
    width = 3 if text.isascii() else 2
    return frozenset(padded[i : i + width] for i in range(max(1, len(padded) - width + 1)))


def letters_alike(first: str, second: str) -> float:
    """Share of runs of letters that two normalised labels have in common (Dice), 0 to 1."""
    one, two = _grams(first), _grams(second)
    return 2 * len(one & two) / (len(one) + len(two))


class WordMeaning:
    """Likeness from words alone."""

    name = "words"

    def alike(self, left: Sequence[str], right: Sequence[str]) -> dict[tuple[int, int], float]:
        """See `Meaning.alike`. Equal normalised labels are 1; empty ones are like nothing."""
        ours, theirs = [normal(label) for label in left], [normal(label) for label in right]
        rarity = _rarity([*ours, *theirs])
        one = [_weighted(text, rarity) for text in ours]
        two = [_weighted(text, rarity) for text in theirs]
        return {
            (i, j): score
            for i, j in _promising(ours, theirs)
            if (score := _likeness(ours[i], theirs[j], one[i], two[j])) > 0
        }


def _rarity(texts: Iterable[str]) -> dict[str, float]:
    distinct = set(texts)
    count: dict[str, int] = defaultdict(int)
    for text in distinct:
        for feature in _features(text):
            count[feature] += 1
    return {feature: log(1 + len(distinct) / seen) for feature, seen in count.items()}


def _weighted(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    return {feature: weight * rarity[feature] for feature, weight in _features(text).items()}


def _promising(left: Sequence[str], right: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Pairs worth judging: all of few labels, of many those that share an unusual meaning or run of
    letters."""
    if len(left) * len(right) <= COMMON:
        return [(i, j) for i, text in enumerate(left) if text for j, other in enumerate(right) if other]
    return sorted(_sharing(left, right, _features, COMMON) | _sharing(left, right, _grams, COMMON // 20))


def _sharing(
    left: Sequence[str], right: Sequence[str], parts_of: _Parts, most_pairs: int
) -> set[tuple[int, int]]:
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, texts in zip(places, (left, right), strict=True):
        for index, text in enumerate(texts):
            for part in parts_of(text) if text else ():
                side[part].append(index)
    shared = [part for part in places[0] if part in places[1]]
    shared.sort(key=lambda part: (len(places[0][part]) * len(places[1][part]), part))
    found: set[tuple[int, int]] = set()
    for part in shared:
        if len(places[0][part]) * len(places[1][part]) > most_pairs or len(found) > 5 * COMMON:
            break
        found.update((i, j) for i in places[0][part] for j in places[1][part])
    found.update(_equal(left, right))
    return found


def _equal(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    where: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(right):
        where[text].append(index)
    for index, text in enumerate(left):
        for other in where[text][:1] if text else ():
            yield index, other


def _likeness(first: str, second: str, one: Mapping[str, float], two: Mapping[str, float]) -> float:
    if first == second:
        return 1.0
    shared = sum(weight * two[feature] for feature, weight in one.items() if feature in two)
    size_one, size_two = _size(one), _size(two)
    letters = letters_alike(first, second)
    if not size_one or not size_two:
        return 0.9 * letters
    cosine = shared / sqrt(size_one * size_two)
    within = min(1.0, shared / min(size_one, size_two))
    score = 0.7 * cosine + 0.15 * within + 0.15 * letters
    if letters >= ALMOST_EQUAL or not (first.isascii() and second.isascii()):
        score = max(score, 0.9 * letters)
    if negated(first) != negated(second):
        score *= 0.6
    if _opposed(one, two):
        score *= 0.5
    return min(0.99, score)


def _size(vector: Mapping[str, float]) -> float:
    return sum(weight * weight for weight in vector.values())


def _opposed(one: Mapping[str, float], two: Mapping[str, float]) -> bool:
    return any(
        first in one and second in two and second not in one and first not in two
        for first, second in _OPPOSED
    )


class _Parts(Protocol):
    def __call__(self, text: str) -> Iterable[str]: ...
