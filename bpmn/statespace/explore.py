"""Walk through every situation of a net, up to a limit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bpmn.statespace.coding import BLOCKED, Code, Coded
from bpmn.statespace.moves import Moves

LIMIT = 50_000
WORK = 250_000


@dataclass(frozen=True)
class Meeting:
    """Two tokens meet in one of `places` when `move` happens in situation `at` (a number)."""

    at: int
    move: int
    places: tuple[int, ...]


@dataclass
class Graph:
    """Situations, by number in the order in which they were found, and what leads from one to the next.

    `edges[n]` are (situation, move) pairs; `came_from[n]` the situation and move by which n was found first.
    `stuck` are situations in which nothing can happen; `meetings` where two tokens meet (which is not walked
    through any further); `unfinished` situations not all of whose moves were followed; `covered` the
    activities done somewhere. `complete`: every situation was seen.
    """

    moves: Moves
    code: Code
    states: list[int]
    edges: list[list[tuple[int, int]]] = field(default_factory=list)
    came_from: list[tuple[int, int]] = field(default_factory=list)
    stuck: list[int] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    unfinished: set[int] = field(default_factory=set)
    covered: int = 0
    complete: bool = True

    def path(self, number: int) -> tuple[int, ...]:
        """The moves that lead to a situation, the shortest among those walked when walked breadth first."""
        found: list[int] = []
        while number:
            number, move = self.came_from[number]
            found.append(move)
        return tuple(reversed(found))

    def marking(self, number: int) -> dict[int, int]:
        """How many tokens lie in each place in a situation, twins included."""
        found = self.code.places(self.states[number])
        for place, count in tuple(found.items()):
            for twin in self.moves.twins.get(place, ()):
                found[twin] = count
        return found


def explore(
    moves: Moves,
    limit: int = LIMIT,
    work: int = WORK,
    deep: bool = False,
    wide: bool = False,
    alone: frozenset[int] = frozenset(),
    enough: Callable[[Graph], bool] | None = None,
) -> Graph:
    """Breadth first, so that paths are short; `deep` follows one path to its end first. Every situation
    found can really happen.

    Of the moves in `alone` (see `urgent.py`) one set at a time is tried, before all others. With `wide` up to
    three tokens may lie in a place, and only in a sub-process they meet. `work` bounds the moves tried.
    `enough`, asked whenever something was found that may be wrong, ends the walk early.
    """
    return _Walk(moves, limit, work, deep, wide, alone, enough).run()


class _Walk:
    def __init__(
        self,
        moves: Moves,
        limit: int,
        work: int,
        deep: bool,
        wide: bool,
        alone: frozenset[int],
        enough: Callable[[Graph], bool] | None,
    ) -> None:
        self.code = Code(moves, wide)
        self.limit = limit
        self.work = work
        self.deep = deep
        self.alone = alone
        self.closing = [one for one in self.code.moves if moves.closes(moves.moves[one.number])]
        self.enough = enough
        start = self.code.start
        self.number = {start: 0}
        self.graph = Graph(moves, self.code, [start], [[]], [(0, 0)])
        self.queue = deque([0])

    def run(self) -> Graph:
        graph = self.graph
        while self.queue:
            here = self.queue.pop() if self.deep else self.queue.popleft()
            found = len(graph.meetings)
            if not self._follow(here):
                graph.stuck.append(here)
                found = -1
            something = found != len(graph.meetings)
            if self.work <= 0 or (something and self.enough is not None and self.enough(graph)):
                self._give_up(here)
        return graph

    def _give_up(self, here: int) -> None:
        graph = self.graph
        if self.queue or self.work <= 0:
            graph.complete = False
            graph.unfinished.add(here)
            graph.unfinished.update(self.queue)
            self.queue.clear()

    def _follow(self, here: int) -> bool:
        """Try every move in a situation. Whether any was possible."""
        graph = self.graph
        state = graph.states[here]
        settle, guards, work = self.code.settle, self.code.guards, self.work
        possible = False
        for coded in self._candidates(state):
            _, need, fields, zero, join, take, keep, once, double, give = coded
            work -= 1
            if state & need != need or (zero and state & zero):
                continue
            if fields and not all(state & one for one in fields):
                continue
            if join is not None:
                take = join.taken(state)
                if take == BLOCKED:
                    continue
            possible = True
            graph.covered |= graph.moves.moves[coded.number].covers
            after = (state - take) & keep
            meeting = (after & once) | double
            if meeting:
                graph.meetings.append(Meeting(here, coded.number, self.code.bits(meeting)))
                continue
            after += give
            if after & guards:
                after = settle(after)
            self._arrive(here, coded.number, after)
        self.work = work
        return possible

    def _arrive(self, here: int, move: int, after: int) -> None:
        graph = self.graph
        there = self.number.get(after)
        if there is None:
            if after < 0 or len(graph.states) >= self.limit:
                graph.complete = False
                graph.unfinished.add(here)
                return
            there = self.number[after] = len(graph.states)
            graph.states.append(after)
            graph.edges.append([])
            graph.came_from.append((here, move))
            self.queue.append(there)
        if not graph.edges[here] or graph.edges[here][-1] != (there, move):
            graph.edges[here].append((there, move))

    def _candidates(self, state: int) -> Iterable[Coded]:
        for coded in self.closing:
            if self._is_possible(state, coded) and not state & coded.zero:
                return [one for one in self._all_candidates(state) if self._takes(one) == self._takes(coded)]
        if self.alone:
            for coded in self._all_candidates(state):
                if coded.number in self.alone and self._is_possible(state, coded):
                    takes = self.graph.moves.moves[coded.number].takes
                    return [one for one in self._all_candidates(state) if self._takes(one) == takes]
        return self._all_candidates(state)

    def _takes(self, coded: Coded) -> tuple[int, ...]:
        return self.graph.moves.moves[coded.number].takes

    @staticmethod
    def _is_possible(state: int, coded: Coded) -> bool:
        return state & coded.need == coded.need and all(state & one for one in coded.fields)

    def _all_candidates(self, state: int) -> Iterator[Coded]:
        """The moves that may be possible: each once, inclusive joins perhaps more than once."""
        by_bit = self.code.by_bit
        plain = state & self.code.plain
        while plain:
            bit = plain & -plain
            plain ^= bit
            yield from by_bit.get(bit, ())
        for field_, moves in self.code.by_count:
            if state & field_:
                yield from moves
