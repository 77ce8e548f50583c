"""Which zero tests, clearings and inclusive joins a place has a part in: what reductions have to respect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bpmn.statespace.moves import Move


class Signature(NamedTuple):
    """Bits: the sets that ask whether it is empty, those that clear it, the inclusive joins' ways that a
    token here holds up (`before`), and those that it is itself (`way`)."""

    empty: int = 0
    clears: int = 0
    before: int = 0
    way: int = 0


NO_PART = Signature()


class Signatures:
    """The signature of every place, for one state of a net."""

    def __init__(self, moves: Iterable[Move], closes: Callable[[Move], bool]) -> None:
        self._watched: list[frozenset[int]] = []
        found: dict[int, list[int]] = {}
        seen: set[tuple[int, frozenset[int]]] = set()
        joins: set[int] = set()
        bit = 1
        for move in moves:
            if closes(move):
                self._watched.append(move.empty)
            for part, places in ((0, move.empty), (1, move.clears)):
                if places and (part, places) not in seen:
                    seen.add((part, places))
                    bit = _mark(found, part, places, bit)
            if move.inclusive is not None and id(move.inclusive) not in joins:
                joins.add(id(move.inclusive))
                for way in move.inclusive.ways:
                    _mark(found, 2, move.inclusive.before[way], bit)
                    bit = _mark(found, 3, (way,), bit)
        self._found = {place: Signature(*parts) for place, parts in found.items()}

    def of(self, place: int) -> Signature:
        """The place's part in all of them."""
        return self._found.get(place, NO_PART)

    def may_leave(self, place: int, following: Sequence[Move]) -> bool:
        """Whether a token that leaves the place at once, by any of the following moves, loses no chance and
        holds up nothing that it did not hold up before.

        The last token in a watched scope may not leave at once: while it is there, something may strike. It
        must stay where the same things clear it. It may be asked about by fewer, never by more. For the
        inclusive joins it has to look the same, or to be gone from their sight, or to arrive on the one way
        that was waiting for it and for nothing else.
        """
        here = self.of(place)
        if any(self.may_be_last(place, move) for move in following):
            return False
        return all(_fits(here, self.of(given)) for move in following for given in move.gives)

    def may_be_last(self, place: int, move: Move) -> bool:
        """Whether the move may take the last token out of a watched scope."""
        return any(place in inside and inside.isdisjoint(move.gives) for inside in self._watched)


def _fits(here: Signature, there: Signature) -> bool:
    if there.clears != here.clears or there.empty & ~here.empty:
        return False
    if there.before == here.before and there.way == here.way:
        return True
    if not there.way:
        return not there.before and not here.way
    # `before` and `way` of one way of one join have the same bit.
    return not here.way and here.before == there.way and not there.before


def _mark(found: dict[int, list[int]], part: int, places: Iterable[int], bit: int) -> int:
    for place in places:
        found.setdefault(place, [0, 0, 0, 0])[part] |= bit
    return bit << 1
