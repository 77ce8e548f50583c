"""How alike labels are by their words and by sentence embeddings together; and the judge used when none is
named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bpmn.compare.bywords import WordMeaning, disagreement, settled, words_table
from bpmn.compare.embedding import Encoder, encoder
from bpmn.compare.meaning import Meaning, Table, listed_pairs, normal

SHARE = 0.65
"""Share of the vectors in the likeness; the rest is the words'."""
MOST_STEPS = 600
"""Encoding takes about 3 ms a label when it is first met: more labels would keep a reader waiting."""
UNRELATED = 0.15
"""The cosine that counts as nothing: any two labels of one subject have some."""


class BlendedMeaning:
    """Likeness from words and from sentence embeddings."""

    name = "sentence embeddings and words"

    def __init__(self, vectors: Encoder) -> None:
        self._encoder = vectors

    def table(self, left: Sequence[str], right: Sequence[str]) -> Table:
        """See `Meaning.table`."""
        ours, theirs = [normal(label) for label in left], [normal(label) for label in right]
        near = self._near(ours, theirs)
        score = SHARE * near + (1 - SHARE) * words_table(ours, theirs)
        score *= disagreement(ours, theirs)
        return settled(score, ours, theirs)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """See `Meaning.alike`."""
        return listed_pairs(self.table(left, right))

    def _near(self, ours: Sequence[str], theirs: Sequence[str]) -> Table:
        one, two = (np.asarray(self._encoder.vectors(texts), np.float64) for texts in (ours, theirs))
        return np.asarray(np.clip((one @ two.T - UNRELATED) / (1 - UNRELATED), 0.0, 1.0), np.float64)


def usual_meaning(steps: int = 0) -> Meaning:
    """The judge for diagrams of so many steps together: words and embeddings where the weights are there, else, and
    for more than `MOST_STEPS`, words alone."""
    found = encoder() if steps <= MOST_STEPS else None
    return WordMeaning() if found is None else BlendedMeaning(found)
