"""What else could happen now, grouped by what it would be: other work, an event, time that passes."""

from __future__ import annotations

from dataclasses import dataclass

from engine.elapsed import Clock
from engine.options import Option
from webapp.walkthroughs.stage import Stage


@dataclass(frozen=True)
class Other:
    """Something that could be done or happen instead of the step in hand. `later` says how much time that takes."""

    option: Option
    who: str
    kind: str
    later: str


@dataclass(frozen=True)
class Group:
    """`title` says what these have in common."""

    title: str
    others: tuple[Other, ...]


TITLES = (
    ("Other work that can be done now", ("start", "do", "choose")),
    ("What else may happen", ("event",)),
    ("If time passes first", ("time",)),
)


def ahead(stage: Stage, clock: Clock) -> tuple[Group, ...]:
    """Everything that can happen next but the step in hand; groups with nothing in them are left out."""
    groups = (
        Group(title, tuple(_other(stage, clock, one) for one in stage.others if one.kind in kinds))
        for title, kinds in TITLES
    )
    return tuple(group for group in groups if group.others)


def _other(stage: Stage, clock: Clock, option: Option) -> Other:
    later = clock.after(option.element).later if option.kind == "time" else ""
    return Other(option, stage.who(option.node), stage.kind(option), later)
