"""The space in which labels lie near each other: sentence embeddings and words where the weights are installed, words
alone where they are not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.embedding import WIDTH as SENTENCE_WIDTH
from bpmn.compare.embedding import Encoder, encoder
from bpmn.compare.nearest.settings import SENTENCES
from bpmn.compare.nearest.words import word_rows
from bpmn.compare.vocabulary import MEANINGS

Rows = NDArray[np.float32]

WIDTH = 512
"""Numbers in a row, in either space."""
BY_WORDS = "words-1"
BY_MEANING = "sentences-1"


class Space(Protocol):
    """Turns labels into rows. Rows of two spaces say nothing to each other: `name` tells them apart, and its number
    rises whenever the same label would get another row."""

    @property
    def name(self) -> str:
        """Which space it is."""

    def rows(self, labels: Sequence[str]) -> Rows:
        """A row of `WIDTH` numbers a label, length one; a blank label is a row of zeros."""


class WordSpace:
    """By words alone."""

    name = BY_WORDS

    def rows(self, labels: Sequence[str]) -> Rows:
        """See `Space.rows`."""
        return word_rows(labels, WIDTH)


class MeaningSpace:
    """Half a sentence embedding, half the words. What all labels of councils' work have in common is taken out of the
    embedding, so that it does not make everything alike."""

    name = BY_MEANING

    def __init__(self, sentences: Encoder) -> None:
        self._sentences = sentences

    def rows(self, labels: Sequence[str]) -> Rows:
        """See `Space.rows`."""
        if not labels:
            return np.zeros((0, WIDTH), np.float32)
        said = self._sentences.vectors(labels)
        blank = np.array([not label.strip() for label in labels])
        said = unit(said - self._common)
        said[blank] = 0
        worded = word_rows(labels, WIDTH - SENTENCE_WIDTH)
        return unit(np.hstack([SENTENCES**0.5 * said, (1 - SENTENCES) ** 0.5 * worded]))

    @cached_property
    def _common(self) -> Rows:
        lines = [line for family in MEANINGS.values() for line in family]
        return np.asarray(self._sentences.vectors(lines).mean(0), np.float32)


def unit(rows: Rows) -> Rows:
    """The rows scaled to length one; rows of zeros stay."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)


_lock = Lock()


def space() -> Space:
    """The best space there is on this machine. The first call reads the weights, which takes about half a second."""
    with _lock:  # two threads at once would read them twice
        sentences = encoder()
    return _meaning(sentences) if sentences is not None else WordSpace()


@lru_cache(maxsize=1)
def _meaning(sentences: Encoder) -> MeaningSpace:
    return MeaningSpace(sentences)
