"""A situation as one integer: a bit for a place that holds a token or none, a few bits where tokens count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bpmn.statespace.counting import Count, counts
from bpmn.statespace.moves import Move, Moves
from bpmn.statespace.net import InclusiveJoin

BLOCKED = 0
"""What an inclusive join that has to wait would take: nothing."""


class Coded(NamedTuple):
    """A move on integers. `need` are bits that must be set, `fields` counts that may not be zero, `take` is
    subtracted, `keep` masks what is not cleared, `give` is added; `once` are the bits given that may not be
    set already, `double` those given twice."""

    number: int
    need: int
    fields: tuple[int, ...]
    zero: int
    join: Join | None
    take: int
    keep: int
    once: int
    double: int
    give: int


class Join:
    """An inclusive join's condition on integers (see `net.InclusiveJoin`), remembered by the ways marked."""

    def __init__(self, code: Code, join: InclusiveJoin) -> None:
        self._ways = [(code.field(way), code.unit(way), code.mask(join.before[way])) for way in join.ways]
        self._all = code.mask(join.ways)
        self._known: dict[int, tuple[int, int]] = {0: (BLOCKED, 0)}

    def taken(self, state: int) -> int:
        """What it takes away, or BLOCKED."""
        arrived = state & self._all
        known = self._known.get(arrived)
        if known is None:
            known = self._known[arrived] = self._look(arrived)
        return BLOCKED if state & known[1] else known[0]

    def _look(self, arrived: int) -> tuple[int, int]:
        take = awaited = excused = 0
        for field, unit, before in self._ways:
            if arrived & field:
                take += unit
                excused |= before
            else:
                awaited |= before
        return take, awaited & ~excused


class Code:
    """Where each place stands in the integer. With `wide` every place can hold up to three tokens, but for
    sub-processes, which go on once at a time; otherwise only message places count, as far as they have to."""

    def __init__(self, moves: Moves, wide: bool = False) -> None:
        self._field: dict[int, int] = {}
        self._unit: dict[int, int] = {}
        self._counts: dict[int, Count] = {}
        self.saturates: list[tuple[int, int]] = []
        self.overflows = 0
        self.guards = 0
        self.plain = 0
        self._next = 0
        counting = counts(moves)
        used = {place for move in moves.moves for place in (*move.inputs, *move.gives)}
        for place in sorted(used):
            if place in counting:
                self._count(place, counting[place])
            elif place in moves.offers or place in moves.messages:
                self._count(place, Count(1, True))
            elif wide and place not in moves.scopes:
                self._count(place, Count(3, False))
            else:
                self._set(place, 1)
                self.plain |= self._unit[place]
        self.start = self._unit[moves.first]
        self.moves = [self._coded(number, move, moves) for number, move in enumerate(moves.moves)]
        self.by_bit, self.by_count = self._triggers(moves.moves)

    def _set(self, place: int, bits: int) -> None:
        self._unit[place] = 1 << self._next
        self._field[place] = ((1 << bits) - 1) << self._next
        self._next += bits

    def _count(self, place: int, count: Count) -> None:
        """A count with a guard bit above it that is set when it runs over."""
        self._counts[place] = count
        bits = count.most.bit_length()
        self._set(place, bits)
        guard = 1 << self._next
        self._next += 1
        self.guards |= guard
        if count.exact:
            self.saturates.append((guard, self._field[place]))
        else:
            self.overflows |= guard

    # places

    def unit(self, place: int) -> int:
        """One token in that place; 0 where no token ever is."""
        return self._unit.get(place, 0)

    def field(self, place: int) -> int:
        """All bits of that place."""
        return self._field.get(place, 0)

    def mask(self, places: Iterable[int]) -> int:
        """All bits of some places."""
        found = 0
        for place in places:
            found |= self._field.get(place, 0)
        return found

    def places(self, state: int) -> dict[int, int]:
        """How many tokens lie in each place that holds any."""
        found: dict[int, int] = {}
        for place, field in self._field.items():
            if state & field:
                found[place] = (state & field) // self._unit[place]
        return found

    def bits(self, state: int) -> tuple[int, ...]:
        """The places of the bits of a mask of plain places."""
        return tuple(place for place, unit in self._unit.items() if state & unit)

    def settle(self, state: int) -> int:
        """The state with what ran over put right, or -1 where counting stops."""
        if state & self.overflows:
            return -1
        for guard, field in self.saturates:
            if state & guard:
                state = (state & ~guard) | field
        return state

    # moves

    def _coded(self, number: int, move: Move, moves: Moves) -> Coded:
        need = give = once = double = take = 0
        fields: list[int] = []
        given: dict[int, int] = {}
        for place in move.takes:
            take += self._unit[place]
            if self._unit[place] & self.plain:
                need |= self._unit[place]
            else:
                fields.append(self._field[place])
        for place in move.gives:
            unit = self._unit[place]
            if unit & self.plain:
                double |= once & unit
                once |= unit
                give |= unit
            else:
                given[place] = given.get(place, 0) + 1
        for place, count in given.items():
            give += self._unit[place] * min(count, self._counts[place].most + (not self._counts[place].exact))
        join = Join(self, move.inclusive) if move.inclusive is not None else None
        keep = ~self.mask(move.clears)
        return Coded(number, need, tuple(fields), self.mask(move.empty), join, take, keep, once, double, give)

    def _triggers(
        self, moves: tuple[Move, ...]
    ) -> tuple[dict[int, tuple[Coded, ...]], tuple[tuple[int, tuple[Coded, ...]], ...]]:
        """The moves to look at for each bit that is set, and for each count that is not zero: those whose
        first input it is, bits before counts; an inclusive join by each of its ways."""
        bits: dict[int, list[Coded]] = {}
        fields: dict[int, list[Coded]] = {}
        for coded, move in zip(self.moves, moves, strict=True):
            places: tuple[int, ...] = move.inputs
            if move.inclusive is None:
                places = tuple(sorted(places, key=lambda place: not self._unit[place] & self.plain)[:1])
            for place in places:
                if place in self._field:
                    found = bits if self._unit[place] & self.plain else fields
                    found.setdefault(self._field[place], []).append(coded)
        return (
            {bit: tuple(coded) for bit, coded in bits.items()},
            tuple((field, tuple(coded)) for field, coded in fields.items()),
        )
