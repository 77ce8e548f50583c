"""Time: what is promised, how long a case waits, which limits run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted, some
from bpmn.compare.steps import Side
from bpmn.model import Node, Timer
from bpmn.naming import tidy
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
        return f"{float(amount) * each:g}" if each and amount.isdigit() else self.how_long.casefold()


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


def promised_and_waits(compared: Compared) -> Statement | None:
    """`A promises 2 days, B 3 days. A waits up to 60 days for 'Pay for the permit'; B draws no waits.`"""
    ours, theirs = waits(compared.a), waits(compared.b)
    waiting = sorted(wait.measure for wait in ours) != sorted(wait.measure for wait in theirs)
    said = [_promised(compared), _waiting(compared, ours, theirs) if waiting else None]
    text = " ".join(one for one in said if one)
    if not text:
        return None
    keys = (
        (tuple(wait.element for wait in ours), tuple(wait.element for wait in theirs))
        if waiting
        else ((), ())
    )
    return Statement("time", text, *keys)


def _promised(compared: Compared) -> str | None:
    ours, theirs = _days(compared.facts_a.promised_days), _days(compared.facts_b.promised_days)
    if ours is None or theirs is None or ours.casefold() == theirs.casefold():
        return None
    first, second = compared.names
    return f"{first} promises {ours}, {second} {theirs}."


def _days(promised: float | str | None) -> str | None:
    if promised is None or promised == "":
        return None
    try:
        days = float(promised)
        if not isfinite(days):
            raise ValueError("not a number of days")
    except ValueError:
        return str(promised)
    return "1 working day" if days == 1 else f"{days:g} working days"


def _waiting(compared: Compared, ours: tuple[Wait, ...], theirs: tuple[Wait, ...]) -> str:
    first, second = compared.names
    return f"{first} {_in_words(compared.a, ours)}; {second} {_in_words(compared.b, theirs)}."


def _in_words(side: Side, found: tuple[Wait, ...]) -> str:
    if not found:
        return "draws no waits"
    return f"waits {some((_one(side, wait) for wait in found), 3)}"


def _one(side: Side, wait: Wait) -> str:
    if wait.on != wait.element:
        return f"{_up_to(wait)}{wait.how_long} for {side.called(wait.on)}"
    awaited = _awaited(side, side.diagram.node_by_key[wait.element]) if wait.limit else None
    if awaited:
        return f"{_up_to(wait)}{wait.how_long} for {awaited}"
    what = f" ({quoted(wait.name)})" if wait.name and not wait.in_its_name else ""
    return f"{_up_to(wait)}{wait.how_long}{what}"


def _up_to(wait: Wait) -> str:
    return "up to " if wait.limit and not wait.how_long.startswith(("until", "every")) else ""


def _awaited(side: Side, timer: Node) -> str | None:
    """What an event-based gateway waits for beside this timer."""
    for flow in side.diagram.ways_in(timer):
        for other in side.diagram.ways_out(side.diagram.node_by_key[flow.source]):
            target = side.diagram.node_by_key[other.target]
            if target.key != timer.key and target.event_kind != "timer" and target.name.strip():
                return side.called(target.key)
    return None


def wait_statements(compared: Compared) -> Iterator[Statement]:
    """Matched steps whose limit or wait is another: `'Pay' has a limit of 60 days in A and of 14 days in
    B.`"""
    ours, theirs = _by_step(compared.a), _by_step(compared.b)
    first, second = compared.names
    for match in compared.matches:
        mine, other = _of(match.a, ours), _of(match.b, theirs)
        if (not mine and not other) or sorted(w.measure for w in mine) == sorted(w.measure for w in other):
            continue
        if not mine and not compared.a.by_key[match.a[0]].node.is_activity:
            continue
        one, two = f"in {first}", f"in {second}"
        if mine:
            text = f"{compared.called(match)} {_limit(mine)} {one} and {_limit(other, again=True)} {two}."
        else:
            text = f"{compared.called(match)} {_limit(other)} {two} and none {one}."
        yield Statement(
            "wait",
            text,
            (*match.a, *(w.element for w in mine if w.element not in match.a)),
            (*match.b, *(w.element for w in other if w.element not in match.b)),
        )


def _by_step(side: Side) -> dict[str, list[Wait]]:
    found: dict[str, list[Wait]] = {}
    for wait in waits(side):
        found.setdefault(wait.on, []).append(wait)
    return found


def _of(keys: tuple[str, ...], by_step: dict[str, list[Wait]]) -> list[Wait]:
    return [wait for key in keys for wait in by_step.get(key, ())]


def _limit(found: list[Wait], again: bool = False) -> str:
    if not found:
        return "none"
    long = some((wait.how_long for wait in found), 3)
    if not found[0].limit:
        return long if again else f"lasts {long}"
    limit = f"of {long}" if long[0].isdigit() else f"({long})"
    return limit if again else f"has a limit {limit}"
