"""What the index keeps of a process besides its row of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bpmn.compare.nearest.rows import STEP, Steps

Packed = tuple[int, int | None, bytes, bytes, bytes, bytes]
"""The fields of a `Kept`, in its order."""


@dataclass(frozen=True)
class Kept:
    """`number` is the version it was made from. Steps, orders and questions as in `tables.ProcessVector`."""

    number: int
    lgsl: int | None
    packed_steps: bytes
    packed_orders: bytes
    packed_questions: bytes
    packed_shape: bytes

    @property
    def steps(self) -> Steps:
        """Its steps as records, in process order."""
        return np.frombuffer(self.packed_steps, STEP)

    @property
    def orders(self) -> frozenset[tuple[int, int]]:
        """Which act comes before which."""
        return frozenset(zip(self.packed_orders[::2], self.packed_orders[1::2], strict=True))

    @property
    def questions(self) -> tuple[int, ...]:
        """The numbers of the labels it asks."""
        return tuple(np.frombuffer(self.packed_questions, "<u4").tolist())

    @property
    def shape(self) -> tuple[int, ...]:
        """What is drawn besides steps, counted."""
        return tuple(self.packed_shape)


def kept_from(row: Any) -> Kept:
    """From a row of `tables.ProcessVector`."""
    return Kept(row.number, row.lgsl, row.steps, row.orders, row.questions, row.shape)
