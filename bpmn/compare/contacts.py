"""How often a resident is met: the touch points that a diagram draws, and those that only an attached pattern shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bpmn.compare.steps import Side, Step
from bpmn.parts import Involvement
from bpmn.patterns import Pattern, expand

_ONLY_THEIRS = ("pay", "book", "choose", "confirm")
"""What a page is for that shows or asks the resident something whoever does the step."""


@dataclass(frozen=True)
class Contacts:
    """`count` contacts; `where` are their nodes in process order (a closed pool has none); `perhaps` steps that may be
    contacts too: others do them, with a page for the resident that they may as well fill in by themselves."""

    count: int
    where: tuple[str, ...]
    perhaps: tuple[str, ...]


def contacts(side: Side, known: Involvement) -> Contacts:
    """The contacts of one diagram. `known` are its touch points (`bpmn.parts.involvement`)."""
    points = [point.element for point in known.touch_points]
    told = _told(side, known)
    untold = [step for step in side.steps if step.key not in told and not _is_sent_next(side, step, told)]
    more = [step.key for step in untold if _meets_resident(side, step)]
    perhaps = tuple(step.key for step in untold if step.key not in more and any(for_resident(side, step)))
    where = side.in_order(key for key in (*points, *more) if key in side.diagram.node_by_key)
    return Contacts(len(points) + len(more), where, perhaps)


def for_resident(side: Side, step: Step) -> Iterator[Pattern]:
    """The patterns attached to a step that are made for the resident, and the parts they are made of."""
    return (pattern for pattern in attached(side, step.key) if pattern.audience == "resident")


def attached(side: Side, key: str) -> Iterator[Pattern]:
    """The patterns attached to a step, as far as they are known, and the parts they are made of."""
    step = side.by_key.get(key)
    for ref in step.refs if step is not None else ():
        if ref in side.patterns:
            yield from expand(side.patterns[ref], side.patterns)


def _told(side: Side, known: Involvement) -> set[str]:
    """The steps that stand for a contact, or are the other end of its messages."""
    flows = {flow.key: flow for flow in side.diagram.message_flows}
    found = {point.element for point in known.touch_points}
    for point in known.touch_points:
        found.update(end for key in point.messages for end in (flows[key].source, flows[key].target))
    return found


def _is_sent_next(side: Side, step: Step, told: set[str]) -> bool:
    """Whether what a step only writes goes out by the message event just after it."""
    if any(pattern.kind in ("pages", "script") for pattern in for_resident(side, step)):
        return False
    after = (side.by_key[key] for key in step.after if key in told)
    return any(one.node.is_event and one.part != "resident" for one in after)


def _meets_resident(side: Side, step: Step) -> bool:
    """Whether a step that no message shows as a contact is one all the same: a message that the resident gets or
    gives, a letter or call attached to others' step, a page that a system shows, or one that only the resident can
    act on, by paying or choosing a time."""
    if step.part == "resident":
        return step.node.event_kind == "message" and step.node.type.startswith("intermediate")
    return any(
        pattern.kind != "pages" or pattern.verb in _ONLY_THEIRS or step.part == "system"
        for pattern in for_resident(side, step)
    )
