"""Rows of signed bytes by number, and exact search for the nearest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.nearest.spaces import Rows

FIRST = 1_024
GROWTH = 1.25
BLOCK = 4_096
"""Rows turned into floats at once: few enough to stay in the processor's cache."""


class ByteMatrix:
    """Rows by number, in memory without gaps of its own making: a removed row's place is taken by the next new one.

    Not safe between threads; whoever holds it locks."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._bytes = np.zeros((0, width), np.int8)
        self._scale = np.zeros(0, np.float32)
        self._numbers = np.zeros(0, np.int64)
        self._places: dict[int, int] = {}
        self._free: list[int] = []
        self.count = 0
        """Places in use, those of removed rows included."""

    def __len__(self) -> int:
        return len(self._places)

    def place(self, number: int) -> int | None:
        """Where the row of a number stands."""
        return self._places.get(number)

    def put(self, number: int, packed: bytes) -> int:
        """Put a packed row in, in place of the number's former one; where it stands."""
        place = self._places.get(number)
        if place is None:
            place = self._free.pop() if self._free else self._next()
        row = np.frombuffer(packed, np.int8)
        length = float(np.sqrt(np.square(row.astype(np.float32)).sum()))
        self._bytes[place] = row
        self._scale[place] = 1 / length if length > 0 else 0
        self._numbers[place], self._places[number] = number, place
        return place

    def remove(self, number: int) -> int | None:
        """Take a row out; where it stood."""
        place = self._places.pop(number, None)
        if place is not None:
            self._bytes[place] = 0
            self._scale[place] = 0
            self._numbers[place] = -1
            self._free.append(place)
        return place

    def rows(self, numbers: Sequence[int]) -> Rows:
        """Rows of length one; zeros for a number that is not there."""
        places = np.array([self._places.get(number, -1) for number in numbers], np.int64)
        found = np.zeros((len(places), self._width), np.float32)
        there = places >= 0
        found[there] = self._bytes[places[there]] * self._scale[places[there], None]
        return found

    def nearest(
        self, row: Rows, most: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The numbers of the rows nearest to `row` and their cosines, nearest first, equals by number. `allowed` says
        of each place whether it counts. A row of zeros is near to nothing."""
        if not self.count or most <= 0:
            return []
        scores = np.empty(self.count, np.float32)
        block = np.empty((min(BLOCK, self.count), self._width), np.float32)
        wanted = np.asarray(row, np.float32)
        for start in range(0, self.count, BLOCK):
            part = self._bytes[start : min(start + BLOCK, self.count)]
            block[: len(part)] = part
            scores[start : start + len(part)] = block[: len(part)] @ wanted
        scores *= self._scale[: self.count]
        scores = np.round(scores, 5)
        if allowed is not None:
            scores[~allowed] = -2
        few = np.flatnonzero(scores > 0)
        if len(few) > most:
            # The last of equals would be left to chance: take all that reach the least of the best.
            least = np.partition(scores[few], len(few) - most)[len(few) - most]
            few = few[scores[few] >= least]
        order = np.lexsort((self._numbers[few], -scores[few]))[:most]
        return [(int(self._numbers[few[i]]), float(scores[few[i]])) for i in order]

    def _next(self) -> int:
        if self.count == len(self._bytes):
            size = max(FIRST, int(len(self._bytes) * GROWTH))
            for name in ("_bytes", "_scale", "_numbers"):
                old = getattr(self, name)
                new = np.zeros((size, *old.shape[1:]), old.dtype)
                new[: len(old)] = old
                setattr(self, name, new)
        self.count += 1
        return self.count - 1
