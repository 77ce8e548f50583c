"""Nearly equal words: a step that got another id and another wording at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from bpmn.diff.elements import Element

WORTH = 70
"""The least score, of 100 for words, 20 for kind and 40 for neighbours, to take two elements for the same."""
LEAST_WORDS = 50
COMMON = 40
"""A word that more elements share than this leads to no candidates: it tells nothing."""
LONGEST = 400


def candidates(ours: list[Element], theirs: list[Element]) -> Iterator[tuple[Element, Element]]:
    """Pairs of one family that share a word that few others have."""
    index: dict[tuple[str, str], list[Element]] = defaultdict(list)
    for element in theirs:
        for word in _words(element):
            index[element.family, word].append(element)
    often = Counter((element.family, word) for element in ours for word in _words(element))
    for one in ours:
        seen: dict[str, Element] = {}
        for word in sorted(_words(one)):
            found = index.get((one.family, word), [])
            if len(found) <= COMMON and often[one.family, word] <= COMMON:
                seen.update((other.uid, other) for other in found)
        for other in seen.values():
            yield one, other


def alike(one: Element, other: Element, together: int, around: int) -> int:
    """How alike two elements are. `together` of the `around` elements near them are known to be the same."""
    words = _dice(_pairs(one.name), _pairs(other.name))
    if words < LEAST_WORDS:
        return 0
    return words + (20 if one.type == other.type else 0) + (40 * together // around if around else 0) - 20


def _words(element: Element) -> set[str]:
    return set(element.name[:LONGEST].casefold().split())


def _pairs(text: str) -> Counter[str]:
    line = f" {' '.join(text[:LONGEST].casefold().split())} "
    return Counter(line[at : at + 2] for at in range(len(line) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> int:
    total = one.total() + other.total()
    return 200 * (one & other).total() // total if total else 0
