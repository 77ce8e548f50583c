"""From a trace of the soundness check to a walk that stands where the trace ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bpmn.model import Diagram
from engine.limits import LIMITS, WalkLimits
from engine.options import Option
from engine.walkthrough import Walkthrough

MOST_UNDONE = 100


class TraceStep(Protocol):
    """What is needed of a step of a trace (`bpmn.soundness.Step`)."""

    @property
    def element(self) -> str:
        """The key of the node at which it happens."""

    @property
    def gives(self) -> tuple[str, ...]:
        """The flows on which it puts a token."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The elements that hold a token afterwards."""


def follow(diagram: Diagram, steps: Sequence[TraceStep], *, limits: WalkLimits = LIMITS) -> Walkthrough:
    """The walk in which the case does what the trace says, in its order, as far as the engine can follow.

    What happens by itself (joins, parallel splits, a step that only begins) needs no choice and is skipped.
    Nothing is decided by answers: there are none. An event beside a sub-process may still be open at the end
    where the check has counted it as not happening. Raises WalkError when the diagram cannot be walked.
    """
    process = next((diagram.node_by_key[step.element].process for step in steps), None)
    walk = Walkthrough.start(diagram, process, limits=limits, decides=False)
    for step in steps:
        _do(walk, step)
        _undo(walk)
    return walk


def _undo(walk: Walkthrough) -> None:
    """Do all that undoes something: the check takes it to come to its end, and tells nothing of it."""
    for _ in range(MOST_UNDONE):
        option = next((one for one in walk.options() if one.undoes is not None), None)
        if option is None:
            return
        flows = [one.flow for one in option.flows]
        leaving = [flow for flow in flows if flow in ("go-on", "finish")] or flows
        walk.take(option, chose=leaving[:1])


def _do(walk: Walkthrough, step: TraceStep) -> None:
    begins = not step.gives and step.element in step.tokens
    happening = _open(walk, step.element, "choose", others=True) or _won(walk, step)
    if happening is not None and not begins:
        walk.take(happening)
    decision = _open(walk, step.element, "choose")
    if decision is not None:
        flows = [one.flow for one in decision.flows]
        chosen = [flow for flow in flows if flow in step.gives]
        if step.gives and not chosen:
            # The check sees one step where the walk asks whether it is done again: the trace goes on.
            chosen = [flow for flow in flows if flow in ("go-on", "finish")]
        # Nothing need be chosen where a way is taken anyhow.
        if chosen or (decision.least == 0 and not begins):
            walk.take(decision, chose=chosen if decision.several else chosen[:1])


def _won(walk: Walkthrough, step: TraceStep) -> Option | None:
    """The event that ends a race at an event-based gateway: the trace tells it at the gateway, with the ways
    that the event gives."""
    node = walk.diagram.node_by_key.get(step.element)
    if node is None or node.type != "eventBasedGateway" or step.element in step.tokens:
        return None
    events = {walk.diagram.flow_by_key[key].target for key in node.outgoing}
    found = (one for one in walk.options() if one.element in events and one.kind != "choose")
    return next((one for one in found if set(step.gives) <= set(one.node.outgoing)), None)


def _open(walk: Walkthrough, element: str, kind: str, *, others: bool = False) -> Option | None:
    """The option at an element of that kind, or of any other kind."""
    found = (one for one in walk.options() if one.element == element)
    return next((one for one in found if (one.kind != kind) == others), None)
