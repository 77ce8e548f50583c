"""A walk as a storyboard: every page, letter and staff step in the order in which the case came to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from bpmn.conditions import Answer
from bpmn.patterns import Pattern, fill
from engine.elapsed import Clock, Moment
from engine.taken import Taken
from engine.walkthrough import Walkthrough as Walk
from webapp.walkthroughs.by_tables import ByTable
from webapp.walkthroughs.screens import rendered
from webapp.walkthroughs.stage import Screen, Stage, screens_of
from webapp.walkthroughs.still import still

ShownKind = Literal["page", "letter", "email", "text", "script", "paper"]


@dataclass(frozen=True)
class Shown:
    """What somebody sees, hears or holds at a step, as HTML that asks nothing of scripts and sends nothing."""

    kind: ShownKind
    title: str
    html: Markup


@dataclass(frozen=True)
class Frame:
    """One step of the storyboard.

    `number` counts from 1, `kind` is that of the choice log, `who` does it and `side` is theirs; `title` is what
    the step is called, `text` what the diagram says about it, `said` what was chosen, `because` why a decision
    took itself, `later` how much time had passed just before ("3 days later"), `day` the day of the case in words;
    `rules` are what decision tables answered at it.
    """

    number: int
    kind: str
    who: str
    side: Literal["resident", "staff"]
    title: str
    text: str
    said: str
    because: str | None
    later: str
    screens: tuple[Shown, ...]
    element: str = ""
    day: str = ""
    rules: tuple[ByTable, ...] = ()


@dataclass(frozen=True)
class _Drawing:
    prefix: str
    heading: int


def frames(
    walk: Walk, patterns: dict[str, Pattern], *, prefix: str = "", heading: int = 2
) -> tuple[Frame, ...]:
    """The frames of a walk, one a step taken. `patterns` are those of its version by the reference the file uses;
    pages show what had been answered by the end of their step. The ids in them begin with `prefix`, their headings
    are of level `heading`. Needs the application, whose templates draw them."""
    stage = Stage(walk, patterns)
    moments = Clock(walk).moments
    return tuple(
        _frame(stage, number, step, moment, known, _Drawing(prefix, heading))
        for number, (step, moment, known) in enumerate(
            zip(walk.history, moments, _known(walk), strict=True), start=1
        )
    )


def _known(walk: Walk) -> Iterator[dict[str, Answer]]:
    known: dict[str, Answer] = {}
    for step in walk.history:
        known = {**known, **step.answers}
        yield known


def _frame(
    stage: Stage, number: int, step: Taken, moment: Moment, known: dict[str, Any], drawing: _Drawing
) -> Frame:
    past = stage.past[number - 1]
    node = stage.diagram.node_by_key.get(step.element)
    screens = screens_of(node, stage.patterns) if node and step.kind != "choose" else ()
    return Frame(
        number,
        step.kind,
        past.who,
        stage.side(node) if node else "staff",
        step.text,
        node.documentation if node else "",
        past.said,
        past.because,
        moment.later,
        tuple(
            _shown(stage, f"{drawing.prefix}step-{number}-{place}", screen, known, drawing.heading)
            for place, screen in enumerate(screens, 1)
        ),
        step.element,
        moment.words,
        past.rules,
    )


def _shown(stage: Stage, prefix: str, screen: Screen, known: dict[str, Any], heading: int) -> Shown:
    html = still(rendered(screen, known, {}, stage.patterns.values(), heading=heading), prefix)
    pattern = screen.pattern
    if screen.page is None:
        return Shown(_KINDS.get(pattern.kind, "paper"), pattern.title, html)
    return Shown("page", fill(pattern.pages[screen.page].title, {**pattern.settings, **known}), html)


_KINDS: dict[str, ShownKind] = {
    "letter": "letter", "email": "email", "text": "text", "script": "script", "paper": "paper"
}  # fmt: skip
