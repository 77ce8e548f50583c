"""Vectors of a diagram's labels worked out ahead of its comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.embedding import encoder
from bpmn.compare.likeness import texts
from bpmn.compare.steps import side
from bpmn.model import Diagram

BATCH = 8
"""Labels at a time, about 25 ms: whoever compares meanwhile waits no longer."""


def ahead(diagram: Diagram) -> Iterator[int]:
    """Encode what comparing reads of a diagram, a batch at each step; yields how many labels were looked at. Nothing
    without the weights of sentence embeddings."""
    known = encoder()
    if known is None:
        return
    wanted = list(dict.fromkeys(texts(side(diagram).steps)))
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        known.vectors(part)
        yield len(part)
