"""Make a net smaller without changing what can go wrong in it.

After Murata (1989) and Berthelot (1987), with zero tests, clearing and inclusive joins guarded as
`signatures.py` says. What is kept: whether two tokens can meet, whether and how a case can be stuck or go
round for ever, which ends are reached twice, which activities happen. Nothing is changed in place: every
reduction makes new moves.

- a move that leads back to where it came from is left out, what it does credited to those that lead there;
- moves with the same effect become one;
- places that always hold the same become one;
- a place that a token can always leave by itself is left at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from bpmn.statespace.moves import NOTHING, Either, Ends, Move, Moves
from bpmn.statespace.signatures import Signatures

MOST_PASSES = 250


def reduced(moves: Moves) -> Moves:
    """The same case with fewer places and moves. Places keep their numbers."""
    reducer = _Reducer(moves)
    for _ in range(MOST_PASSES):
        reducer.run()
        if not reducer.forget_what_is_gone():
            break
    return reducer.result()


class _Reducer:
    def __init__(self, whole: Moves) -> None:
        self.whole = whole
        self.moves: dict[int, Move] = dict(enumerate(whole.moves))
        self.next = len(self.moves)
        size = whole.first + 1
        self.makers: list[set[int]] = [set() for _ in range(size)]
        self.takers: list[set[int]] = [set() for _ in range(size)]
        self.twins: dict[int, tuple[int, ...]] = {}
        self.spins: set[int] = set()
        self.queue: deque[int] = deque()
        self.waiting: set[int] = set()
        for number, move in self.moves.items():
            self._link(number, move)
        self.joined = {place for move in whole.moves if move.inclusive for place in move.inclusive.ways}
        self.signatures = Signatures(whole.moves, whole.closes)
        self._look_at(range(whole.first + 1))

    def run(self) -> None:
        """Reduce until nothing more can be."""
        while self.queue:
            place = self.queue.popleft()
            self.waiting.discard(place)
            self._place(place)

    def forget_what_is_gone(self) -> bool:
        """Zero tests and clearing need not name places that no longer get a token. Whether that changed
        anything."""
        changed = False
        for number, move in list(self.moves.items()):
            if not (move.empty or move.clears or move.inclusive):
                continue
            empty = frozenset(place for place in move.empty if self.makers[place])
            if not empty and self.whole.closes(move):
                empty = move.empty
            clears = frozenset(
                place for place in move.clears if self.makers[place] and not self._ends_by_itself(place, move)
            )
            if len(empty) != len(move.empty) or len(clears) != len(move.clears):
                self._replace(number, move._replace(empty=empty, clears=clears))
                changed = True
        if changed:
            self.signatures = Signatures(self.moves.values(), self.whole.closes)
            self._look_at(place for place in range(self.whole.first) if self.makers[place])
        return changed

    def _ends_by_itself(self, place: int, move: Move) -> bool:
        """Whether it is the scope that the move takes a token from anyway."""
        return place in move.takes and place in self.whole.scopes

    def result(self) -> Moves:
        """The reduced moves."""
        return replace(
            self.whole, moves=tuple(self.moves.values()), twins=self.twins, spins=frozenset(self.spins)
        )

    # book-keeping

    def _look_at(self, places: Iterable[int]) -> None:
        for place in places:
            if place not in self.waiting:
                self.waiting.add(place)
                self.queue.append(place)

    def _link(self, number: int, move: Move) -> None:
        for place in move.inputs:
            self.takers[place].add(number)
        for place in move.gives:
            self.makers[place].add(number)

    def _remove(self, number: int) -> Move:
        move = self.moves.pop(number)
        for place in move.inputs:
            self.takers[place].discard(number)
        for place in move.gives:
            self.makers[place].discard(number)
        self._look_at(move.inputs)
        self._look_at(move.gives)
        return move

    def _add(self, move: Move) -> None:
        number = self.next
        self.next += 1
        self.moves[number] = move
        self._link(number, move)
        self._look_at(move.inputs)
        self._look_at(move.gives)

    def _replace(self, number: int, move: Move) -> None:
        self._remove(number)
        self._add(move)

    # one place

    def _place(self, place: int) -> None:
        if not self.takers[place]:
            return
        if place == self.whole.first:
            self._join_alike(place)
            return
        if not self.makers[place]:
            for number in tuple(self.takers[place]):
                self._lose(number, place)
            return
        self._leave_out_rounds(place)
        self._leave_out_spent_offers(place)
        self._join_alike(place)
        if self.takers[place] and self.makers[place] and not self._is_twin(place):
            self._leave_at_once(place)

    def _lose(self, number: int, place: int) -> None:
        """A move that needs a token which never comes; an inclusive join only loses one way in."""
        move = self.moves[number]
        if move.inclusive is not None and any(self.makers[way] for way in move.inclusive.ways):
            return
        self._remove(number)

    def _leave_out_rounds(self, place: int) -> None:
        for number in tuple(self.takers[place]):
            move = self.moves.get(number)
            if move is None or not move.simple or move.gives != move.takes or move.ends is not NOTHING:
                continue
            self._remove(number)
            self.spins.add(place)
            self._credit(move, place)

    def _leave_out_spent_offers(self, place: int) -> None:
        """A move that only uses up an offer changes nothing for anybody else."""
        if place not in self.whole.offers or any(
            self.signatures.of(place)[:1] + self.signatures.of(place)[2:]
        ):
            return
        for number in tuple(self.takers[place]):
            move = self.moves[number]
            if len(move.takes) != 2 or move.empty or move.clears or move.ends is not NOTHING:
                continue
            [beside] = [one for one in move.takes if one != place]
            lead_here = [self.moves[maker] for maker in self.makers[place]]
            if move.gives == (beside,) and all(beside in made.gives for made in lead_here):
                self._remove(number)
                self._credit(move, place)

    def _credit(self, move: Move, place: int) -> None:
        """What a move left out does is done whenever a token comes to the place it starts from."""
        for maker in tuple(self.makers[place]):
            made = self.moves[maker]
            if move.covers & ~made.covers:
                self._replace(maker, made._replace(covers=made.covers | move.covers))

    def _join_alike(self, place: int) -> None:
        if len(self.takers[place]) < 2:
            return
        seen: dict[object, int] = {}
        for number in sorted(self.takers[place]):
            move = self.moves[number]
            key = (move.takes, move.gives, move.empty, move.clears, id(move.inclusive), move.ends.kill)
            first = seen.get(key)
            if first is None:
                seen[key] = number
                continue
            one, other = self._remove(first), self._remove(number)
            self._add(_either(one, other))
            seen[key] = self.next - 1

    def _is_twin(self, place: int) -> bool:
        """Whether another place always holds what this one holds; then this one is left out."""
        if place in self.joined or self.whole.is_checked(place) is False:
            return False
        takers, makers = self.takers[place], self.makers[place]
        for other in self.moves[next(iter(takers))].takes:
            if other == place or other in self.joined or not self.whole.is_checked(other):
                continue
            if self.takers[other] == takers and self.makers[other] == makers:
                idle = self.whole.idle
                if (place in idle) != (other in idle) or self._twice(makers, place, other):
                    continue
                if self.signatures.of(place) != self.signatures.of(other):
                    continue
                self._drop(place, other)
                return True
        return False

    def _twice(self, makers: set[int], *places: int) -> bool:
        return any(self.moves[number].gives.count(place) > 1 for number in makers for place in places)

    def _drop(self, place: int, keeper: int) -> None:
        for number in self.takers[place] | self.makers[place]:
            move = self.moves[number]
            takes = tuple(one for one in move.takes if one != place)
            gives = tuple(one for one in move.gives if one != place)
            self._replace(number, move._replace(takes=takes, gives=gives))
        kept = (*self.twins.get(keeper, ()), place, *self.twins.pop(place, ()))
        self.twins[keeper] = kept

    def _leave_at_once(self, place: int) -> None:
        makers, takers = self.makers[place], self.takers[place]
        if min(len(makers), len(takers)) > 1 or place in self.whole.messages:
            return
        following = [self.moves[number] for number in takers]
        if not all(move.simple and place not in move.gives for move in following):
            return
        if self._twice(makers, place) or not self.signatures.may_leave(place, following):
            return
        marks = self._marks(place, following)
        if marks is not NOTHING and self.signatures.of(place).before:
            return
        before = [self._remove(number) for number in tuple(makers)]
        after = [self._remove(number) for number in tuple(takers)]
        for first in before:
            for then in after:
                self._add(_both(first, then, place, marks))

    def _marks(self, place: int, following: list[Move]) -> Ends:
        """Two tokens that meet in a place left at once meet in the next; where there is no next, coming to
        this place is noted as coming to an end is. (Not where a token that waits here would hold up an
        inclusive join: then the second may never come.)"""
        whole = self.whole
        if not whole.is_checked(place):
            return NOTHING
        if any(whole.is_checked(given) for move in following for given in move.gives):
            return NOTHING
        bit = whole.flow_bit(place)
        return Ends(bit, bit)


def _both(first: Move, then: Move, place: int, marks: Ends) -> Move:
    left = list(first.gives)
    left.remove(place)
    return first._replace(
        gives=tuple(sorted((*left, *then.gives))),
        parts=(first.parts, then.parts),
        covers=first.covers | then.covers,
        ends=first.ends.then(marks).then(then.ends),
    )


def _either(one: Move, other: Move) -> Move:
    parts = one.parts
    new = (other.ends.first | other.ends.twice) & ~(one.ends.first | one.ends.twice)
    new |= other.ends.twice & ~one.ends.twice
    if new:
        parts = Either(other.parts, one.parts, new)
    return one._replace(parts=parts, covers=one.covers | other.covers, ends=one.ends.or_else(other.ends))
