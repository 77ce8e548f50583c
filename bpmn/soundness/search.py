"""Search one group of processes for what can go wrong: its reduced net gives the verdict; where that is not clean
the net as drawn gives the shortest way to each fault (`shortest.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bpmn.semantics import NormalForm
from bpmn.soundness.causes import Causes
from bpmn.soundness.dead import DeadSteps
from bpmn.soundness.evidence import Evidence, Findings, Marking, Wrong
from bpmn.soundness.shortest import Shortest
from bpmn.soundness.traces import Player
from bpmn.statespace import Graph, compile_group, explore, moves_of, reduced
from bpmn.statespace.futures import reached_twice, trapped
from bpmn.statespace.urgent import urgent

FEW = 300
DEEP = 5_000
WIDE = 4_000
WORK = 60_000
MOST_STUCK = 400


class Search:
    """One search. At most `limit` situations are looked at; of inclusive splits with more than `in_full` ways
    not every choice is tried; `reduce=False` leaves the net as drawn."""

    def __init__(
        self, form: NormalForm, group: tuple[str, ...], limit: int, in_full: int, reduce: bool = True
    ) -> None:
        self.form = form
        self.group = group
        self.net = compile_group(form, group, in_full)
        self.whole = moves_of(form, self.net)
        self.small = reduced(self.whole) if reduce else self.whole
        self.limit = limit
        self.causes = Causes(form, self.net, self.whole.idle)
        self.steps = DeadSteps(form, self.whole)
        self.found = Findings(Player(form, self.net))

    def run(self) -> Findings:
        """The verdict, with the evidence."""
        graphs = self._graphs()
        wrong = self._wrong(graphs)
        self._judge(graphs, wrong)
        if wrong:
            shortest = Shortest(self.form, self.net, self.whole, self.causes, self.found.player)
            self.found.evidence += shortest.evidence(wrong)
        self._spread_dead()
        return self.found

    def _graphs(self) -> list[Graph]:
        """What was walked through of the reduced net: all of it, or as far as the limit goes and then some
        way deep into it."""
        graph = explore(self.small, min(FEW, self.limit))
        if not graph.complete and self.limit > FEW:
            graph = explore(self.small, self.limit, alone=urgent(self.small))
        if graph.complete or graph.meetings or any(True for _ in self._truly_stuck(graph)):
            return [graph]
        return [graph, explore(self.small, min(DEEP, self.limit), WORK, deep=True)]

    def _wrong(self, graphs: list[Graph]) -> Wrong:
        wrong = Wrong(graphs[0])
        for graph in graphs:
            for place, (number, marking) in enumerate(self._truly_stuck(graph)):
                if place >= MOST_STUCK:
                    break
                for knot in self.causes.knots(marking):
                    wrong.knots.setdefault(knot.key, (graph, number, knot))
            for bit, (here, move) in reached_twice(graph).items():
                (wrong.ends if self._is_end(bit) else wrong.flows).setdefault(bit, (graph, here, move))
        wrong.traps = trapped(graphs[0])
        wrong.unsafe = bool(wrong.flows) or any(graph.meetings for graph in graphs)
        return wrong

    def _judge(self, graphs: list[Graph], wrong: Wrong) -> None:
        found, graph = self.found, graphs[0]
        everything = True if graph.complete else None
        covered = 0
        stuck = bool(wrong.knots or wrong.traps)
        if wrong.unsafe:
            wide = explore(self.small, WIDE, WORK, wide=True)
            graphs.append(wide)
            found.piles_up = not wide.complete or bool(wide.meetings)
            stuck = stuck or bool(trapped(wide)) or any(True for _ in self._truly_stuck(wide))
            for bit, (here, move) in reached_twice(wide).items():
                if self._is_end(bit):
                    wrong.ends.setdefault(bit, (wide, here, move))
            wrong.ends = {bit: at for bit, at in wrong.ends.items() if self._is_outcome(bit)}
        for one in graphs:
            covered |= one.covered
        found.complete = graph.complete
        found.states = sum(len(one.states) for one in graphs)
        found.safe = False if wrong.unsafe else everything
        found.option_to_complete = False if stuck else everything
        found.proper_completion = False if wrong.unsafe or wrong.ends else everything
        found.unread = self._unread(graph)
        self._judge_dead(covered, graph.complete and not wrong.unsafe)

    def _judge_dead(self, covered: int, certain: bool) -> None:
        missing = [key for number, key in enumerate(self.whole.activities) if not covered >> number & 1]
        self.dead = missing if certain else [key for key in missing if self.steps.is_cut_off(key)]
        if missing:
            self.found.no_dead_activities = False if self.dead else None

    def _truly_stuck(self, graph: Graph) -> Iterator[tuple[int, Marking]]:
        """Situations in which nothing can happen and something is left. (Where something was left out that
        could go round for ever, the case is not stuck but trapped.)"""
        for number in graph.stuck:
            marking = graph.marking(number)
            if not self.whole.idle.issuperset(marking) and graph.moves.spins.isdisjoint(marking):
                yield number, marking

    def _is_end(self, bit: int) -> bool:
        """Whether the bit stands for an end event, not for a flow."""
        return bit < 1 << len(self.whole.ends)

    def _is_outcome(self, bit: int) -> bool:
        """Whether the end of this bit ends a whole process, not a part of one."""
        key = self.whole.ends[bit.bit_length() - 1]
        return self.form.scopes[self.form.stations[key].scope].kind == "process"

    def _unread(self, graph: Graph) -> tuple[str, ...]:
        """Message flows on which a message can be left when all is over."""
        left: set[int] = set()
        for number in graph.stuck[:MOST_STUCK]:
            marking = graph.marking(number)
            if self.whole.idle.issuperset(marking):
                left |= self.whole.messages & marking.keys()
        return tuple(self.net.places[place].partition(" ")[2] for place in sorted(left))

    def _spread_dead(self) -> None:
        """What never happens is put down to the fault before it; what is left is a fault by itself."""
        left = list(self.dead)
        for place, one in enumerate(self.found.evidence):
            if not left or (one.knot is None and one.kind != "livelock"):
                continue
            stations = one.stations if one.knot is None else tuple(b.station for b in one.knot.blocked)
            missed = [key for key in left if self.steps.comes_after(key, stations, self.causes)]
            left = [key for key in left if key not in missed]
            self.found.evidence[place] = replace(one, missed=tuple(missed))
        self.found.evidence += self.steps.faults(left, self.causes)
        if not self.net.start and not self.found.evidence:
            nodes = [key for group in self.group for key in self.form.scopes[group].stations]
            self.found.evidence.append(Evidence("dead", stations=tuple(nodes[:1]), origins=tuple(nodes)))
