"""What a decision of the draft asks: in the words of a council that draws the same decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bpmn.compare.blueprint.record import Blueprint
from bpmn.compare.blueprint.seen import reaches
from bpmn.compare.meaning import normal
from bpmn.compare.steps import Side
from bpmn.model import Flow, Node
from bpmn.naming import flat

DECISIONS = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
LONGEST = 80
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
class _Decision:
    node: Node
    depth: int
    ways: tuple[tuple[str, int], ...]


class Questions:
    """Finds the questions of one blueprint."""

    def __init__(self, found: Blueprint) -> None:
        self._found = found

    @cached_property
    def _decisions(self) -> tuple[tuple[_Decision, ...], ...]:
        return tuple(tuple(_decisions(side)) for side in self._found.sides)

    def between(self, branches: Sequence[Branch]) -> Question:
        """The question that leads to one of several branches."""
        heard = [(c, *told) for c in range(len(self._found.councils)) if (told := self._asked(c, branches))]
        councils = tuple(council for council, *_ in heard)
        if heard:
            council, decision, labels = self._best(heard)
            answers = _answers(labels, [self._found.groups[branch[0]].name for branch in branches])
            text = flat(decision.node.name)[:LONGEST]
            return Question(text, answers, councils, (council, decision.node.key))
        names = [self._found.groups[branch[0]].name[:LONGEST] for branch in branches]
        return Question("Which comes next?", _answers([""] * len(names), names))

    def whether(self, branch: Branch, after: Branch) -> Question:
        """The question whether a branch is needed, where a case may go straight on to what comes after."""
        heard = [
            (c, *told) for c in range(len(self._found.councils)) if (told := self._avoided(c, branch, after))
        ]
        councils = tuple(council for council, *_ in heard)
        if heard:
            council, decision, labels = self._best(heard)
            answers = _answers(labels, ["Yes", "No"])
            return Question(
                flat(decision.node.name)[:LONGEST], answers, councils, (council, decision.node.key)
            )
        return Question("Needed here?", ("Yes", "No"))

    def _best(self, heard: list[tuple[int, _Decision, list[str]]]) -> tuple[int, _Decision, list[str]]:
        often = Counter(normal(decision.node.name) for _, decision, _ in heard)
        return min(
            heard,
            key=lambda one: (
                -sum(map(bool, one[2])),
                -often[normal(one[1].node.name)],
                one[1].node.name,
                one[2],
            ),
        )

    def _asked(self, council: int, branches: Sequence[Branch]) -> tuple[_Decision, list[str]] | None:
        """The latest named decision of a council from which the most branches part, and its labels."""
        firsts = [self._first(council, branch) for branch in branches]
        best: tuple[int, int] = (1, -1)
        found: tuple[_Decision, list[str]] | None = None
        for decision in self._decisions[council]:
            ways = [_only_way(decision, first) for first in firsts]
            apart = len({way for way in ways if way is not None})
            if (apart, decision.depth) > best and apart == sum(way is not None for way in ways):
                best = apart, decision.depth
                found = decision, [decision.ways[way][0] if way is not None else "" for way in ways]
        return found

    def _avoided(self, council: int, branch: Branch, after: Branch) -> tuple[_Decision, list[str]] | None:
        """The latest named decision of a council by which a case goes past a branch."""
        first = self._first(council, branch)
        later = 0
        for group in after:
            later |= self._bits(council, group)
        best, found = -1, None
        for decision in self._decisions[council]:
            way = _only_way(decision, first)
            if way is None or decision.depth <= best:
                continue
            others = [label for n, (label, mask) in enumerate(decision.ways) if n != way and mask & later]
            if others:
                best = decision.depth
                found = decision, [decision.ways[way][0], others[0] if len(decision.ways) == 2 else ""]
        return found

    def _first(self, council: int, branch: Branch) -> int:
        return next((bits for group in branch if (bits := self._bits(council, group))), 0)

    def _bits(self, council: int, group: int) -> int:
        index = self._found.sides[council].index
        return sum(1 << index[key] for key in self._found.groups[group].keys_in(council))


def _only_way(decision: _Decision, first: int) -> int | None:
    """The one way of a decision that leads to some steps, None when several or none do."""
    ways = [number for number, (_, mask) in enumerate(decision.ways) if mask & first]
    return ways[0] if first and len(ways) == 1 else None


def _decisions(side: Side) -> Iterator[_Decision]:
    reach = reaches(side)
    diagram = side.diagram
    bit = {key: 1 << place for key, place in side.index.items()}
    for node in diagram.nodes:
        if node.type in DECISIONS and node.name.strip() and len(node.outgoing) > 1:
            ways = tuple(
                (_label(diagram.node_by_key[flow.target], flow), bit.get(flow.target, 0) | reach[flow.target])
                for flow in diagram.ways_out(node)
                if flow.target in side.graph.forward[node.key]
            )
            yield _Decision(node, side.graph.depth[node.key], ways)


def _label(target: Node, flow: Flow) -> str:
    return flat(flow.name or (target.name if target.type == "intermediateCatchEvent" else ""))[:LONGEST]


def _answers(labels: Sequence[str], otherwise: Sequence[str]) -> tuple[str, ...]:
    """An answer for every way, each another: the council's own, yes for no and no for yes, else what comes then."""
    found = list(labels)
    if len(found) == 2:
        for mine, other in ((0, 1), (1, 0)):
            opposite = {"yes": "No", "no": "Yes"}.get(found[other].lower())
            found[mine] = found[mine] or opposite or ""
    found = [label or other[:LONGEST] for label, other in zip(found, otherwise, strict=True)]
    seen: Counter[str] = Counter()
    for number, label in enumerate(found):
        seen[label.lower()] += 1
        if seen[label.lower()] > 1:
            found[number] = f"{label} ({seen[label.lower()]})"
    return tuple(found)
