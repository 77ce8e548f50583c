"""Two walks made ready for their page: two columns, what happens next in words, what has happened row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from bpmn.compare.questions.carried import carried
from bpmn.naming import called
from engine.abreast import Turn
from engine.in_step import Side
from engine.options import Option
from webapp.patterns.faults import error_summary
from webapp.side_by_side.keeping import SIDES, Two
from webapp.side_by_side.once import asked_on_both
from webapp.side_by_side.prefixed import links, prefixed
from webapp.side_by_side.totals import Totals, totals
from webapp.walkthroughs import typed
from webapp.walkthroughs.screens import rendered, takes_file
from webapp.walkthroughs.stage import Past, Screen, Stage

LEAST_AHEAD = 6
"""Steps before the next common one that are named; of more it is said how many there are."""


@dataclass(frozen=True)
class Place:
    """Where the page is: the side that alone is moved by hand, the element each side goes on with, and which of its
    screens each shows."""

    only: Side | None = None
    at: Mapping[Side, str] = field(default_factory=dict)
    page: Mapping[Side, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Sent:
    """What was wrong with a page that was sent: by side the faults, and what had been typed."""

    faults: Mapping[Side, Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[Side, Mapping[str, Any]] = field(default_factory=dict)
    choose: Mapping[Side, str] = field(default_factory=dict)


NOTHING_SENT = Sent()


class Column:
    """One side of the page."""

    def __init__(self, side: Side, shown: Shown) -> None:
        self.side = side
        self._shown = shown
        self.kept = shown.two.kept[side]
        self.walk = shown.two.walks[side]
        self.option: Option | None = shown.turn.of(side)
        element = self.option.element if self.option else shown.place.at.get(side, "")
        self.stage = Stage(self.walk, shown.two.patterns[side], element)
        self.page = min(shown.place.page.get(side, 0), len(self.screens))

    @property
    def council(self) -> str:
        """Whose process it is, with the letter of its side."""
        return f"{self.side.upper()}: {self.kept.process.council}"

    @property
    def prefix(self) -> str:
        """What stands before the names of this side's fields."""
        return f"{self.side}-"

    @property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of its step."""
        return self.stage.screens if self.option else ()

    @property
    def screen(self) -> Screen | None:
        """The one in hand; None where there is none, or all were answered and the other side's are not."""
        return self.screens[self.page] if self.page < len(self.screens) else None

    @property
    def answered(self) -> bool:
        """Whether its screens are answered and it waits for the other side's."""
        return bool(self.screens) and self.page == len(self.screens)

    @property
    def whose(self) -> str:
        """Who is looking at what stands here."""
        if self.option is None:
            return ""
        side = self.stage.screen_side(self.screen) if self.screen else self.stage.side(self.option.node)
        return "The resident’s side" if side == "resident" else "The council’s side"

    @cached_property
    def html(self) -> Markup:
        """The screen in hand, its fields named for this side."""
        assert self.screen is not None
        known = {**self._from_other, **self.walk.answers, **self._waiting, **self._typed}
        faults = self._shown.sent.faults.get(self.side, {})
        page = rendered(self.screen, known, faults, self._shown.two.patterns[self.side].values())
        return prefixed(page, self.prefix)

    @property
    def upload(self) -> bool:
        """Whether the screen takes a file."""
        return takes_file(self.screen)

    @property
    def faults(self) -> list[dict[str, Any]]:
        """What is wrong on this side, for the summary."""
        if wrong := self._shown.sent.choose.get(self.side):
            return [{"text": f"{self.council}: {wrong}", "href": f"#{self.prefix}chose-1"}]
        faults, screen = self._shown.sent.faults.get(self.side, {}), self.screen
        if not faults or screen is None or screen.page is None:
            return []
        listed = links(list(error_summary(screen.pattern.pages[screen.page], faults)), self.prefix)
        return [{**line, "text": f"{self.council}: {line['text']}"} for line in listed]

    @property
    def asked_of_other(self) -> bool:
        """Whether its decision is the other side's too and is asked there."""
        return self.side == "b" and bool(self._shown.ways)

    @cached_property
    def totals(self) -> Totals:
        """What this side's case has come to."""
        return totals(self.stage, self._shown.two.patterns[self.side])

    @property
    def _from_other(self) -> dict[str, Any]:
        two = self._shown.two
        other: Side = "b" if self.side == "a" else "a"
        same = two.same if self.side == "b" else tuple(one.mirrored() for one in two.same)
        return dict(carried(two.walks[other].answers, same))

    @property
    def _waiting(self) -> dict[str, Any]:
        return typed.pending(self.kept.id, self.option.element) if self.option else {}

    @property
    def _typed(self) -> Mapping[str, Any]:
        return self._shown.sent.answers.get(self.side, {})


