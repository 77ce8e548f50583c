"""What has happened in a case, line by line, with who did it in lanes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from engine.elapsed import Clock, Moment
from webapp.walkthroughs.stage import Past, Stage

MOST_LANES = 6
ELSEWHERE = "Everybody else"


@dataclass(frozen=True)
class Line:
    """One step of the timeline. `lane` counts from 1; `day` is said where it is another than the line before's;
    `back` says whether somebody took the step, so that the walk can be taken back to before it."""

    past: Past
    moment: Moment
    lane: int
    day: str
    side: Literal["resident", "staff"]
    back: bool


class Timeline:
    """The timeline of a walk."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.clock = Clock(stage.walk)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """Who takes part, in the order in which they first did something; at most so many columns."""
        named = tuple(dict.fromkeys(past.who for past in self._stage.past))
        return named if len(named) <= MOST_LANES else (*named[: MOST_LANES - 1], ELSEWHERE)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every step so far."""
        made: list[Line] = []
        said = ""
        for past, moment in zip(self._stage.past, self.clock.moments, strict=True):
            day = moment.words if moment.words != said else ""
            said = moment.words
            made.append(Line(past, moment, self._lane(past), day, past.side, past.because is None))
        return tuple(made)

    def dropped(self, number: int) -> tuple[Line, ...]:
        """The lines that going back to before step `number` drops."""
        return self.lines[max(0, number - 1) :]

    def _lane(self, past: Past) -> int:
        return self.lanes.index(past.who) + 1 if past.who in self.lanes else len(self.lanes)
