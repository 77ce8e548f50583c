"""What a room shows: the step in hand, its screen filled in as the persona would, and at a wait what the resident
knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from markupsafe import Markup

from bpmn.patterns import Pattern
from engine.elapsed import Clock
from engine.errors import WalkError
from engine.walkthrough import Walkthrough as Walk
from webapp.kept import Kept
from webapp.patterns.faults import Fault, error_summary
from webapp.personas import Filled, Persona, fill_in
from webapp.personas.choosing import find_persona
from webapp.store.tables import Workshop
from webapp.walkthroughs.replaying import patterns_of, replayed
from webapp.walkthroughs.screens import button, rendered, takes_file
from webapp.walkthroughs.stage import Screen, Stage
from webapp.walkthroughs.still import still
from webapp.walkthroughs.told import Knows, resident_knows
from webapp.web import db
from webapp.workshops.words import RECEIVED


@dataclass(frozen=True)
class Waiting:
    """A wait: the day that it is by then, what has passed, what the resident knows, what the council does meanwhile."""

    day: str
    later: str
    knows: Knows | None
    doing: tuple[str, ...]


class Scene:
    """A room made ready to be shown. `faults` are what is wrong with the `answers` that were just sent."""

    def __init__(
        self,
        room: Workshop,
        *,
        answers: Mapping[str, Any] | None = None,
        faults: Mapping[str, Fault] | None = None,
    ) -> None:
        if room.walk is None:
            raise WalkError("The walk of this workshop was deleted.")
        self.room = room
        self.walk: Walk = replayed(db(), room.walk, {})
        self.patterns = _patterns(room, self.walk)
        self.stage = Stage(self.walk, self.patterns, room.at)
        self._answers, self.faults = dict(answers or {}), dict(faults or {})

    @property
    def page(self) -> int:
        """Which of the step's screens."""
        return min(self.room.page, max(0, len(self.stage.screens) - 1))

    @property
    def screen(self) -> Screen | None:
        """The screen in hand, where the step has any."""
        return self.stage.screens[self.page] if self.stage.screens else None

    @property
    def has_questions(self) -> bool:
        """Whether the screen is a page to fill in."""
        return self.screen is not None and self.screen.page is not None

    @cached_property
    def persona(self) -> Persona | None:
        """Who walks, if anybody was chosen."""
        return find_persona(self.room.persona)

    @property
    def before(self) -> dict[str, Any]:
        """All answers before this screen."""
        return {**self.walk.answers, **self.room.pending}

    @cached_property
    def filled(self) -> Filled | None:
        """The page filled in as the persona would; None without a persona or a page."""
        if self.persona is None or self.screen is None or self.screen.page is None:
            return None
        return fill_in(self.screen.pattern, self.screen.page, self.persona, self.before)

    @property
    def known(self) -> dict[str, Any]:
        """What stands on the screen."""
        said = self.filled.answers if self.filled and not self.faults else {}
        return {**self.before, **said, **self._answers}

    @property
    def html(self) -> Markup | str:
        """The screen, to be filled in."""
        if self.screen is None:
            return ""
        return rendered(self.screen, self.known, self.faults, self.patterns.values())

    @property
    def seen(self) -> Markup:
        """The screen, to be looked at."""
        return still(self.html, "seen") if self.screen else Markup("")

    @property
    def received(self) -> str:
        """How a letter or message reaches somebody, in words; "" for pages."""
        return RECEIVED.get(self.screen.pattern.kind, "") if self.screen and not self.has_questions else ""

    @property
    def side(self) -> Literal["resident", "staff"]:
        """Whose turn it is."""
        if self.screen is not None:
            return self.stage.screen_side(self.screen)
        return self.stage.side(self.stage.option.node) if self.stage.option else "staff"

    @property
    def button(self) -> str:
        """What the button says that goes on."""
        return button(self.screen, self.stage, self.page)

    @property
    def upload(self) -> bool:
        """Whether the page takes a file."""
        return takes_file(self.screen)

    @property
    def fault_list(self) -> list[dict[str, str]]:
        """The lines of the error summary."""
        screen = self.screen
        if not self.faults or screen is None or screen.page is None:
            return []
        return error_summary(screen.pattern.pages[screen.page], self.faults)

    @cached_property
    def clock(self) -> Clock:
        """How much time the case has taken."""
        return Clock(self.walk)

    @cached_property
    def waiting(self) -> Waiting | None:
        """The wait that stands in hand: a timer, or something that has to happen first."""
        option = self.stage.option
        if option is None or option.kind not in ("time", "event") or self.screen is not None:
            return None
        then = self.clock.after(option.element) if option.kind == "time" else self.clock.now
        doing = tuple(
            f"{self.stage.who(one.node)}: {one.text}".removeprefix(": ")
            for one in self.stage.others
            if one.kind in ("do", "choose") and self.stage.side(one.node) == "staff"
        )
        return Waiting(then.words, then.later, self.knows, doing)

    @cached_property
    def knows(self) -> Knows | None:
        """What the resident was last told and last did."""
        return resident_knows(self.stage, self.clock.moments)

    @property
    def title(self) -> str:
        """The step in a few words: the main heading of the screen."""
        if self.walk.outcome == "ended":
            return "The case has ended"
        if self.walk.outcome == "stuck":
            return "The case is stuck"
        if self.waiting is not None:
            return f"{self.waiting.day}: what does the resident know?"
        return self.stage.option.text if self.stage.option else ""

    @property
    def place(self) -> str:
        """`Step 4, page 2 of 5 · Day 9`."""
        pages = len(self.stage.screens)
        page = f", page {self.page + 1} of {pages}" if pages > 1 else ""
        return f"Step {len(self.walk.history) + 1}{page} · {self.clock.now.words}"

    @property
    def element(self) -> str:
        """The key of the step in hand: of the last one taken when there is none any more."""
        if self.stage.option is not None:
            return self.stage.option.element
        return self.walk.history[-1].element if self.walk.history else ""


_kept: Kept[tuple[str, int], dict[str, Pattern]] = Kept(64)


def _patterns(room: Workshop, walk: Walk) -> dict[str, Pattern]:
    """The patterns of the room's version and of what its walk went into, read once for all who look at one revision."""
    key = (room.id, room.revision)
    found = _kept.get(key)
    if found is None:
        found = patterns_of(db(), room.version, walk)
        _kept.put(key, found)
    return found
