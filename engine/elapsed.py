"""How much time a case has taken, as far as its timers say: the only clock of a walkthrough.

No clock runs while a case is walked. A timer that has happened says how long it had been waiting by then; all else
takes no time here. So the figure is the least that the case has taken, and it is told as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from bpmn.model import Diagram, Node, Timer
from bpmn.naming import listed, tidy
from bpmn.words.times import date_in_words, duration_in_words, passing_in_words
from engine.taken import Taken

Certainty = Literal["known", "about", "at least"]
DAY = 24 * 3600.0
_UNITS = {"Y": 365 * DAY, "M": 30 * DAY, "W": 7 * DAY, "D": DAY}
_CLOCK = {"H": 3600.0, "M": 60.0, "S": 1.0}
_PIECE = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
_LONGEST = 200 * 365 * DAY


@dataclass(frozen=True)
class Moment:
    """When a step of a case happens.

    `seconds` since the case began; `certainty`: `about` where months or years were counted (30 and 365 days),
    `at least` where a time passed of which the diagram does not say how long it is. `later` are the words of
    what has just passed ("3 days later"), empty for all that takes no time."""

    seconds: float
    certainty: Certainty = "known"
    later: str = ""

    @property
    def day(self) -> int:
        """The day of the case, of which the first is 1."""
        return int(self.seconds // DAY) + 1

    @property
    def words(self) -> str:
        """`Day 9`, `about day 31`, `day 9 or later`."""
        if self.certainty == "at least":
            return f"Day {self.day} or later"
        return f"About day {self.day}" if self.certainty == "about" else f"Day {self.day}"


BEGINNING = Moment(0.0)


class Walked(Protocol):
    """What is needed of a walkthrough."""

    @property
    def diagram(self) -> Diagram:
        """The diagram that is walked."""

    @property
    def history(self) -> tuple[Taken, ...]:
        """Every step taken."""

    @property
    def enabled(self) -> tuple[str, ...]:
        """What can happen next."""


class Clock:
    """The time of a walkthrough: `moments` of the steps taken, `now`, and what it would be `after` a timer."""

    def __init__(self, walk: Walked) -> None:
        self._diagram = walk.diagram
        self._history = walk.history
        self._enabled = walk.enabled
        self._waiting: dict[str, float] = {}

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """When each step of the history happened."""
        now = BEGINNING
        made: list[Moment] = []
        for step in self._history:
            self._wait(step.enabled, now.seconds)
            now = self._passed(now, step.element) if step.kind == "time" else _still(now)
            made.append(now)
            self._begin_anew(step.element)
        self._wait(self._enabled, now.seconds)
        return tuple(made)

    @property
    def now(self) -> Moment:
        """The moment of the last step, the beginning when there is none."""
        return self.moments[-1] if self.moments else BEGINNING

    def after(self, element: str) -> Moment:
        """When it would be if the timer `element`, which can happen now, happened next."""
        return self._passed(self.now, element)

    def _passed(self, now: Moment, element: str) -> Moment:
        node = self._diagram.node_by_key[element]
        timer = next((event.timer for event in node.events if event.timer is not None), None)
        length = seconds_of(timer) if timer else None
        if node.type == "startEvent" and now is BEGINNING:
            return now  # the clock that begins a case has not run for the case
        if length is None:
            return Moment(now.seconds, "at least", _own_words(node, timer))
        begun = self._waiting.get(element, now.seconds)
        then = max(now.seconds, begun + length)
        counted: Certainty = "about" if _is_rough(timer) else "known"
        certainty = max((now.certainty, counted), key=("known", "about", "at least").index)
        return Moment(then, certainty, _later(now.seconds, begun, then, timer))

    def _wait(self, enabled: Iterable[str], now: float) -> None:
        timers = [key for key in enabled if _has_timer(self._diagram.node_by_key[key])]
        self._waiting = {key: self._waiting.get(key, now) for key in timers}

    def _begin_anew(self, element: str) -> None:
        """What waits at the step that was just taken waits anew if it waits again: the event itself, those on its
        border, and those that raced with it."""
        for key in {element, *self._beside(element)}:
            self._waiting.pop(key, None)

    def _beside(self, element: str) -> Iterator[str]:
        node = self._diagram.node_by_key[element]
        yield from (key for key in self._waiting if self._diagram.node_by_key[key].attached_to == element)
        for flow in self._diagram.ways_in(node):
            source = self._diagram.node_by_key[flow.source]
            if source.type == "eventBasedGateway":
                yield from (way.target for way in self._diagram.ways_out(source))


def seconds_of(timer: Timer | None) -> float | None:
    """The seconds of a duration, or of the first round of a cycle; None for dates and for what cannot be read.
    A year counts 365 days, a month 30."""
    text = _duration(timer)
    if text is None:
        return None
    days, _, clock = text.upper().removeprefix("P").partition("T")
    found = [float(number) * _UNITS[unit] for number, unit in _PIECE.findall(days)]
    found += [float(number) * _CLOCK[unit] for number, unit in _PIECE.findall(clock)]
    return min(sum(found), _LONGEST)


def length_in_words(seconds: float) -> str:
    """`2 days and 3 hours`."""
    rest = round(seconds)
    parts = []
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        number, rest = divmod(rest, size)
        if number:
            parts.append(f"{number} {unit}{'' if number == 1 else 's'}")
    return listed(parts[:2]) or "no time"


def _duration(timer: Timer | None) -> str | None:
    pieces = timer.text.strip().split("/") if timer else []
    return next((text for text in pieces if duration_in_words(text) is not None), None)


def _is_rough(timer: Timer | None) -> bool:
    days = (_duration(timer) or "").upper().partition("T")[0]
    return "M" in days or "Y" in days


def _has_timer(node: Node) -> bool:
    return any(event.timer is not None for event in node.events)


def _still(now: Moment) -> Moment:
    return Moment(now.seconds, now.certainty)


def _later(now: float, begun: float, then: float, timer: Timer | None) -> str:
    whole = duration_in_words(_duration(timer) or "") or length_in_words(then - begun)
    if then == now:
        return "At the same time"
    if begun == now:
        return f"{whole} later"
    return f"{length_in_words(then - now)} later, {whole} after this began to wait"


def _own_words(node: Node, timer: Timer | None) -> str:
    date = date_in_words(timer.text) if timer else None
    if date:
        return f"On {date}"
    return f"Later: {tidy(node.name) or passing_in_words(timer)}"
