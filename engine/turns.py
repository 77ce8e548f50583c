"""The turns of a case: the choices that make one way through a process another than the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bpmn.model import Diagram, Node
from engine.taken import Taken

Signature = frozenset[tuple[str, tuple[tuple[str, ...], ...]]]


@dataclass(frozen=True)
class Turn:
    """One of them: a decision (`chose` are its ways, as in the choice log), a start chosen among several, the event
    that came first at an event-based gateway, or an event that came beside a step. `place` counts the steps of the
    walk from 0."""

    kind: str
    element: str
    chose: tuple[str, ...]
    text: str
    said: tuple[str, ...]
    place: int

    @property
    def words(self) -> str:
        """`Was it put out? yes`, `Outcome: refused`; an event by its name alone."""
        if not self.said:
            return self.text
        return f"{self.text}{'' if self.text.endswith('?') else ':'} {', '.join(self.said)}"


def turns(diagram: Diagram, history: Sequence[Taken]) -> tuple[Turn, ...]:
    """The turns of a walk, in its order."""
    return tuple(
        Turn(step.kind, step.element, step.chose, step.text, step.said, place)
        for place, step in enumerate(history)
        if step.kind == "choose" or is_one_of_several(diagram, diagram.node_by_key[step.element])
    )


def signature(found: Iterable[Turn]) -> Signature:
    """What two walks share that took the same way: the turns of each element in their order, whatever happened
    elsewhere meanwhile. Rounds of a loop that chose the same count once."""
    by_element: dict[str, list[tuple[str, ...]]] = {}
    for turn in found:
        chosen = by_element.setdefault(turn.element, [])
        if not chosen or chosen[-1] != turn.chose:
            chosen.append(turn.chose)
    return frozenset((element, tuple(chosen)) for element, chosen in by_element.items())


def is_one_of_several(diagram: Diagram, node: Node) -> bool:
    """Whether an event is one of several things that could have happened: one on the border of a step, one that
    races at an event-based gateway, the start of an event sub-process, or one of several starts."""
    if node.attached_to is not None or begins_beside(diagram, node):
        return True
    if _is_start(node):
        return sum(map(_is_start, diagram.nodes_in(node.scope))) > 1
    return race_of(diagram, node) is not None


def comes_to(diagram: Diagram, node: Node) -> str:
    """The key of what a case comes to when it takes this: the gateway of a race, the step that an event interrupts,
    else the element itself. How often a path goes round is counted by these."""
    if node.attached_to is not None and node.interrupting:
        return node.attached_to
    return race_of(diagram, node) or node.key


def _is_start(node: Node) -> bool:
    return node.type == "startEvent" or (node.instantiates and not node.incoming)


def begins_beside(diagram: Diagram, node: Node) -> bool:
    """Whether it is the start of an event sub-process."""
    around = diagram.node_by_key.get(node.scope)
    return node.type == "startEvent" and around is not None and around.triggered_by_event


def race_of(diagram: Diagram, node: Node) -> str | None:
    """The key of the event-based gateway at which it races, if it does."""
    for flow in diagram.ways_in(node):
        if diagram.node_by_key[flow.source].type == "eventBasedGateway":
            return flow.source
    return None
