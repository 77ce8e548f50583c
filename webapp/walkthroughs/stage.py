"""What stands on the page of a walk: the step in hand, its pages, and which side of the counter it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from bpmn.called import call_of, without_called
from bpmn.conditions import parse
from bpmn.conditions.values import name_in_words
from bpmn.model import Diagram, Node
from bpmn.naming import called, kind_in_words, listed
from bpmn.parts import PART_NAMES, PartName, PartView, part_by_view, parts
from bpmn.patterns import Pattern, Question, questions
from bpmn.write.viewer import viewer_ids
from engine.options import Option
from engine.taken import Taken
from engine.walkthrough import Walkthrough
from webapp.walkthroughs.by_tables import ByTable, told
from webapp.walkthroughs.summary import ends_of

KIND_WORDS = {
    "start": "Start here",
    "do": "Do this step",
    "choose": "Decide",
    "event": "This happens",
    "time": "The time passes",
}
SENT = ("letter", "email", "text")


@dataclass(frozen=True)
class Screen:
    """One screen of a step: a page of questions, or a letter or script. `page` is None for the latter."""

    pattern: Pattern
    page: int | None


@dataclass(frozen=True)
class Past:
    """A step already taken, as a line of the history."""

    number: int
    element: str
    text: str
    who: str
    said: str
    because: str | None
    kind: str = "do"
    side: Literal["resident", "staff"] = "staff"
    note: str | None = None
    rules: tuple[ByTable, ...] = ()


class Stage:
    """A walk made ready for its page. `at` is the element the walker asked for, when several things can happen."""

    def __init__(self, walk: Walkthrough, patterns: dict[str, Pattern], at: str = "") -> None:
        self.walk = walk
        self.diagram: Diagram = walk.diagram
        self.patterns = patterns
        self._at = at

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Everything that can happen next."""
        return self.walk.options()

    @cached_property
    def option(self) -> Option | None:
        """The one in hand."""
        return next((one for one in self.options if one.element == self._at), None) or next(
            iter(sorted(self.options, key=_ordinary_first)), None
        )

    @property
    def others(self) -> tuple[Option, ...]:
        """What else could happen now."""
        return tuple(one for one in self.options if one is not self.option)

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """The screens of the step in hand, in the order of its patterns."""
        if self.option is None or self.option.kind == "choose":
            return ()
        return screens_of(self.option.node, self.patterns)

    @property
    def written(self) -> dict[str, str]:
        """The conditions of the decision in hand as they stand in the diagram, by flow; where that is all that a way
        is called by, it is not said again."""
        if self.option is None:
            return {}
        flows = self.diagram.flow_by_key
        return {
            way.flow: condition
            for way in self.option.flows
            if way.flow in flows and (condition := flows[way.flow].condition) and condition != way.text
        }

    @property
    def note(self) -> str | None:
        """What the walker should know of the step in hand: what it undoes, a signal sent, whose process it is in."""
        return (self.option.note or self._within(self.option.element)) if self.option else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Patterns that the file names and the library does not have."""
        refs = self.option.node.patterns if self.option else ()
        return tuple(ref.ref for ref in refs if ref.ref not in self.patterns)

    def side(self, node: Node) -> Literal["resident", "staff"]:
        """Whose side of the counter a step is on."""
        return "resident" if self._part(node) == "resident" else "staff"

    def screen_side(self, screen: Screen) -> Literal["resident", "staff"]:
        """Who sees a screen: letters and messages are the resident's, whoever sends them."""
        if screen.pattern.kind in SENT or self.option is None:
            return "resident"
        if screen.pattern.kind == "script":
            return "staff"
        return self.side(self.option.node)

    def who(self, node: Node) -> str:
        """Who does a step: the lane, else the pool, with its part."""
        lane = self.diagram.lane_by_key.get(node.lane or "")
        pool = self.diagram.pool_of(node)
        name = (lane.name if lane else "") or (pool.name if pool else "")
        part = self._part(node)
        words = PART_NAMES[part].lower() if part else ""
        return f"{name} ({words})" if name and words and words not in name.lower() else name

    def _part(self, node: Node) -> PartName | None:
        return part_by_view(self.diagram, node, self._parts)

    @cached_property
    def _parts(self) -> dict[str, PartView]:
        return parts(self.diagram)

    def kind(self, option: Option) -> str:
        """The kind of step in words."""
        return kind_in_words(option.node)

    @cached_property
    def past(self) -> tuple[Past, ...]:
        """What has happened so far."""
        return tuple(self._past(number, step) for number, step in enumerate(self.walk.history, start=1))

    @cached_property
    def by_tables(self) -> dict[int, tuple[ByTable, ...]]:
        """What decision tables answered at each step taken, by its number from 1."""
        found = told(tuple(self.patterns.values()), self.walk.history)
        return {place + 1: lines for place, lines in found.items()}

    def _past(self, number: int, step: Taken) -> Past:
        node = self.diagram.node_by_key.get(step.element)
        return Past(
            number,
            step.element,
            step.text,
            self.who(node) if node else step.pool,
            ", ".join(step.said),
            self._why(step),
            step.kind,
            self.side(node) if node else "staff",
            step.note or self._within(step.element),
            self.by_tables.get(number, ()),
        )

    def _within(self, element: str) -> str | None:
        """Where a step lies that belongs to a called process."""
        call = call_of(self.diagram, element)
        return f"Part of {called(self.diagram, call)}, a process of its own." if call is not None else None

    def _why(self, step: Taken) -> str | None:
        """Why a decision took itself: the questions and the answers that settled it, in the pages' own words, and what
        their rules decided; where a name in the condition is neither, the condition itself."""
        if step.because is None:
            return None
        conditions = [parse(text) for text in self._conditions(step)]
        names = sorted({name for one in conditions if one for name in one.names})
        told = self._asked.keys() | self._ruled.keys()
        known = all(name in told and name in self.walk.answers for name in names)
        if not names or not known or None in conditions:
            return step.because
        return listed(self._answered(name) for name in names)

    def _conditions(self, step: Taken) -> list[str]:
        """The conditions of the ways taken; of a way without one, those of the ways that were not."""
        node = self.diagram.node_by_key[step.element]
        ways = list(self.diagram.ways_out(node))
        taken = [flow.condition for flow in ways if flow.key in step.chose]
        return (
            [text for text in taken if text]
            if all(taken)
            else [flow.condition for flow in ways if flow.condition]
        )

    def _answered(self, name: str) -> str:
        given = self.walk.answers[name]
        if name not in self._asked:
            return f"“{self._ruled[name]}” was decided “{given}” by the rules"
        question = self._asked[name]
        values = [str(one) for one in given] if isinstance(given, list) else [str(given)]
        labels = dict(question.choices)
        return f"“{question.title}” was answered “{listed(labels.get(value, value) for value in values)}”"

    @cached_property
    def _asked(self) -> dict[str, Question]:
        """The questions of every page of this diagram, by the names of their answers."""
        return {one.name: one for pattern in self.patterns.values() for one in questions(pattern)}

    @cached_property
    def _ruled(self) -> dict[str, str]:
        """What the tables of rules are called, by the names of what they decide."""
        tables = (table for pattern in self.patterns.values() for table in pattern.tables)
        return {table.name: table.title or name_in_words(table.name) for table in tables}

    @property
    def standing(self) -> tuple[str, ...]:
        """Where the case stands, in words."""
        return tuple(called(self.diagram, key) for key in self.walk.tokens)

    @property
    def ends(self) -> tuple[str, ...]:
        """How it ended so far: the named ends that the case reached."""
        nodes = (self.diagram.node_by_key[key] for key in ends_of(self.walk))
        return tuple(dict.fromkeys(node.name for node in nodes if node.name))

    @property
    def marks(self) -> list[dict[str, str]]:
        """Marks for the picture: done, and where the case stands."""
        ids = viewer_ids(without_called(self.diagram))
        here = {self._drawn(key) for key in (*self.walk.tokens, *(one.element for one in self.options))}
        done = dict.fromkeys(
            drawn for step in self.walk.history if (drawn := self._drawn(step.element)) not in here
        )
        marks: list[dict[str, Any]] = [
            {"id": ids.get(key, key), "kind": "done", "word": "Done"} for key in done
        ]
        marks += [{"id": ids.get(key, key), "kind": "here", "word": "You are here"} for key in sorted(here)]
        return marks

    def _drawn(self, key: str) -> str:
        """The element of the picture: the call activity, for what lies in a called process."""
        return call_of(self.diagram, key) or key

    @property
    def centre(self) -> str:
        """What the picture should show first."""
        key = self._drawn(self.option.element if self.option else next(iter(self.walk.tokens), ""))
        return viewer_ids(without_called(self.diagram)).get(key, key)


def screens_of(node: Node, patterns: Mapping[str, Pattern]) -> tuple[Screen, ...]:
    """The screens of a step, in the order of its patterns; those that the library does not have are left out."""
    found: list[Screen] = []
    for ref in node.patterns:
        pattern = patterns.get(ref.ref)
        if pattern is None:
            continue
        found.extend(Screen(pattern, number) for number in range(len(pattern.pages)))
        if not pattern.pages and pattern.body:
            found.append(Screen(pattern, None))
    return tuple(found)


def _ordinary_first(option: Option) -> tuple[int, int]:
    """Steps and decisions come before what merely may happen (a time limit, a message)."""
    return (("start", "do", "choose", "event", "time").index(option.kind), 0)
