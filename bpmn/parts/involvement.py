"""Where the resident is involved in a process, and where work passes from one team to another."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Literal

from bpmn.model import Diagram, MessageFlow, Node, PartName
from bpmn.parts.who import PartView, holders, names_resident, part_by_view, parts

FURTHEST_LOOK = 200
_CONTACT_VERB = re.compile(
    r"^(re-?)?(tell|send|e-?mail|phone|telephone|ring|call|text|sms|notify|inform|write|ask|contact|invite|"
    r"remind|"
    r"interview|meet|advise|reply|respond|update|visit|answer|greet|chase|issue|post|give|explain|let|"
    r"confirm|refund|"
    r"receive|get|take|collect|help|talk|speak|request|agree)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TouchPoint:
    """One contact with the resident. `element` is the step (or pool, for a closed pool to another) that
    stands for it; `messages` the message flows that belong to the same contact; `how` where it shows: a
    step of the resident's own, a message to or from them, or a step whose label says that it deals with
    them."""

    element: str
    how: Literal["own-step", "message", "label"]
    messages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handover:
    """Work passing from one step to the next across a line between two lanes or pools, neither of them a
    resident's.

    `holder_from` and `holder_to` are lane or pool keys, `part_from` and `part_to` their parts where known.
    """

    step_from: str
    step_to: str
    holder_from: str
    holder_to: str
    part_from: PartName | None
    part_to: PartName | None


@dataclass(frozen=True)
class Involvement:
    """Every contact with the resident and every handover between teams, in file order."""

    touch_points: tuple[TouchPoint, ...]
    handovers: tuple[Handover, ...]


def involvement(diagram: Diagram) -> Involvement:
    """Touch points and handovers of all pools together.

    One contact counts once: a resident's step with its messages is one, however many messages it exchanges;
    where the resident is a closed pool, the step on the other side stands for it. A handover is counted for
    each pair of steps that follow each other (past gateways and events, at most 200 of them) across a line
    between two teams, and for each message between two teams.
    """
    views = parts(diagram)
    return Involvement(_touch_points(diagram, views), _handovers(diagram, views))


def _touch_points(diagram: Diagram, views: dict[str, PartView]) -> tuple[TouchPoint, ...]:
    messages: dict[str, list[str]] = {}
    reached: set[str] = set()
    for flow in diagram.message_flows:
        ours, theirs = _resident_end(diagram, views, flow)
        if theirs is None or ours is None:
            continue
        stands = theirs if theirs in diagram.node_by_key else ours
        messages.setdefault(stands, []).append(flow.key)
        reached.add(ours)
    found: list[TouchPoint] = []
    for node in diagram.nodes:
        carried = tuple(messages.get(node.key, ()))
        resident = part_by_view(diagram, node, views) == "resident"
        if resident and (carried or _is_step(node)):
            found.append(TouchPoint(node.key, "own-step" if _is_step(node) else "message", carried))
        elif carried:
            found.append(TouchPoint(node.key, "message", carried))
        elif not resident and node.key not in reached and _speaks_of_resident(node):
            found.append(TouchPoint(node.key, "label"))
    closed = (key for key in messages if key not in diagram.node_by_key)
    return (*found, *(TouchPoint(key, "message", tuple(messages[key])) for key in closed))


def _resident_end(
    diagram: Diagram, views: dict[str, PartView], flow: MessageFlow
) -> tuple[str | None, str | None]:
    """The message flow's (other end, resident's end); None, None when the resident is at neither end or
    both."""
    source, target = (_end_part(diagram, views, key) == "resident" for key in (flow.source, flow.target))
    if source == target:
        return None, None
    return (flow.target, flow.source) if source else (flow.source, flow.target)


def _end_part(diagram: Diagram, views: dict[str, PartView], key: str) -> PartName | None:
    node = diagram.node_by_key.get(key)
    if node is not None:
        return part_by_view(diagram, node, views)
    return views[key].part if key in views else None


def _is_step(node: Node) -> bool:
    return node.is_activity and not node.is_sub_process


def _speaks_of_resident(node: Node) -> bool:
    if not names_resident(node.name):
        return False
    if node.type in ("sendTask", "receiveTask") or (node.is_event and node.event_kind == "message"):
        return True
    return _is_step(node) and bool(_CONTACT_VERB.match(node.name.strip()))


def _handovers(diagram: Diagram, views: dict[str, PartView]) -> tuple[Handover, ...]:
    found: dict[tuple[str, str], Handover] = {}
    for node in diagram.nodes:
        if _is_step(node):
            for after in _next_steps(diagram, node):
                _note(diagram, views, node.key, after, found)
    for flow in diagram.message_flows:
        _note(diagram, views, flow.source, flow.target, found)
    return tuple(found.values())


def _note(
    diagram: Diagram,
    views: dict[str, PartView],
    before: str,
    after: str,
    found: dict[tuple[str, str], Handover],
) -> None:
    from_holder, to_holder = _holder(diagram, before), _holder(diagram, after)
    if from_holder is None or to_holder is None or from_holder == to_holder:
        return
    from_part, to_part = _end_part(diagram, views, before), _end_part(diagram, views, after)
    if "resident" in (from_part, to_part):
        return
    pair = (before, after)
    found.setdefault(pair, Handover(before, after, from_holder, to_holder, from_part, to_part))


def _holder(diagram: Diagram, key: str) -> str | None:
    node = diagram.node_by_key.get(key)
    if node is None:
        return key if key in diagram.pool_by_key else None
    return next(holders(diagram, node), None)


def _next_steps(diagram: Diagram, node: Node) -> list[str]:
    """The steps that follow without another step between, through gateways, events and into sub-processes."""
    found: list[str] = []
    seen = {node.key}
    queue = deque(_after(diagram, node))
    while queue and len(seen) < FURTHEST_LOOK:
        key = queue.popleft()
        if key in seen:
            continue
        seen.add(key)
        after = diagram.node_by_key[key]
        if _is_step(after):
            found.append(key)
        else:
            queue.extend(_after(diagram, after))
    return found


def _after(diagram: Diagram, node: Node) -> list[str]:
    """What comes directly after: flow targets; the starts inside a sub-process; what follows one that ends
    here."""
    inside = (
        [child for child in diagram.nodes_in(node.key) if not child.incoming] if node.is_sub_process else []
    )
    if inside:
        return [
            child.key for child in inside if child.type != "boundaryEvent" and not child.triggered_by_event
        ]
    after = [flow.target for flow in diagram.ways_out(node)]
    after += [event.key for event in diagram.boundary_events(node.key)]
    around = diagram.node_by_key.get(node.scope)
    if not node.outgoing and around is not None:
        after += [flow.target for flow in diagram.ways_out(around)]
    return after
