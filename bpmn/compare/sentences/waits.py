"""The timers of a diagram: what waits, how long, and for what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bpmn.compare.sentences.wording import quoted
from bpmn.compare.steps import Side
from bpmn.model import Node, Timer
from bpmn.naming import tidy
from bpmn.parts import part_by_view, parts
from bpmn.words.times import cycle_in_words, date_in_words, duration_in_words

_SECONDS = {"W": 604800, "D": 86400, "H": 3600, "M": 60, "S": 1}
_PLAIN_UNITS = ("week", "day", "hour", "minute")
_CLOCK = re.compile(
    r"P(?:0+Y)?(?:0+M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?",
    re.IGNORECASE,
)
_TIME_IN_NAME = re.compile(
    r"\b\d+ (working |calendar |school )?(minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Wait:
    """A timer at work: `element` carries it; a limit stops something that takes too long, any other just
    waits."""

    element: str
    on: str
    limit: bool
    timer: Timer | None
    name: str

    @property
    def is_itself(self) -> bool:
        """Whether it stands for itself and not at a step's edge."""
        return self.on == self.element

    @property
    def in_its_name(self) -> str | None:
        """`5 working days`, where the event's name says so and the expression, if it can be read, agrees."""
        found = _TIME_IN_NAME.search(self.name)
        if found is None:
            return None
        written = duration_in_words(self.timer.text) if self.timer else None
        said = found.group()
        plain = f"{said.split()[0]} {said.split()[-1]}".casefold()
        return said if written is None or written == plain else None

    @property
    def how_long(self) -> str:
        """`60 days`, `until 1 May 2027`, `every week`; the words of the diagram where it is not
        machine-readable."""
        text = self.timer.text if self.timer else ""
        date = date_in_words(text)
        said = self.in_its_name or duration_in_words(text) or (f"until {date}" if date else None)
        return (
            said
            or cycle_in_words(text)
            or quoted(text or self.name or "a time that the diagram does not say")
        )

    @property
    def measure(self) -> str:
        """The same for equal times, however written: PT48H, P2D, and an empty timer called "2 days"."""
        found = _CLOCK.fullmatch(self.timer.text) if self.timer else None
        if found is not None and any(found.groups()):
            seconds = sum(float(n) * s for n, s in zip(found.groups("0"), _SECONDS.values(), strict=True))
            return f"{seconds:g}"
        amount, _, unit = self.how_long.partition(" ")
        each = _SECONDS.get(unit[:1].upper()) if unit.rstrip("s") in _PLAIN_UNITS else None
        return (
            f"{float(amount) * each:g}"
            if each and amount.isascii() and amount.isdigit()
            else self.how_long.casefold()
        )


def waits(side: Side) -> tuple[Wait, ...]:
    """Every timer of a diagram but those that start a process, in process order."""
    return tuple(
        Wait(
            node.key,
            node.attached_to or node.key,
            _is_limit(side, node),
            node.events[0].timer,
            tidy(node.name),
        )
        for key in side.graph.order
        if (node := side.diagram.node_by_key[key]).event_kind == "timer"
        and (node.type != "startEvent" or node.scope != node.process)
    )


def _is_limit(side: Side, node: Node) -> bool:
    if node.attached_to is not None:
        return True
    sources = (side.diagram.node_by_key[flow.source] for flow in side.diagram.ways_in(node))
    return any(source.type == "eventBasedGateway" for source in sources)


def by_step(side: Side) -> dict[str, list[Wait]]:
    """The timers of a diagram by the step they are at."""
    found: dict[str, list[Wait]] = {}
    for wait in waits(side):
        found.setdefault(wait.on, []).append(wait)
    return found


def residents(side: Side, wait: Wait) -> bool:
    """Whether the resident waits for others: a timer of theirs. A limit at their step's edge is others' wait."""
    if not wait.is_itself:
        return False
    step = side.by_key.get(wait.element)
    node = side.diagram.node_by_key[wait.element]
    part = step.part if step is not None else part_by_view(side.diagram, node, parts(side.diagram))
    return part == "resident"


def up_to(wait: Wait) -> str:
    """`up to ` before a limit's length, nothing before any other wait's."""
    return "up to " if wait.limit and not wait.how_long.startswith(("until", "every")) else ""


def raced(side: Side, timer: Node) -> list[str]:
    """The named events beside a timer at an event-based gateway, other timers left out. None of any other node."""
    found: dict[str, None] = {}
    for flow in side.diagram.ways_in(timer):
        source = side.diagram.node_by_key[flow.source]
        for other in side.diagram.ways_out(source) if source.type == "eventBasedGateway" else ():
            target = side.diagram.node_by_key[other.target]
            if target.key != timer.key and target.event_kind != "timer" and target.name.strip():
                found[target.key] = None
    return list(found)


def awaited(side: Side, timer: Node) -> str | None:
    """What an event-based gateway waits for beside this timer: `'Payment' or 'Cancellation'`."""
    named = list(dict.fromkeys(side.called(key) for key in raced(side, timer)))
    if len(named) > 3:
        return f"{', '.join(named[:2])} or {len(named) - 2} more"
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named) or None
