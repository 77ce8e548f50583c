"""Rows of signed bytes by number, and the search for the nearest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.nearest.spaces import Rows

FIRST = 1_024
GROWTH = 1.25
BLOCK = 4_096
"""Rows turned into floats at once: few enough to stay in the processor's cache."""
MANY, LIKELY = 20_000, 4_000
"""From so many rows on, the signs of the numbers choose so many likely ones first, and only these are judged exactly.
What that misses is measured in docs/decisions/finding-similar.md."""
FURTHEST = np.iinfo(np.uint16).max


class ByteMatrix:
    """Rows by number, in memory without gaps of its own making: a removed row's place is taken by the next new one.

    `by_signs` allows the short cut by signs; rows that are mostly zeros have too few signs for it.
    Not safe between threads; whoever holds it locks."""

    def __init__(self, width: int, *, by_signs: bool = False) -> None:
        self._width = width
        self._by_signs = by_signs
        self._bytes = np.zeros((0, width), np.int8)
        self._scale = np.zeros(0, np.float32)
        self._numbers = np.zeros(0, np.int64)
        self._signs = np.zeros((width // 64, 0), np.uint64)
        self._places: dict[int, int] = {}
        self._free: list[int] = []
        self.count = 0
        """Places in use, those of removed rows included."""

    def __len__(self) -> int:
        return len(self._places)

    def place(self, number: int) -> int | None:
        """Where the row of a number stands."""
        return self._places.get(number)

    def put(self, numbers: Sequence[int], packed: Sequence[bytes]) -> list[int]:
        """Put packed rows in, each in place of its number's former one; where they stand. Each number once."""
        if not numbers:
            return []
        places = [self._place_for(number) for number in numbers]
        rows = np.frombuffer(b"".join(packed), np.int8).reshape(len(numbers), self._width)
        floats = rows.astype(np.float32)
        length = np.sqrt(np.einsum("ij,ij->i", floats, floats))
        self._bytes[places] = rows
        self._scale[places] = np.where(length > 0, 1 / np.where(length > 0, length, 1), 0)
        self._numbers[places] = numbers
        if self._by_signs:
            self._signs[:, places] = _signs(rows).T
        return places

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
        places = self._likely(row, allowed) if self._by_signs and self.count > MANY else None
        scores = self._cosines(np.asarray(row, np.float32), places)
        if allowed is not None:
            scores[~(allowed if places is None else allowed[places])] = -2
        few = np.flatnonzero(scores > 0)
        if len(few) > most:
            # The last of equals would be left to chance: take all that reach the least of the best.
            least = np.partition(scores[few], len(few) - most)[len(few) - most]
            few = few[scores[few] >= least]
        numbers = self._numbers[few if places is None else places[few]]
        order = np.lexsort((numbers, -scores[few]))[:most]
        return [(int(numbers[i]), min(1.0, round(float(scores[few[i]]), 5))) for i in order]

    def _cosines(self, row: Rows, places: NDArray[np.int64] | None) -> Rows:
        if places is not None:
            scores = (self._bytes[places].astype(np.float32) @ row) * self._scale[places]
            return np.asarray(np.round(scores, 5), np.float32)
        scores = np.empty(self.count, np.float32)
        block = np.empty((min(BLOCK, self.count), self._width), np.float32)
        for start in range(0, self.count, BLOCK):
            part = self._bytes[start : min(start + BLOCK, self.count)]
            block[: len(part)] = part
            scores[start : start + len(part)] = block[: len(part)] @ row
        return np.round(scores * self._scale[: self.count], 5)

    def _likely(self, row: Rows, allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """The places of the rows with the fewest signs that differ, in order of place."""
        wanted = _signs(np.asarray(row, np.float32)[None, :])[0]
        apart = np.zeros(self.count, np.uint16)
        for signs, own in zip(self._signs[:, : self.count], wanted, strict=True):
            apart += np.bitwise_count(signs ^ own)
        if allowed is not None:
            apart[~allowed] = FURTHEST
        apart[self._numbers[: self.count] < 0] = FURTHEST
        if self.count <= LIKELY:
            return np.arange(self.count)
        return np.sort(np.argpartition(apart, LIKELY)[:LIKELY])

    def _place_for(self, number: int) -> int:
        place = self._places.get(number)
        if place is None:
            place = self._places[number] = self._free.pop() if self._free else self._next()
        return place

    def _next(self) -> int:
        if self.count == len(self._bytes):
            size = max(FIRST, int(len(self._bytes) * GROWTH))
            for name in ("_bytes", "_scale", "_numbers"):
                old = getattr(self, name)
                new = np.zeros((size, *old.shape[1:]), old.dtype)
                new[: len(old)] = old
                setattr(self, name, new)
            if self._by_signs:
                signs = np.zeros((len(self._signs), size), np.uint64)
                signs[:, : self._signs.shape[1]] = self._signs
                self._signs = signs
        self.count += 1
        return self.count - 1


def _signs(rows: NDArray[np.int8] | Rows) -> NDArray[np.uint64]:
    """A bit for each number of each row: whether it is greater than zero."""
    return np.packbits(rows > 0, axis=1).view(np.uint64)
