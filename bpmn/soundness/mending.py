"""How each kind of fix is drawn: on the file's own bytes, near what it mends."""

from __future__ import annotations

from collections.abc import Callable

from bpmn.errors import CannotEdit
from bpmn.model import Diagram
from bpmn.write.redraw import Box, Point, Redrawing

GATEWAY, EVENT = 50.0, 36.0
GAP = 30.0
WAIT = "P28D"
Mender = Callable[..., None]


def gateway(drawing: Redrawing, diagram: Diagram, key: str, type_: str) -> None:
    """A gateway becomes one of another type."""
    drawing.retype(_id(diagram, key), type_)


def join_before(drawing: Redrawing, diagram: Diagram, key: str) -> None:
    """All that leads to a node leads to a new parallel gateway before it."""
    _gateway_before(drawing, diagram, key, "parallelGateway")


def own_ends(drawing: Redrawing, diagram: Diagram, key: str) -> None:
    """Every flow to an end event but the first gets an end event of its own."""
    end = diagram.node_by_key[key]
    here = _id(diagram, key)
    box = drawing.box(here)
    for number, flow in enumerate(end.incoming[1:], 1):
        new = drawing.new_id(f"{here}_end")
        below = (box[0], box[1] + number * (box[3] + 2 * GAP), box[2], box[3]) if box else None
        drawing.add_node(here, "endEvent", new, end.name, below)
        drawing.retarget(_flow(diagram, flow), target=new)
        if below is not None:
            drawing.end_line(_flow(diagram, flow), below)


def connect(drawing: Redrawing, diagram: Diagram, source: str, target: str) -> None:
    """A new flow."""
    one, other = _id(diagram, source), _id(diagram, target)
    key = drawing.new_id(f"Flow_to_{other}")
    drawing.add_flow(other, key, one, other, _straight(drawing.box(one), drawing.box(other)))


def lead_to(drawing: Redrawing, diagram: Diagram, flow: str, target: str) -> None:
    """A flow ends elsewhere."""
    other = _id(diagram, target)
    drawing.retarget(_flow(diagram, flow), target=other)
    if (box := drawing.box(other)) is not None:
        drawing.end_line(_flow(diagram, flow), box)


def time_limit(drawing: Redrawing, diagram: Diagram, key: str) -> None:
    """A wait becomes one of two things that may happen: the message, or that the time is up."""
    here = _id(diagram, key)
    race = _gateway_before(drawing, diagram, key, "eventBasedGateway")
    timer, end = drawing.new_id(f"{here}_time_limit"), drawing.new_id(f"{here}_time_is_up")
    box = drawing.box(here)
    below = (box[0], box[1] + box[3] + 2 * GAP, EVENT, EVENT) if box else None
    right = (below[0] + EVENT + 3 * GAP, below[1], EVENT, EVENT) if below else None
    inner = f"<{{p}}timerEventDefinition><{{p}}timeDuration>{WAIT}</{{p}}timeDuration></{{p}}timerEventDefinition>"
    drawing.add_node(here, "intermediateCatchEvent", timer, "No answer in 28 days", below, inner)
    drawing.add_node(here, "endEvent", end, "Time is up", right)
    start = (box[0] - GAP - GATEWAY, box[1] + (box[3] - GATEWAY) / 2, GATEWAY, GATEWAY) if box else None
    drawing.add_flow(here, drawing.new_id(f"{timer}_flow"), race, timer, _down(start, below))
    drawing.add_flow(here, drawing.new_id(f"{end}_flow"), timer, end, _straight(below, right))


MENDERS: dict[str, Mender] = {
    "gateway": gateway,
    "join-before": join_before,
    "own-ends": own_ends,
    "connect": connect,
    "lead-to": lead_to,
    "time-limit": time_limit,
}


def _gateway_before(drawing: Redrawing, diagram: Diagram, key: str, type_: str) -> str:
    node = diagram.node_by_key[key]
    here = _id(diagram, key)
    box = drawing.box(here)
    new = drawing.new_id(f"Gateway_before_{here}")
    place: Box | None = None
    if box is not None:
        place = (box[0] - GAP - GATEWAY, box[1] + (box[3] - GATEWAY) / 2, GATEWAY, GATEWAY)
    drawing.add_node(here, type_, new, "", place)
    for flow in node.incoming:
        drawing.retarget(_flow(diagram, flow), target=new)
        if place is not None:
            drawing.end_line(_flow(diagram, flow), place)
    drawing.add_flow(here, drawing.new_id(f"{new}_flow"), new, here, _straight(place, box))
    return new


def _straight(one: Box | None, other: Box | None) -> tuple[Point, ...]:
    """From the right side of one box to the left side of another."""
    if one is None or other is None:
        return ()
    start = (one[0] + one[2], one[1] + one[3] / 2)
    end = (other[0], other[1] + other[3] / 2)
    if start[1] == end[1]:
        return start, end
    middle = (start[0] + end[0]) / 2
    return start, (middle, start[1]), (middle, end[1]), end


def _down(one: Box | None, other: Box | None) -> tuple[Point, ...]:
    """From under one box to the left side of another."""
    if one is None or other is None:
        return ()
    x, y = one[0] + one[2] / 2, other[1] + other[3] / 2
    return (x, one[1] + one[3]), (x, y), (other[0], y)


def _id(diagram: Diagram, key: str) -> str:
    node = diagram.node_by_key.get(key)
    if node is None or node.file_id is None:
        raise CannotEdit("The element has no id of its own in the file, so it cannot be changed here.")
    return node.file_id


def _flow(diagram: Diagram, key: str) -> str:
    flow = diagram.flow_by_key[key]
    if flow.file_id is None:
        raise CannotEdit("A flow has no id of its own in the file, so it cannot be changed here.")
    return flow.file_id
