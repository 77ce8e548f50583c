"""How alike labels are by their words and by sentence embeddings together; and the judge used when none is
named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bpmn.compare.bywords import WordMeaning, disagreement, settled, words_table
from bpmn.compare.embedding import Encoder, encoder
from bpmn.compare.meaning import Meaning, Table, listed_pairs, normal


@dataclass(frozen=True)
class Blend:
    """How words and vectors are mixed: `share` of the vectors; `floor`, the cosine that counts as nothing, since
    any two labels of one subject have some; `centred`, how much of the mean of all labels is taken away."""

    share: float = 0.6
    floor: float = 0.2
    centred: float = 0.0


BLEND = Blend()


class BlendedMeaning:
    """Likeness from words and from sentence embeddings."""

    name = "sentence embeddings and words"

    def __init__(self, vectors: Encoder, blend: Blend = BLEND) -> None:
        self.encoder = vectors
        self.blend = blend

    def table(self, left: Sequence[str], right: Sequence[str]) -> Table:
        """See `Meaning.table`."""
        ours, theirs = [normal(label) for label in left], [normal(label) for label in right]
        near = self._near(ours, theirs)
        share = self.blend.share
        score = share * near + (1 - share) * words_table(ours, theirs)
        score *= disagreement(ours, theirs)
        return settled(score, ours, theirs)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """See `Meaning.alike`."""
        return listed_pairs(self.table(left, right))

    def _near(self, ours: Sequence[str], theirs: Sequence[str]) -> Table:
        one = np.asarray(self.encoder.vectors(ours), np.float64)
        two = np.asarray(self.encoder.vectors(theirs), np.float64)
        if self.blend.centred:
            mean = self.blend.centred * np.concatenate([one, two]).mean(0)
            one, two = (_unit(rows - mean) for rows in (one, two))
        near = (one @ two.T - self.blend.floor) / (1 - self.blend.floor)
        return np.asarray(np.clip(near, 0.0, 1.0), np.float64)


def _unit(rows: Table) -> Table:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


@lru_cache(maxsize=1)
def usual_meaning() -> Meaning:
    """Words and embeddings where the weights are there, else words alone."""
    found = encoder()
    return WordMeaning() if found is None else BlendedMeaning(found)