@dataclass(frozen=True)
class Line:
    """A row of what has happened: a step of A, of B, or both, and the word for it."""

    a: Past | None
    b: Past | None

    @property
    def how(self) -> str:
        """`Both`, `Only A` or `Only B`."""
        return "Both" if self.a and self.b else "Only A" if self.a else "Only B"


class Shown:
    """The whole page."""

    def __init__(self, two: Two, place: Place, sent: Sent = NOTHING_SENT) -> None:
        self.two = two
        self.place = place
        self.sent = sent
        self.turn: Turn = two.abreast.turn(place.only, place.at)
        self.ways = two.abreast.ways(self.turn)
        self.columns = tuple(Column(side, self) for side in SIDES)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What has happened."""
        ours, theirs = (column.stage.past for column in self.columns)
        return tuple(
            Line(
                None if row.a is None else ours[row.a],
                None if row.b is None else theirs[row.b],
            )
            for row in self.two.abreast.rows
        )

    @property
    def once(self) -> tuple[str, ...]:
        """The questions that both screens ask, in A's words: typed on one side they count for both."""
        a, b = self.columns
        asked = asked_on_both(a.screen, b.screen, self.two.same)
        return tuple(typed.title_of(one.a, self.two.patterns["a"]) for one in asked)

    @property
    def may_hurry(self) -> bool:
        """Whether one side alone has a step to do of which nothing is to be asked or seen."""
        moving = [column for column in self.columns if column.option is not None]
        return (
            len(moving) == 1 and self.place.only is None and plain(self.two, moving[0].side, moving[0].option)
        )

    @property
    def faults(self) -> list[dict[str, Any]]:
        """Everything that is wrong with what was sent."""
        return [line for column in self.columns for line in column.faults]

    @property
    def says(self) -> str:
        """What happens next, in a sentence."""
        a, b = self.columns
        if self.turn.over:
            return ""
        if self.place.only is not None:
            return f"Only {self.place.only.upper()} moves: you are moving it by hand."
        if self.turn.together:
            return "Both decide the same now." if self.ways else "Both do this step now."
        if self.turn.a is not None and self.turn.b is not None:
            return "Each has a step now that the other has not, or has at another point."
        moving, still = (a, b) if self.turn.a is not None else (b, a)
        if still.walk.outcome != "going":
            end = "has ended" if still.walk.outcome == "ended" else "is stuck"
            return f"The case of {still.council} {end}. That of {moving.council} goes on."
        return self._first(moving)

    def _first(self, moving: Column) -> str:
        keys = self.turn.ahead
        count = f"{len(keys)} more step{'' if len(keys) == 1 else 's'}"
        if not keys:
            return f"{moving.council} does something by itself before the next step that both have."
        named = "; ".join(called(moving.stage.diagram, key) for key in keys[:LEAST_AHEAD])
        more = "" if len(keys) <= LEAST_AHEAD else f"; and {len(keys) - LEAST_AHEAD} more"
        return f"{moving.council} does {count} first, on the shortest way: {named}{more}."


def plain(two: Two, side: Side, option: Option | None) -> bool:
    """Whether a step has nothing to ask and nothing to show."""
    if option is None or option.kind in ("choose", "event", "time") or option.how_many is not None:
        return False
    return not any(ref.ref in two.patterns[side] for ref in option.node.patterns)
