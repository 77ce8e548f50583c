"""The shortest way to each fault: through the net as drawn where that is small enough, else as the reduced net has
it, unfolded."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.semantics import NormalForm
from bpmn.soundness.causes import Causes, Knot
from bpmn.soundness.evidence import Evidence, Wrong
from bpmn.soundness.rounds import going_round, one_round
from bpmn.soundness.traces import Player
from bpmn.statespace import Graph, Moves, Net, explore, flatten
from bpmn.statespace.futures import reached_twice, trapped

AS_DRAWN = 10_000
WORK = 25_000
LOOK_ON = 1_000
"""How many situations more are looked at for another place in which tokens meet."""


class Shortest:
    """Makes evidence of what is wrong in one group."""

    def __init__(self, form: NormalForm, net: Net, whole: Moves, causes: Causes, player: Player) -> None:
        self.form = form
        self.net = net
        self.whole = whole
        self.causes = causes
        self.player = player
        self.checked = frozenset(n for n in range(len(net.places)) if whole.is_checked(n))
        self.seen: dict[tuple[str, ...], tuple[int, Knot]] = {}

    def evidence(self, wrong: Wrong) -> Iterator[Evidence]:
        """One for each cause."""
        drawn = self._as_drawn(wrong)
        for key in sorted(wrong.knots.keys() | self.seen.keys()):
            if key in self.seen:
                number, knot = self.seen[key]
                yield self._knot(knot, self._path(drawn, number))
            else:
                graph, number, knot = wrong.knots[key]
                yield self._knot(knot, self._path(graph, number))
        if wrong.unsafe:
            yield from self._meetings(drawn, wrong)
        if wrong.traps:
            yield from self._rounds(drawn, wrong)
        yield from self._ends(drawn, wrong)

    def _as_drawn(self, wrong: Wrong) -> Graph:
        """The net as drawn, walked through until everything wanted has been met."""
        done = 0
        to_the_end = bool(wrong.traps or wrong.ends)

        def enough(drawn: Graph) -> bool:
            nonlocal done
            for number in drawn.stuck[done:]:
                marking = drawn.marking(number)
                if not self.whole.idle.issuperset(marking):
                    for knot in self.causes.knots(marking):
                        self.seen.setdefault(knot.key, (number, knot))
            done = len(drawn.stuck)
            if to_the_end or not wrong.knots.keys() <= self.seen.keys():
                return False
            return not wrong.unsafe or bool(drawn.meetings and len(drawn.states) > LOOK_ON)

        return explore(self.whole, AS_DRAWN, WORK, enough=enough)

    def _path(self, graph: Graph, number: int, *more: int, wanted: int = 0) -> tuple[int, ...]:
        """The transitions that lead to a situation, and by more moves on from it."""
        moves = graph.moves.moves
        path = [one for move in (*graph.path(number), *more) for one in flatten(moves[move].parts, wanted)]
        return tuple(self.player.in_order(path))

    def _knot(self, knot: Knot, path: tuple[int, ...]) -> Evidence:
        return Evidence("message-wait" if knot.is_message_wait else "deadlock", path, knot=knot)

    # two tokens in one place

    def _meetings(self, drawn: Graph, wrong: Wrong) -> Iterator[Evidence]:
        """One for each place in which tokens meet before they could meet anywhere upstream of it."""
        kept: list[int] = []
        source = drawn if drawn.meetings else wrong.graph
        for meeting in source.meetings:
            for place in meeting.places:
                if place in kept or any(self._follows(place, other) for other in kept):
                    continue
                kept.append(place)
                path = self._path(source, meeting.at, meeting.move)
                yield Evidence("unsafe", self._until(path, self.checked), place=place)
        if not kept and wrong.flows:
            bit, (graph, here, move) = next(iter(wrong.flows.items()))
            path = self._to_the_second(graph, here, move, bit)
            place = bit.bit_length() - 1 - len(self.whole.ends)
            waiting = tuple(one for one in path if place not in self.net.transitions[one].takes)
            yield Evidence("unsafe", self._until(waiting, frozenset({place})), place=place)

    def _until(self, path: tuple[int, ...], places: frozenset[int]) -> tuple[int, ...]:
        return tuple(self.player.until_they_meet(path, places))

    def _follows(self, place: int, other: int) -> bool:
        """Whether a token in one place has come by way of the other."""
        return self._at(other) in self.causes.upstream(self._at(place))

    def _at(self, place: int) -> str:
        """The station that a token in a place comes from, or stands at."""
        kind, _, key = self.net.places[place].partition(" ")
        return self.form.ways[key].source if kind == "way" else key

    # for ever

    def _rounds(self, drawn: Graph, wrong: Wrong) -> Iterator[Evidence]:
        inside = trapped(drawn) if drawn.complete else frozenset()
        graph = drawn if inside else wrong.graph
        seen: set[str] = set()
        for first in sorted(inside or wrong.traps):
            stations = going_round(self.form, graph, first, self.causes)
            if not stations or not seen.isdisjoint(stations):
                continue
            seen.update(stations)
            path = self._path(graph, first, *one_round(graph, first))
            yield Evidence("livelock", path, stations=stations)

    # ends reached twice

    def _ends(self, drawn: Graph, wrong: Wrong) -> Iterator[Evidence]:
        found = reached_twice(drawn) if wrong.ends else {}
        for bit in sorted(wrong.ends):
            graph, here, move = (drawn, *found[bit]) if bit in found else wrong.ends[bit]
            key = self.whole.ends[bit.bit_length() - 1]
            yield Evidence("ends-twice", self._to_the_second(graph, here, move, bit), stations=(key,))

    def _to_the_second(self, graph: Graph, here: int, move: int, bit: int) -> tuple[int, ...]:
        """On from the move that reaches an end to the next that does, by the fewest moves."""
        moves = graph.moves.moves
        if moves[move].ends.twice & bit:
            return self._path(graph, here, move, wanted=bit)
        start = next(there for there, number in graph.edges[here] if number == move)
        came: dict[int, tuple[int, ...]] = {start: ()}
        rest = [start]
        for situation in rest:
            for there, number in graph.edges[situation]:
                if moves[number].ends.first & bit:
                    return self._path(graph, here, move, *came[situation], number, wanted=bit)
                if there not in came and not moves[number].ends.kill & bit:
                    came[there] = (*came[situation], number)
                    rest.append(there)
        return self._path(graph, here, move, wanted=bit)
