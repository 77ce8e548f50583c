"""What a decision of the draft asks: in the words of a council that draws the same decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.blueprint.record import Blueprint
from bpmn.compare.blueprint.seen import reaches
from bpmn.compare.meaning import normal
from bpmn.compare.steps import Side
from bpmn.model import Flow, Node
from bpmn.naming import cut

DECISIONS = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
LONGEST = 80
FURTHEST = 40
Branch = Sequence[int]
"""Groups, the one a branch begins with first."""


@dataclass(frozen=True)
class Question:
    """What a gateway asks and the answer on each way on; `councils` are those that draw such a decision, `where` the
    council and the key of the gateway whose words these are (None: nobody's)."""

    text: str
    answers: tuple[str, ...]
    councils: tuple[int, ...] = ()
    where: tuple[int, str] | None = None


@dataclass(frozen=True)
class _Way:
    """A way out of a decision: its answer, the steps it leads to, and those it leads to next."""

    label: str
    ahead: int
    next: int


@dataclass(frozen=True)
class _Decision:
    node: Node
    depth: int
    ways: tuple[_Way, ...]


_Heard = tuple[int, _Decision, list[str]]


class Questions:
    """Finds the questions of one blueprint. A council's decision is asked once: what was answered is not asked
    again further on. Asked the same thing twice, it answers the same."""

    def __init__(self, found: Blueprint) -> None:
        self._found = found
        self._asked_already: set[tuple[int, str]] = set()
        self._known: dict[object, Question] = {}

    @cached_property
    def _decisions(self) -> tuple[tuple[_Decision, ...], ...]:
        return tuple(tuple(_decisions(side)) for side in self._found.sides)

    def between(self, branches: Sequence[Branch]) -> Question:
        """The question that leads to one of several branches."""
        asked = tuple(map(tuple, branches))
        if asked not in self._known:
            names = [self._found.groups[branch[0]].name for branch in branches]
            heard = self._heard(lambda council: self._asked(council, branches))
            self._known[asked] = self._question(heard, names, "Which comes next?", [""] * len(names))
        return self._known[asked]

    def whether(self, branch: Branch, after: Branch, again: Question | None = None) -> Question:
        """The question whether a branch is needed, where a case may go straight on to what comes after. It may
        be the question asked just before, `again`."""
        asked = tuple(branch), tuple(after), again
        if asked not in self._known:
            if again is not None and again.where is not None:
                self._asked_already.discard(again.where)
            heard = self._heard(lambda council: self._avoided(council, branch, after))
            self._known[asked] = self._question(heard, ["Yes", "No"], "Needed here?", ["Yes", "No"])
            if again is not None and again.where is not None:
                self._asked_already.add(again.where)
        return self._known[asked]

    def _heard(self, ask: Callable[[int], tuple[_Decision, list[str]] | None]) -> list[_Heard]:
        return [
            (council, *told)
            for council in range(len(self._found.councils))
            if (told := ask(council)) is not None
        ]

    def _question(
        self, heard: list[_Heard], otherwise: list[str], nobody: str, answers: list[str]
    ) -> Question:
        if not heard:
            return Question(nobody, _answers(answers, otherwise))
        self._asked_already.update((council, decision.node.key) for council, decision, _ in heard)
        council, decision, labels = self._best(heard)
        councils = tuple(one for one, *_ in heard)
        text = cut(decision.node.name, LONGEST)
        return Question(text, _answers(labels, otherwise), councils, (council, decision.node.key))

    def _best(self, heard: list[_Heard]) -> _Heard:
        often = Counter(normal(decision.node.name) for _, decision, _ in heard)
        return min(
            heard,
            key=lambda one: (
                not one[1].node.name.rstrip().endswith("?"),
                -sum(map(bool, one[2])),
                -often[normal(one[1].node.name)],
                one[1].node.name,
                one[2],
            ),
        )

    def _asked(self, council: int, branches: Sequence[Branch]) -> tuple[_Decision, list[str]] | None:
        """The named decision of a council that leads straight to most branches and from which most part (the latest
        such), and its labels."""
        firsts = [self._first(council, branch) for branch in branches]
        best: tuple[int, int, int] = (0, 1, -1)
        found: tuple[_Decision, list[str]] | None = None
        for decision in self._left(council):
            ways = [_only_way(decision, first) for first in firsts]
            told = [(way, first) for way, first in zip(ways, firsts, strict=True) if way is not None]
            apart = len({way for way, _ in told})
            straight = sum(bool(decision.ways[way].next & first) for way, first in told)
            if straight and 1 < apart == len(told) and (straight, apart, decision.depth) > best:
                best = straight, apart, decision.depth
                found = decision, [decision.ways[way].label if way is not None else "" for way in ways]
        return found

    def _avoided(self, council: int, branch: Branch, after: Branch) -> tuple[_Decision, list[str]] | None:
        """The latest named decision of a council that leads straight to a branch or past it."""
        first = self._first(council, branch)
        later = 0
        for group in after:
            later |= self._bits(council, group)
        best, found = -1, None
        for decision in self._left(council):
            way = _only_way(decision, first)
            if way is None or decision.depth <= best or not decision.ways[way].next & first:
                continue
            past = any(one.ahead & later for n, one in enumerate(decision.ways) if n != way)
            label = decision.ways[way].label
            others = [one.label for n, one in enumerate(decision.ways) if n != way]
            if past and (label.lower() in ("yes", "no") or (label and len(others) == 1 and others[0])):
                best = decision.depth
                found = decision, [label, others[0] if len(others) == 1 else ""]
        return found

    def _left(self, council: int) -> Iterator[_Decision]:
        return (d for d in self._decisions[council] if (council, d.node.key) not in self._asked_already)

    def _first(self, council: int, branch: Branch) -> int:
        return next((bits for group in branch if (bits := self._bits(council, group))), 0)

    def _bits(self, council: int, group: int) -> int:
        index = self._found.sides[council].index
        return sum(1 << index[key] for key in self._found.groups[group].keys_in(council))


def _only_way(decision: _Decision, first: int) -> int | None:
    """The one way of a decision that leads to some steps, None when several or none do."""
    ways = [number for number, way in enumerate(decision.ways) if way.ahead & first]
    return ways[0] if first and len(ways) == 1 else None


def _decisions(side: Side) -> Iterator[_Decision]:
    reach = reaches(side)
    diagram = side.diagram
    bit = {key: 1 << place for key, place in side.index.items()}
    for node in diagram.nodes:
        if node.type in DECISIONS and node.name.strip() and len(node.outgoing) > 1:
            ways = tuple(
                _Way(
                    _label(diagram.node_by_key[flow.target], flow),
                    bit.get(flow.target, 0) | reach[flow.target],
                    _next(side, flow.target, bit),
                )
                for flow in diagram.ways_out(node)
                if flow.target in side.graph.forward[node.key]
            )
            yield _Decision(node, side.graph.depth[node.key], ways)


def _next(side: Side, target: str, bit: Mapping[str, int]) -> int:
    """The steps that come next: past gateways and past events that are waited for."""
    found, seen, waiting = 0, {target}, [target]
    while waiting and len(seen) < FURTHEST:
        key = waiting.pop()
        found |= bit.get(key, 0)
        if key not in bit or side.diagram.node_by_key[key].type == "intermediateCatchEvent":
            new = [other for other in side.graph.forward[key] if other not in seen]
            seen.update(new)
            waiting += new
    return found


def _label(target: Node, flow: Flow) -> str:
    return cut(flow.name or (target.name if target.type == "intermediateCatchEvent" else ""), LONGEST)


def _answers(labels: Sequence[str], otherwise: Sequence[str]) -> tuple[str, ...]:
    """An answer for every way, each another: the council's own, yes for no and no for yes, else what comes then."""
    found = list(labels)
    if len(found) == 2:
        for mine, other in ((0, 1), (1, 0)):
            opposite = {"yes": "No", "no": "Yes"}.get(found[other].lower())
            found[mine] = found[mine] or opposite or ""
    found = [label or cut(other, LONGEST) for label, other in zip(found, otherwise, strict=True)]
    seen: Counter[str] = Counter()
    for number, label in enumerate(found):
        seen[label.lower()] += 1
        if seen[label.lower()] > 1:
            found[number] = f"{label} ({seen[label.lower()]})"
    return tuple(found)
