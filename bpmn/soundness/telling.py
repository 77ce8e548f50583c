"""A trace told step by step, so that it can be followed without the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bpmn.model import Diagram, Node
from bpmn.naming import called, listed, node_called, opening, tidy
from bpmn.soundness.record import Step

_DIVIDES = frozenset({"exclusiveGateway", "inclusiveGateway", "complexGateway"})


def tell(diagram: Diagram, steps: Sequence[Step]) -> tuple[str, ...]:
    """A sentence for each step: what happens, which ways are taken, and for a join what comes together."""
    return tuple(_sentence(diagram, step) for step in steps)


def standing(diagram: Diagram, step: Step) -> str:
    """Where the case stands after a step, in a sentence; empty unless it stands in several places, for then the
    step itself says it."""
    held = Counter(token for token in step.tokens if token not in _messages(diagram))
    waiting = [
        _place(diagram, key) + (f" ({_times(number)})" if number > 1 else "") for key, number in held.items()
    ]
    return f"The case now stands {listed(waiting)}." if sum(held.values()) > 1 else ""


def _sentence(diagram: Diagram, step: Step) -> str:
    node = diagram.node_by_key.get(step.element)
    if node is None:
        return f"{opening(called(diagram, step.element))} goes on."
    sent = [flow for flow in step.gives if flow in _messages(diagram)]
    said = _what_happens(diagram, node, step)
    messages = f" The message {listed(called(diagram, key) for key in sent)} is sent." if sent else ""
    return opening(said) + messages


def _what_happens(diagram: Diagram, node: Node, step: Step) -> str:
    name = node_called(diagram, node)
    ways = [flow for flow in step.gives if flow in diagram.flow_by_key]
    if not step.gives and step.element in step.tokens:
        return f"{name} begins."
    if node.type == "startEvent":
        return f"the case starts at {name}."
    if node.type == "endEvent":
        return f"the case reaches the end {name}."
    if node.is_activity:
        return f"{name} is done.{_together(diagram, ways)}"
    if node.is_event:
        return f"{name} happens.{_together(diagram, ways)}"
    return _at_gateway(diagram, node, name, step, ways)


def _at_gateway(diagram: Diagram, node: Node, name: str, step: Step, ways: list[str]) -> str:
    came = f"{len(step.takes)} paths come together at {name}" if len(step.takes) > 1 else f"at {name}"
    if not ways:
        return f"{came}: nothing follows."
    if node.type in _DIVIDES and len(node.outgoing) > 1:
        return f"{came}, the case takes {listed(_way(diagram, key) for key in ways)}."
    if len(ways) > 1:
        return (
            f"{came}, {len(ways)} paths start at the same time: {listed(_way(diagram, key) for key in ways)}."
        )
    return f"{came}, the case goes on to {_target(diagram, ways[0])}."


def _together(diagram: Diagram, ways: list[str]) -> str:
    if len(ways) < 2:
        return ""
    return f" {len(ways)} paths start at the same time: {listed(_way(diagram, key) for key in ways)}."


def _way(diagram: Diagram, key: str) -> str:
    flow = diagram.flow_by_key[key]
    to = f"to {_target(diagram, key)}"
    return f"'{tidy(flow.name)}' ({to})" if flow.name.strip() else f"the way {to}"


def _target(diagram: Diagram, key: str) -> str:
    return node_called(diagram, diagram.node_by_key[diagram.flow_by_key[key].target])


def _place(diagram: Diagram, key: str) -> str:
    if key in diagram.flow_by_key:
        return f"before {_target(diagram, key)}"
    return f"at {called(diagram, key)}"


def _messages(diagram: Diagram) -> frozenset[str]:
    return frozenset(flow.key for flow in diagram.message_flows)


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"
