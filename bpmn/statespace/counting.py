"""How many messages there can be: how far a message place has to count.

A message that nobody can read any more need not be counted. If the moves that read from a place can happen at
most k times in a case, then more than k messages are as good as k; if those that write to it can, it never
holds more. Otherwise counting stops at `MOST`, and a case that writes on is not followed further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from bpmn.statespace.moves import Move, Moves

MOST = 3
COUNTABLE = 15


@dataclass(frozen=True)
class Count:
    """A message place counts up to `most`; `exact`: what lies beyond makes no difference."""

    most: int
    exact: bool


def counts(moves: Moves) -> dict[int, Count]:
    """For every message place that is written to."""
    written = {place for move in moves.moves for place in move.gives if place in moves.messages}
    if not written:
        return {}
    often = Often(moves)
    found: dict[int, Count] = {}
    for place in written:
        reads = sum(often.move[n] for n, move in enumerate(moves.moves) if place in move.takes)
        writes = sum(often.move[n] * move.gives.count(place) for n, move in enumerate(moves.moves))
        bound = min(reads, writes)
        found[place] = Count(max(1, int(bound)), True) if bound <= COUNTABLE else Count(MOST, False)
    return found


class Often:
    """An upper bound of how often each move can happen and each place is marked in a case, from the net
    without its messages: a part that goes in circles lets out no more tokens than come in, if no move in it
    makes more of one (and is then marked any number of times all the same)."""

    def __init__(self, moves: Moves) -> None:
        self.moves: Sequence[Move] = moves.moves
        self.messages = moves.messages
        self.makers: dict[int, list[int]] = {}
        for number, move in enumerate(self.moves):
            for place in move.gives:
                if place not in self.messages:
                    self.makers.setdefault(place, []).append(number)
        self.move: dict[int, float] = {}
        self.place: dict[int, float] = {moves.first: 1.0}
        self.circles: set[int] = set()
        for part in self._parts():
            self._settle(part)

    def _settle(self, part: list[tuple[bool, int]]) -> None:
        if len(part) == 1:
            is_move, number = part[0]
            if is_move:
                self.move[number] = self._by_inputs(self.moves[number])
            elif number not in self.place:
                self.place[number] = sum(self.move[maker] for maker in self.makers.get(number, ()))
            return
        inside = {number for is_move, number in part if is_move}
        places = {number for is_move, number in part if not is_move}
        coming: float = sum(
            self.move[maker] for place in places for maker in self.makers[place] if maker not in inside
        )
        if any(self._multiplies(self.moves[number], places) for number in inside):
            coming = inf
        self.move.update(dict.fromkeys(inside, inf))
        self.place.update(dict.fromkeys(places, coming))
        self.circles |= places

    def _by_inputs(self, move: Move) -> float:
        supplies = [self.place.get(place, 0.0) for place in move.inputs if place not in self.messages]
        return sum(supplies) if move.inclusive is not None else min(supplies, default=inf)

    def _multiplies(self, move: Move, places: set[int]) -> bool:
        taken = 1 if move.inclusive is not None else sum(place in places for place in move.takes)
        return sum(place in places for place in move.gives) > taken

    def _parts(self) -> list[list[tuple[bool, int]]]:
        """Strongly connected components of moves and places, those that come first first (Tarjan 1972,
        along the edges backwards, without recursion)."""
        index: dict[tuple[bool, int], int] = {}
        low: dict[tuple[bool, int], int] = {}
        stack: list[tuple[bool, int]] = []
        on_stack: set[tuple[bool, int]] = set()
        parts: list[list[tuple[bool, int]]] = []
        for root in [(True, number) for number in range(len(self.moves))]:
            if root in index:
                continue
            work = [(root, iter(self._before(root)))]
            index[root] = low[root] = len(index)
            stack.append(root)
            on_stack.add(root)
            while work:
                node, rest = work[-1]
                following = next(rest, None)
                if following is not None:
                    if following not in index:
                        index[following] = low[following] = len(index)
                        stack.append(following)
                        on_stack.add(following)
                        work.append((following, iter(self._before(following))))
                    elif following in on_stack:
                        low[node] = min(low[node], index[following])
                    continue
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    part: list[tuple[bool, int]] = []
                    while not part or part[-1] != node:
                        part.append(stack.pop())
                        on_stack.discard(part[-1])
                    parts.append(part)
        return parts

    def _before(self, node: tuple[bool, int]) -> list[tuple[bool, int]]:
        is_move, number = node
        if is_move:
            return [(False, place) for place in self.moves[number].inputs if place not in self.messages]
        return [(True, maker) for maker in self.makers.get(number, ())]
