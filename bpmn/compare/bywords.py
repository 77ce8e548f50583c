"""How alike labels are by their words alone: council-service synonyms, English stems weighted by how rare they
are in the two diagrams (TF-IDF), and shared runs of letters, which carry other languages, codes and slips of
the pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.meaning import Table, features, grams, listed_pairs, negated, normal
from bpmn.compare.vocabulary import OPPOSITES

ALMOST_EQUAL = 0.6
"""Labels that share this much of their runs of letters are alike even where no word is: slips of the pen."""
NOT_THE_SAME = 0.99
"""The most that labels of different words can be alike."""
NEGATION, OPPOSITE = 0.6, 0.5
"""What is left of a likeness when one label denies what the other says, or says the opposite."""


class WordMeaning:
    """Likeness from words alone."""

    name = "words"

    def table(self, left: Sequence[str], right: Sequence[str]) -> Table:
        """See `Meaning.table`."""
        ours, theirs = [normal(label) for label in left], [normal(label) for label in right]
        score = words_table(ours, theirs)
        score *= disagreement(ours, theirs)
        return settled(score, ours, theirs)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """See `Meaning.alike`."""
        return listed_pairs(self.table(left, right))


def words_table(ours: Sequence[str], theirs: Sequence[str]) -> Table:
    """Likeness of normalised labels by shared meanings and runs of letters, 0 to 1."""
    one, two = _weights(ours, theirs)
    sizes = np.outer((one * one).sum(1), (two * two).sum(1))
    letters = letters_table(ours, theirs)
    shared = one @ two.T
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.where(sizes > 0, shared / np.sqrt(sizes), 0.0)
        smaller = np.minimum.outer((one * one).sum(1), (two * two).sum(1))
        within = np.where(smaller > 0, np.minimum(1.0, shared / smaller), 0.0)
    score = 0.7 * cosine + 0.15 * within + 0.15 * letters
    latin = np.outer([text.isascii() for text in ours], [text.isascii() for text in theirs])
    by_letters = (letters >= ALMOST_EQUAL) | ~latin.astype(bool) | (sizes == 0)
    return np.where(by_letters, np.maximum(score, 0.9 * letters), score)


def letters_table(ours: Sequence[str], theirs: Sequence[str]) -> Table:
    """Share of runs of letters that normalised labels have in common (Dice), 0 to 1."""
    runs = [grams(text) for text in ours], [grams(text) for text in theirs]
    one, two = _held(*runs)
    total = np.add.outer([len(run) for run in runs[0]], [len(run) for run in runs[1]])
    return np.asarray(2.0 * (one @ two.T) / np.maximum(total, 1), np.float64)


def disagreement(ours: Sequence[str], theirs: Sequence[str]) -> Table:
    """What a likeness is multiplied by: 1, or less where one label denies the other or says its opposite."""
    denied = np.not_equal.outer([negated(text) for text in ours], [negated(text) for text in theirs])
    factor = np.where(denied, NEGATION, 1.0)
    said = [features(text) for text in ours], [features(text) for text in theirs]
    opposed = np.zeros(factor.shape, bool)
    for first, second in OPPOSITES:
        for one, other in ((first, second), (second, first)):
            here = [one in meanings and other not in meanings for meanings in said[0]]
            there = [other in meanings and one not in meanings for meanings in said[1]]
            opposed |= np.logical_and.outer(here, there)
    return np.where(opposed, factor * OPPOSITE, factor)


def settled(score: Table, ours: Sequence[str], theirs: Sequence[str]) -> Table:
    """The table with what is certain put in: equal labels are 1, different ones less, empty ones like
    nothing."""
    number = {text: index for index, text in enumerate(dict.fromkeys([*ours, *theirs]))}
    equal = np.equal.outer([number[text] for text in ours], [number[text] for text in theirs])
    score = np.where(equal, 1.0, np.clip(score, 0.0, NOT_THE_SAME))
    blank = np.logical_or.outer([not text for text in ours], [not text for text in theirs])
    return np.asarray(np.round(np.where(blank, 0.0, score), 6), np.float64)


def _weights(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Table, Table]:
    """The labels as rows of weighted meanings, a column a meaning."""
    said = {text: features(text) for text in [*ours, *theirs]}
    count: dict[str, int] = {}
    for text in sorted(said):
        for name in said[text]:
            count[name] = count.get(name, 0) + 1
    rarity = {name: np.log(1 + len(said) / seen) for name, seen in count.items()}
    column = {name: index for index, name in enumerate(sorted(count))}
    tables = []
    for texts in (ours, theirs):
        table = np.zeros((len(texts), len(column)))
        for row, text in enumerate(texts):
            for name, weight in said[text].items():
                table[row, column[name]] = weight * rarity[name]
        tables.append(table)
    return tables[0], tables[1]


def _held(
    ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Sets as rows of 0 and 1: a column for each thing that some set of both sides holds."""
    both = {thing for held in ours for thing in held} & {thing for held in theirs for thing in held}
    column = {thing: index for index, thing in enumerate(sorted(both))}
    tables = []
    for side in (ours, theirs):
        table = np.zeros((len(side), len(column)), np.float32)
        for row, held in enumerate(side):
            table[row, [column[thing] for thing in held if thing in column]] = 1
        tables.append(table)
    return tables[0], tables[1]
