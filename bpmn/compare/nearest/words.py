"""Labels as rows of numbers by their words alone: each meaning, family of meanings and run of letters adds to the
columns that a hash of it names (the hashing trick, Weinberger et al. 2009).

The weights are fixed: how rare a word is in the library plays no part, so that no row changes when another process
comes in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.meaning import meanings, normal, stem
from bpmn.compare.vocabulary import MEANINGS, WEAK_WORDS

Rows = NDArray[np.float32]

FAMILY = 0.65
"""What the family of a meaning adds beside the meaning itself."""
WEAK = 0.25
"""What a word that only measures or fills adds."""
LETTERS = 0.5
"""What all runs of letters together add: they carry other languages, codes and slips of the pen."""

_FAMILY_OF = {line.split()[0]: family for family, lines in MEANINGS.items() for line in lines}
_WEAK = frozenset(stem(word) for word in WEAK_WORDS)


def word_rows(labels: Sequence[str], width: int) -> Rows:
    """A row of `width` numbers a label, length one; a blank one is a row of zeros."""
    rows = np.zeros((len(labels), width), np.float32)
    for row, label in zip(rows, labels, strict=True):
        for feature, weight in _features(label):
            for column, sign in _columns(feature, width):
                row[column] += weight * sign
        length = float(np.linalg.norm(row))
        if length > 0:
            row /= length
    return rows


def _features(label: str) -> list[tuple[str, float]]:
    plain = normal(label)
    if not plain:
        # Signs only: like nothing but the very same.
        return [("s " + label.strip(), 1.0)] if label.strip() else []
    found: dict[str, float] = {}
    for name in sorted(meanings(label)):
        found["m " + name] = WEAK if name in _WEAK or name.isdigit() else 1.0
        if name in _FAMILY_OF:
            found["f " + _FAMILY_OF[name]] = FAMILY
    runs = sorted(_runs(plain))
    found |= {"r " + run: LETTERS / len(runs) ** 0.5 for run in runs}
    return list(found.items())


def _runs(plain: str) -> set[str]:
    padded = f" {plain} "
    width = 3 if plain.isascii() else 2
    return {padded[start : start + width] for start in range(max(1, len(padded) - width + 1))}


@lru_cache(maxsize=65_536)
def _columns(feature: str, width: int) -> tuple[tuple[int, int], ...]:
    """Two columns and signs, so that two features that share one column seldom share both."""
    digest = blake2b(feature.encode("utf-8", "replace"), digest_size=8).digest()
    halves = (int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:], "big"))
    return tuple(((half >> 1) % width, 1 if half & 1 else -1) for half in halves)
