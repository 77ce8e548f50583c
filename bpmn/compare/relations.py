"""How the steps of one diagram stand to each other in time: before, always or not, again and again.

Decided on the graph of control: order by reachability, "always" by whether a case can reach its end without
the step, with parallel branches all taken and other decisions free. Where the graph does not tell (an event
sub-process, complex gateways, an ad-hoc sub-process, too many nodes) nothing is claimed and `decided` is
false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bpmn.compare.graph import reachable
from bpmn.compare.steps import Side
from bpmn.model import Diagram, Node

MOST_NODES = 3_000
MOST_STEPS = 600
MOST_ALWAYS = 200_000
"""Most nodes times steps for which "always" is asked."""


@dataclass(frozen=True)
class Relations:
    """`ahead`: for each step the steps that can come after it. `always`: steps every case that ends goes
    through, and `asked` those for which this was decided. `unclear`: steps about whose order nothing is
    claimed; `circling` steps that lie on a cycle of sequence flows."""

    ahead: dict[str, frozenset[str]] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    unclear: frozenset[str] = frozenset()
    circling: frozenset[str] = frozenset()
    decided: bool = True

    def before(self, first: str, second: str) -> bool:
        """Whether `second` can follow `first` and never the other way round."""
        if first in self.unclear or second in self.unclear:
            return False
        return second in self.ahead.get(first, ()) and first not in self.ahead.get(second, ())

    def repeats(self, step: str) -> bool:
        """Whether a case can come back to the step."""
        return step not in self.unclear and step in self.circling


NOTHING_CLAIMED = Relations(decided=False)


def relations(side: Side) -> Relations:
    """The relations of one side's steps."""
    diagram = side.diagram
    if len(diagram.nodes) > MOST_NODES or len(side.steps) > MOST_STEPS:
        return NOTHING_CLAIMED
    unclear = frozenset(_unclear(diagram))
    keys = [step.key for step in side.steps]
    ahead = reachable(side.graph.with_messages, keys)
    circling = frozenset(key for key, found in reachable(side.graph.after, keys).items() if key in found)
    asked: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    if len(diagram.nodes) * len(side.steps) <= MOST_ALWAYS:
        asked = frozenset(step.key for step in side.steps if step.key not in unclear)
        always = frozenset(key for key in asked if not _can_end_without(side, diagram.node_by_key[key]))
    decided = (
        not unclear and bool(asked or not side.steps) and not any(_is_vague(node) for node in diagram.nodes)
    )
    return Relations(ahead, always, asked, unclear, circling, decided)


def _is_vague(node: Node) -> bool:
    return node.type in ("complexGateway", "inclusiveGateway") or node.event_kind in ("compensate", "cancel")


def _unclear(diagram: Diagram) -> Iterator[str]:
    """Steps within event sub-processes and ad-hoc sub-processes, and the event sub-processes themselves."""
    loose = {n.key for n in diagram.nodes if n.triggered_by_event or n.type == "adHocSubProcess"}
    for node in diagram.nodes:
        scope, steps = node.scope, 0
        if node.triggered_by_event or node.for_compensation:
            yield node.key
            continue
        while scope in diagram.node_by_key and steps < MOST_NODES:
            if scope in loose:
                yield node.key
                break
            scope, steps = diagram.node_by_key[scope].scope, steps + 1


def _can_end_without(side: Side, step: Node) -> bool:
    """Whether a case of the step's process can come to all its ends without it: the least fixed point of
    "an end, or at a decision some way on, at a parallel split every way on"."""
    diagram, edges = side.diagram, side.graph.after
    inside = [node.key for node in diagram.nodes if node.process == step.process]
    behind: dict[str, list[str]] = {key: [] for key in inside}
    for key in inside:
        for target in edges[key]:
            if target in behind:
                behind[target].append(key)
    free: set[str] = set()
    ready = [key for key in inside if not edges[key] and key != step.key]
    while ready:
        key = ready.pop()
        if key in free:
            continue
        free.add(key)
        ready += [
            source
            for source in behind[key]
            if source != step.key and source not in free and _passes(diagram, source, edges[source], free)
        ]
    starts = [key for key in inside if _begins(diagram.node_by_key[key])]
    return any(key in free for key in starts)


def _begins(node: Node) -> bool:
    """Whether a case can begin at this node of a process."""
    loose = node.triggered_by_event or node.for_compensation or node.attached_to is not None
    return not node.incoming and not loose and node.scope == node.process


def _passes(diagram: Diagram, key: str, targets: tuple[str, ...], free: set[str]) -> bool:
    node = diagram.node_by_key[key]
    exceptional = {event.key for event in diagram.boundary_events(key)}
    interrupting = any(diagram.node_by_key[event].interrupting and event in free for event in exceptional)
    usual = [target for target in targets if target not in exceptional]
    if interrupting:
        return True
    if _splits(diagram, node):
        return bool(usual) and all(target in free for target in usual)
    return any(target in free for target in usual)


def _splits(diagram: Diagram, node: Node) -> bool:
    """Whether all the ways out are taken together."""
    if node.type == "parallelGateway":
        return True
    if node.is_gateway:
        return False
    return len(node.outgoing) > 1 and not any(flow.condition for flow in diagram.ways_out(node))
