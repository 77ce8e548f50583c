"""One part of a diagram that is looked through as a whole, and what follows for its steps.

Every situation is found once (`explore`); three passes over them then say, for all steps at a time as bits of
one integer, what may not have been done yet, what can still be done, and what can still be avoided."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from bpmn.compare.happening import Happening, happenings
from bpmn.compare.situations import Edge, Situations, look_through
from bpmn.compare.steps import Side
from bpmn.model import Diagram, Flow
from bpmn.parts import parts
from bpmn.semantics import NormalForm
from bpmn.statespace import affordable, compile_group, moves_of
from bpmn.statespace.extent import stations
from bpmn.statespace.splits import MOST_WAYS_IN_FULL, too_many


@dataclass(frozen=True)
class World:
    """What was found. Sets of steps are bits of an integer, in the order of `index`; named answers to
    decisions (`answers`) count as steps that take no time.

    `first_before[x]`: steps that some case does for the first time after it did x. `after[x]`: steps that
    some case does after x. `not_yet[x]`: steps that some case has not done when it does x. `avoidable[x]`:
    steps without which some case that did x comes to its end. `besides[x]`: steps that can be done at the
    same time. `missed` are steps without which some case is over, `spared` those without which some comes
    to a proper end. `whole` is false where only the drawing was looked at; then nothing is
    known but `first_before` (of which more may be named than is true) and `missed`."""

    index: dict[str, int]
    seen: frozenset[str]
    done: int = 0
    first_before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    not_yet: list[int] = field(default_factory=list)
    avoidable: list[int] = field(default_factory=list)
    besides: list[int] = field(default_factory=list)
    missed: int = 0
    spared: int = 0
    whole: bool = True

    def happens(self, step: str) -> bool:
        """Whether some case does it."""
        return step in self.index and bool(self.done >> self.index[step] & 1)

    def first(self, one: str, two: str) -> bool:
        """Whether some case does one before it first does two."""
        return self._holds(self.first_before, one, two)

    def then(self, one: str, two: str) -> bool:
        """Whether some case does two after one."""
        return self._holds(self.after, one, two)

    def beside(self, one: str, two: str) -> bool:
        """Whether both can be done at the same time."""
        return self._holds(self.besides, one, two)

    def needs(self, step: str, other: str) -> bool:
        """Whether every case that does step has done other before."""
        return not self._holds(self.not_yet, step, other)

    def brings(self, step: str, other: str) -> bool:
        """Whether every case that does step does other afterwards."""
        return not self._holds(self.avoidable, step, other)

    def always(self, step: str) -> bool:
        """Whether no case is over without it."""
        return not self.missed >> self.index[step] & 1

    def sometimes(self, step: str) -> bool:
        """Whether a case comes to a proper end without it."""
        return bool(self.spared >> self.index[step] & 1)

    def _holds(self, table: list[int], one: str, two: str) -> bool:
        return bool(table[self.index[one]] >> self.index[two] & 1)


def answers(diagram: Diagram) -> Iterator[Flow]:
    """The named ways out of named decisions: `No` of "Proof accepted?"."""
    for flow in diagram.flows:
        source = diagram.node_by_key[flow.source]
        decides = source.type in ("exclusiveGateway", "inclusiveGateway") and len(source.outgoing) > 1
        if decides and flow.name.strip() and source.name.strip():
            yield flow


def explored(side: Side, form: NormalForm, group: tuple[str, ...]) -> World | None:
    """Look through some processes together. None when there is too much to look through, when it would not
    be everything (choices left out, a complex gateway that joins), or when several processes wait for each
    other so that no case can come to an end."""
    inside = stations(form, group)
    mine = {station.key for station in inside}
    steps = [step.key for step in side.steps if step.key in mine and not step.node.for_compensation]
    steps += [flow.key for flow in answers(side.diagram) if flow.source in mine]
    if not affordable(form, group) or any(too_many(one, MOST_WAYS_IN_FULL) for one in inside):
        return None
    if any(
        one.node is not None and one.node.type == "complexGateway" and len(one.ways_in) > 1 for one in inside
    ):
        return None
    moves = moves_of(form, compile_group(form, group))
    happening = happenings(form, moves)
    situations = look_through(moves, happening)
    if situations is None or (len(group) > 1 and not situations.proper):
        return None
    return _Reader(situations, steps, happening, form, group, _residents(side.diagram)).world()


def _residents(diagram: Diagram) -> frozenset[str]:
    """The processes of pools that play the resident."""
    views = parts(diagram)
    return frozenset(
        process.key
        for process in diagram.processes
        if process.pool in views and views[process.pool].part == "resident"
    )


class _Reader:
    def __init__(
        self,
        situations: Situations,
        steps: list[str],
        happening: Happening,
        form: NormalForm,
        group: tuple[str, ...],
        residents: frozenset[str],
    ) -> None:
        self.situations = situations
        self.index = {key: number for number, key in enumerate(steps)}
        self.form = form
        self.group = group
        self.unbegun = happening.unbegun
        self.residents = residents
        self.all = (1 << len(steps)) - 1
        self.edges = [
            [Edge(edge.there, edge.move, self._numbers(edge.done)) for edge in edges]
            for edges in situations.edges
        ]

    def _numbers(self, done: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.index[key] for key in done if key in self.index)

    def world(self) -> World:
        first, after, not_yet, avoidable, besides = ([0] * len(self.index) for _ in range(5))
        found = World(self.index, frozenset(self.index), 0, first, after, not_yet, avoidable, besides)
        before = self._before()
        done = self._read_edges(found, before, self._future(), self._avoided())
        self._read_diamonds(found)
        missed, spared = self._without(before)
        return replace(found, done=done, missed=missed, spared=spared)

    def _without(self, before: list[int]) -> tuple[int, int]:
        """The steps without which a case can be over, and be so properly. A case of the council and its
        partners is any in which one of their processes was begun; one of the resident begins with theirs."""
        missed = spared = 0
        for process in self.group:
            here = self._bits_of(process)
            mine = (
                [process] if process in self.residents else [p for p in self.group if p not in self.residents]
            )
            unbegun = [self.unbegun.get(one, frozenset()) for one in mine]
            over = [
                number
                for number, places in self.situations.over.items()
                if any(waiting.isdisjoint(places) for waiting in unbegun)
            ]
            missed |= here if not over else 0
            for number in over:
                missed |= before[number] & here
                spared |= before[number] & here if number in self.situations.proper else 0
        return missed, spared

    def _bits_of(self, process: str) -> int:
        found = 0
        for key, number in self.index.items():
            node = self.form.stations[key].node if key in self.form.stations else None
            if node is not None and node.process == process:
                found |= 1 << number
        return found

    # three passes

    def _before(self) -> list[int]:
        """For every situation the steps that on some way to it have not been done."""
        start = [self.all & ~_bits(self._numbers(self.situations.opening))]
        forward = [[(edge.there, _bits(edge.done)) for edge in edges] for edges in self.edges]
        return _spread(forward, dict(enumerate(start)), lambda mine, done: mine & ~done)

    def _future(self) -> list[int]:
        """For every situation the steps that can still be done."""
        known = dict.fromkeys(range(len(self.edges)), 0)
        return _spread(self._backward, known, lambda mine, done: mine | done)

    def _avoided(self) -> list[int]:
        """For every situation the steps without which the case can come to an end from there."""
        known = dict.fromkeys(self.situations.over, self.all)
        return _spread(self._backward, known, lambda mine, done: mine & ~done)

    @cached_property
    def _backward(self) -> list[list[tuple[int, int]]]:
        found: list[list[tuple[int, int]]] = [[] for _ in self.edges]
        for here, edges in enumerate(self.edges):
            for edge in edges:
                found[edge.there].append((here, _bits(edge.done)))
        return found

    # what they say of each step

    def _read_edges(self, found: World, before: list[int], future: list[int], avoided: list[int]) -> int:
        opening = Edge(0, -1, self._numbers(self.situations.opening))
        done = self._read_edge(found, opening, self.all, future[0], avoided[0])
        for here, edges in enumerate(self.edges):
            for edge in edges:
                done |= self._read_edge(found, edge, before[here], future[edge.there], avoided[edge.there])
        return done

    def _read_edge(self, found: World, edge: Edge[int], missing: int, future: int, avoided: int) -> int:
        for place, number in enumerate(edge.done):
            bit, rest = 1 << number, _bits(edge.done[place + 1 :])
            found.after[number] |= future | rest
            found.not_yet[number] |= missing
            found.first_before[number] |= missing & (future | rest) & ~bit
            found.avoidable[number] |= avoided & ~rest
            missing &= ~bit
        return _bits(edge.done)

    def _read_diamonds(self, found: World) -> None:
        """Two steps can be done at the same time where either can be done and leaves the other possible."""
        following = [{edge.move: edge for edge in edges} for edges in self.edges]
        for edges in self.edges:
            working = [edge for edge in edges if edge.done]
            for one in working:
                for two in working:
                    beside = one.move < two.move and two.move in following[one.there]
                    if beside and one.move in following[two.there]:
                        x, y = one.done[0], two.done[0]
                        if x != y:
                            found.besides[x] |= 1 << y
                            found.besides[y] |= 1 << x


def _bits(numbers: tuple[int, ...]) -> int:
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def _spread(
    edges: list[list[tuple[int, int]]], known: dict[int, int], passed: Callable[[int, int], int]
) -> list[int]:
    """Spread sets along edges until nothing changes: what is known at one end, as the edge passes it on."""
    found = [0] * len(edges)
    for number, bits in known.items():
        found[number] = bits
    waiting = deque(sorted(known, reverse=len(known) > 1))
    queued = set(waiting)
    while waiting:
        here = waiting.popleft()
        queued.discard(here)
        for there, done in edges[here]:
            new = found[there] | passed(found[here], done)
            if new != found[there]:
                found[there] = new
                if there not in queued:
                    queued.add(there)
                    waiting.append(there)
    return found
