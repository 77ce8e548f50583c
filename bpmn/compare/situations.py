"""Every situation in which somebody has to do something, and what is done on the way from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bpmn.compare.happening import Happening
from bpmn.statespace import Graph, Moves, explore

MOST_SITUATIONS = 4_000
MOST_TRIES = 40_000
"""Most moves tried on the way: about 50 ms. Counted and not timed, so that the answer is always the same."""
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Edge(Generic[Done]):
    """A move and the situation it leads to; `done` is what is done in it and, at once, after it."""

    there: int
    move: int
    done: tuple[Done, ...]


@dataclass
class Situations:
    """`edges` lead from each situation to the next; `opening` is what is done before the first. `over` are
    those in which nothing can happen, with the places that hold a token then; `proper` those of them in which
    nothing is left to do."""

    edges: list[list[Edge[str]]] = field(default_factory=list)
    opening: tuple[str, ...] = ()
    over: dict[int, frozenset[int]] = field(default_factory=dict)
    proper: set[int] = field(default_factory=set)


def look_through(moves: Moves, happening: Happening) -> Situations | None:
    """Find them all; None when there are too many. What happens by itself happens at once: nothing else can
    come between."""
    alone = frozenset(number for number in happening.at_once if not moves.moves[number].empty)
    graph = explore(moves, MOST_SITUATIONS, MOST_TRIES, alone=alone)
    if graph.meetings and graph.complete:
        graph = explore(moves, MOST_SITUATIONS, MOST_TRIES, alone=alone, wide=True)
    if not graph.complete or graph.meetings:
        return None
    return _Settler(graph, happening).run()


class _Settler:
    def __init__(self, graph: Graph, happening: Happening) -> None:
        self.graph = graph
        self.happening = happening
        self.found = Situations()
        self.number: dict[int, int] = {}
        self.rest: list[int] = []
        self.settled: dict[int, tuple[int, tuple[str, ...]] | None] = {}

    def run(self) -> Situations | None:
        first = self._settle(0)
        if first is None:
            return None
        self._see(first[0])
        self.found.opening = first[1]
        while self.rest:
            here = self.rest.pop()
            mine = self.found.edges[self.number[here]]
            for there, move in self.graph.edges[here]:
                settled = self._settle(there)
                if settled is None:
                    return None
                done = (*self.happening.by_move[move], *settled[1])
                mine.append(Edge(self._see(settled[0]), move, done))
            if not mine:
                self._over(here)
        return self.found

    def _see(self, situation: int) -> int:
        if situation not in self.number:
            self.number[situation] = len(self.number)
            self.found.edges.append([])
            self.rest.append(situation)
        return self.number[situation]

    def _over(self, here: int) -> None:
        places = frozenset(self.graph.marking(here))
        self.found.over[self.number[here]] = places
        if places <= self.graph.moves.idle:
            self.found.proper.add(self.number[here])

    def _settle(self, situation: int) -> tuple[int, tuple[str, ...]] | None:
        """Where it comes to by itself, and what is done on the way; None if that never ends."""
        if situation not in self.settled:
            here, seen = situation, {situation}
            done: list[str] = []
            while (edge := self._at_once(here)) is not None:
                here = edge[0]
                done += self.happening.by_move[edge[1]]
                if here in seen:
                    return None
                seen.add(here)
            self.settled[situation] = (here, tuple(done))
        return self.settled[situation]

    def _at_once(self, here: int) -> tuple[int, int] | None:
        return next((edge for edge in self.graph.edges[here] if edge[1] in self.happening.at_once), None)
