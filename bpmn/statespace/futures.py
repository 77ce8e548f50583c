"""What can still come of each situation of a graph: whether the case can leave it, which ends it may reach."""

from __future__ import annotations

from bpmn.statespace.explore import Graph


def trapped(graph: Graph) -> frozenset[int]:
    """The situations from which the case goes on for ever: none in which it stops, or of which we do not
    know what follows, can be reached."""
    spinning = {number for number in graph.stuck if _spins(graph, number)}
    known = set(graph.stuck) - spinning
    known |= {meeting.at for meeting in graph.meetings} | graph.unfinished
    if len(known) == len(graph.states):
        return frozenset()
    before: list[list[int]] = [[] for _ in graph.states]
    for here, edges in enumerate(graph.edges):
        for there, _ in edges:
            before[there].append(here)
    rest = list(known)
    while rest:
        for number in before[rest.pop()]:
            if number not in known:
                known.add(number)
                rest.append(number)
    return frozenset(range(len(graph.states))) - known


def ends_ahead(graph: Graph) -> list[int]:
    """For every situation the bits of the ends that may still be reached within the same run of their
    scope."""
    moves = graph.moves.moves
    ahead = [0] * len(graph.states)
    changed = True
    while changed:
        changed = False
        for here in range(len(ahead) - 1, -1, -1):
            bits = ahead[here]
            for there, number in graph.edges[here]:
                ends = moves[number].ends
                bits |= ends.first | (ahead[there] & ~ends.kill)
            if bits != ahead[here]:
                ahead[here] = bits
                changed = True
    return ahead


def reached_twice(graph: Graph) -> dict[int, tuple[int, int]]:
    """For each bit of an end that is reached twice in some case, the first situation and move after which it
    has been reached and may be again, or in which it is reached twice."""
    moves = graph.moves.moves
    if not any(move.ends.first or move.ends.twice for move in moves):
        return {}
    ahead = ends_ahead(graph)
    found: dict[int, tuple[int, int]] = {}
    seen = 0
    for here, edges in enumerate(graph.edges):
        for there, number in edges:
            ends = moves[number].ends
            new = (ends.twice | (ends.last & ahead[there])) & ~seen
            seen |= new
            while new:
                bit = new & -new
                new ^= bit
                found[bit] = (here, number)
    for meeting in graph.meetings:
        new = moves[meeting.move].ends.twice & ~seen
        seen |= new
        while new:
            bit = new & -new
            new ^= bit
            found[bit] = (meeting.at, meeting.move)
    return found


def _spins(graph: Graph, number: int) -> bool:
    return not graph.moves.spins.isdisjoint(graph.marking(number))
