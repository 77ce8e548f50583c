"""What goes on for ever once a case cannot come out of a loop any more."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from bpmn.semantics import NormalForm
from bpmn.soundness.causes import Causes
from bpmn.statespace import Graph, flatten

NEARBY = 40
FURTHEST = 500


def going_round(form: NormalForm, graph: Graph, first: int, causes: Causes) -> tuple[str, ...]:
    """The stations at which something happens again and again, once a case is in this situation, in the
    file's order."""
    net, moves = graph.moves.net, graph.moves.moves
    numbers: set[int] = set()
    reached = {first}
    rest = [first]
    while rest:
        for there, move in graph.edges[rest.pop()]:
            numbers.add(move)
            if there not in reached:
                reached.add(there)
                rest.append(there)
    found = {net.transitions[one].station for move in numbers for one in flatten(moves[move].parts)}
    rounds = {key for key in found if _comes_back(form, key, found, causes)}
    rounds |= _spinning(form, graph, first, causes)
    return tuple(sorted(rounds or found, key=form.order.__getitem__))


def one_round(graph: Graph, first: int) -> tuple[int, ...]:
    """Moves from this situation to a nearby one that comes again, and once round to it."""
    for there, path in islice(_paths(graph, first), NEARBY):
        for back, move in graph.edges[there]:
            if back == there:
                return (*path, move)
            for end, more in islice(_paths(graph, back), FURTHEST):
                if end == there:
                    return (*path, move, *more)
    return ()


def _paths(graph: Graph, first: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The situations from this one on, the nearest first, each with the moves that lead there."""
    came: dict[int, tuple[int, ...]] = {first: ()}
    rest = deque([first])
    while rest:
        here = rest.popleft()
        yield here, came[here]
        for there, move in graph.edges[here]:
            if there not in came:
                came[there] = (*came[here], move)
                rest.append(there)


def _comes_back(form: NormalForm, key: str, among: set[str], causes: Causes) -> bool:
    targets = [form.ways[way].target for way in form.stations[key].ways_out]
    return any(target in among and target in causes.upstream(key) for target in targets if target)


def _spinning(form: NormalForm, graph: Graph, first: int, causes: Causes) -> set[str]:
    """Stations whose round was left out of the reduced net."""
    found: set[str] = set()
    for place in graph.moves.spins & graph.marking(first).keys():
        kind, _, key = graph.moves.net.places[place].partition(" ")
        station = form.ways[key].target if kind == "way" else key
        if station is None or station not in form.stations:
            continue
        around = causes.upstream(station)
        found |= {one for one in around if station in causes.upstream(one)}
    return found
