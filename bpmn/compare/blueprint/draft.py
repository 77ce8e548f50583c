"""The drafted diagram: one process with a lane for each part, from the shared steps in the majority's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from bpmn.compare.blueprint.choosing import Chosen, LeftOut, chosen
from bpmn.compare.blueprint.limits import WHY, without_bare_limits
from bpmn.compare.blueprint.pen import PROCESS, Pen
from bpmn.compare.blueprint.questions import Question
from bpmn.compare.blueprint.record import Blueprint, SharedStep
from bpmn.compare.blueprint.shaping import Asked, Drawn, InTurn, Parallel, Shaper, Step, groups_in
from bpmn.compare.blueprint.telling import about_question, about_step, origin
from bpmn.compare.blueprint.tree import blocks, majority
from bpmn.layout import lay_out
from bpmn.model import TASKS, Diagram, EventDefinition, Node, PartName, PatternRef, Pool, Process
from bpmn.naming import cut
from bpmn.parts import PART_NAMES, part_of

POOL = "Pool_1"
LONGEST_NAME = 120
WAITS = frozenset({"timer", "message"})


@dataclass(frozen=True)
class Draft:
    """A drafted diagram, laid out. `step_of` says which of the blueprint's groups each drawn step is of, by key, and
    `left_out` which shared steps are not drawn, and why."""

    diagram: Diagram
    step_of: dict[str, int]
    left_out: tuple[LeftOut, ...]
    least: int


def draft(
    found: Blueprint, at_least: int | None = None, *, name: str = "", by_council: bool = False
) -> Draft:
    """Draw the steps that at least so many councils have (half of them, two where there are two).

    The diagram is sound and valid whatever the councils drew. Every step, event and decision says which
    councils have it. With `by_council`, what not every council has stands behind the question in which council:
    the merged view of two."""
    least = found.half if at_least is None else max(1, at_least)
    said = majority(found.votes, [frozenset(g.councils) for g in found.groups], variants=by_council)
    which = chosen(found, said, least)
    body = Shaper(found, by_council).shape(blocks(which.steps, said)) if which.steps else None
    left = which.left_out
    if not by_council:
        body = without_bare_limits(found, body)
        kept = set(groups_in(body))
        bare = tuple(n for n in which.steps if n not in kept)
        left += tuple(LeftOut(found.groups[n], WHY) for n in bare)
        which = replace(which, steps=tuple(n for n in which.steps if n in kept))
    drawing = _Drawing(found, which, name or "Drafted from what councils have in common")
    return Draft(drawing.diagram(body), drawing.step_of, left, least)


class _Drawing:
    def __init__(self, found: Blueprint, which: Chosen, name: str) -> None:
        self.found, self.which, self.name = found, which, cut(name, LONGEST_NAME)
        self.pen = Pen()
        self.step_of: dict[str, int] = {}
        self.parts = self._parts()

    def diagram(self, body: Drawn | None) -> Diagram:
        """Everything drawn and laid out."""
        self._start(body)
        self._draw(body)
        if self.pen.open:
            self.pen.place("endEvent", "Done", self._lane_before())
        nodes, lanes = self.pen.finished(self.parts)
        councils = f"Drafted from the processes of {', '.join(self.found.councils)}."
        process = Process(PROCESS, self.name, POOL, documentation=councils)
        pool = Pool(POOL, self.name, PROCESS)
        return lay_out(
            Diagram(
                name=self.name,
                processes=(process,),
                pools=(pool,),
                lanes=tuple(lanes),
                nodes=tuple(nodes),
                flows=tuple(self.pen.flows),
            )
        )

    def _parts(self) -> dict[str, PartName | None]:
        """The lanes, in the order in which parts are named; a role whose part nobody can tell has its own name."""
        drawn = [self.found.groups[n] for n in (*self.which.steps, *_some(self.which.start))]
        named: dict[str, PartName | None] = {
            PART_NAMES[part]: part for part in PART_NAMES if any(step.part == part for step in drawn)
        }
        others = sorted({self._lane(step) for step in drawn} - set(named) - {""})
        return named | dict.fromkeys(others)

    def _lane(self, step: SharedStep) -> str:
        if step.part is not None:
            return PART_NAMES[step.part]
        return step.roles[0][0] if step.roles else ""

    def _start(self, body: Drawn | None) -> None:
        if self.which.start is not None:
            self._step(Step(self.which.start))
            return
        lane = self._lane(self.found.groups[self.which.steps[0]]) if self.which.steps else ""
        self.pen.place("startEvent", "Begins", lane)

    def _draw(self, drawn: Drawn | None) -> None:
        if isinstance(drawn, Step):
            self._step(drawn)
        elif isinstance(drawn, InTurn):
            self._in_turn(drawn)
        elif isinstance(drawn, Parallel):
            self._parallel(drawn)
        elif drawn is not None:
            self._asked(drawn)

    def _in_turn(self, drawn: InTurn) -> None:
        for place, inner in enumerate(drawn.inside):
            before = drawn.inside[place - 1] if place else None
            if isinstance(before, Step) and isinstance(inner, Asked) and self._interrupted(before, inner):
                continue
            self._draw(inner)

    def _interrupted(self, host: Step, asked: Asked) -> bool:
        """Draw a branch that begins with an event at the border of the step just drawn there, and the other branches
        after the step; whether there was one."""
        if len(self.pen.open) != 1 or self.found.groups[host.group].type not in TASKS:
            return False
        number = next((n for n, b in enumerate(asked.branches) if self._hangs_on(b, host.group)), None)
        if number is None:
            return False
        key = self.pen.open[0][0]
        rest = [b for n, b in enumerate(asked.branches) if n != number]
        answers = tuple(a for n, a in enumerate(asked.question.answers) if n != number)
        if len(rest) > 1:
            self._asked(Asked(replace(asked.question, answers=answers), tuple(rest)))
        else:
            self._draw(rest[0])
        usual, branch = self.pen.open, asked.branches[number]
        first, *later = branch.inside if isinstance(branch, InTurn) else (branch,)
        assert isinstance(first, Step)
        self._step(first, on=key)
        for inner in later:
            self._draw(inner)
        self.pen.open = [*usual, *self.pen.open]
        return True

    def _hangs_on(self, branch: Drawn | None, host: int) -> bool:
        first = branch.inside[0] if isinstance(branch, InTurn) else branch
        if not isinstance(first, Step) or self.found.groups[first.group].type != "boundaryEvent":
            return False
        event, hosts = self.found.groups[first.group], self.found.groups[host]
        on = sum(
            any(self._node(council, key).attached_to in hosts.keys_in(council) for key in keys)
            for council, keys in event.members
        )
        return 2 * on > len(event.councils) and bool(self._events(event))

    def _parallel(self, drawn: Parallel) -> None:
        fork = self.pen.place(
            "parallelGateway", "", self._lane_before(), origin=origin(self.found, self._at_once(drawn))
        )
        arrived: list[tuple[str, str]] = []
        for branch in drawn.inside:
            self.pen.open = [(fork, "")]
            self._draw(branch)
            self.pen.join(self._lane_before())
            arrived += self.pen.open
        self.pen.join_all(arrived, self.pen.lanes[arrived[0][0]] if arrived else "")

    def _at_once(self, drawn: Parallel) -> tuple[int, ...]:
        """The councils that run steps of two of the branches at the same time."""
        found = []
        for council, one in enumerate(self.found.seen):
            index = self.found.sides[council].index
            places = [
                [
                    index[key]
                    for group in groups_in(branch)
                    for key in self.found.groups[group].keys_in(council)
                ]
                for branch in drawn.inside
            ]
            pairs = combinations(places, 2)
            if any(one.beside[np.ix_(first, second)].any() for first, second in pairs if first and second):
                found.append(council)
        return tuple(found)

    def _asked(self, asked: Asked) -> None:
        question = asked.question
        races = all(self._waits(branch) for branch in asked.branches)
        gateway = self.pen.place(
            "eventBasedGateway" if races else "exclusiveGateway",
            cut(question.text, LONGEST_NAME),
            self._lane_of(question),
            documentation=about_question(self.found, question),
            origin=origin(self.found, question.councils),
        )
        left: list[tuple[str, str]] = []
        for answer, branch in zip(question.answers, asked.branches, strict=True):
            self.pen.open = [(gateway, "" if races else answer)]
            self._draw(branch)
            left += self.pen.open
        self.pen.open = left

    def _waits(self, branch: Drawn | None) -> bool:
        first = branch.inside[0] if isinstance(branch, InTurn) else branch
        if not isinstance(first, Step):
            return False
        group = self.found.groups[first.group]
        return group.type in ("intermediateCatchEvent", "boundaryEvent") and bool(self._events(group))

    def _step(self, drawn: Step, on: str | None = None) -> None:
        group = self.found.groups[drawn.group]
        events = self._events(group)
        type_ = _type(group, bool(events), drawn.milestone, on is not None)
        key = self.pen.place(
            type_,
            cut(group.name, LONGEST_NAME),
            self._lane(group) if on is None else self.pen.lanes[on],
            events=events if type_ in ("intermediateCatchEvent", "boundaryEvent") else (),
            documentation=about_step(self.found, group),
            patterns=tuple(self._patterns(group)) if type_ in TASKS else (),
            origin=origin(self.found, group.councils),
            on=on,
        )
        self.step_of[key] = drawn.group
        if type_ == "endEvent":
            self.pen.open = []

    def _lane_of(self, question: Question) -> str:
        """The lane of whoever decides in the council whose words these are; else that of the step before."""
        if question.where is not None:
            council, key = question.where
            part = part_of(self.found.sides[council].diagram, self._node(council, key))
            if part is not None and PART_NAMES[part] in self.parts:
                return PART_NAMES[part]
        return self._lane_before()

    def _lane_before(self) -> str:
        return self.pen.lanes[self.pen.open[0][0]] if self.pen.open else ""

    def _node(self, council: int, key: str) -> Node:
        return self.found.sides[council].diagram.node_by_key[key]

    def _events(self, group: SharedStep) -> tuple[EventDefinition, ...]:
        """What the event waits for in most councils: a time, or a message."""
        if group.type not in ("intermediateCatchEvent", "boundaryEvent"):
            return ()
        seen = Counter(
            EventDefinition(event.kind, timer=event.timer)
            for council, keys in group.members
            for key in keys
            for event in self._node(council, key).events
            if event.kind in WAITS and (event.kind == "message" or (event.timer and event.timer.text))
        )
        best = min(seen, key=lambda event: (-seen[event], event.kind, repr(event.timer)), default=None)
        return (best,) if best else ()

    def _patterns(self, group: SharedStep) -> Iterator[PatternRef]:
        """The patterns that at least half of the councils attach, in the version they agree on."""
        for slug, count in group.patterns:
            if 2 * count >= len(group.councils):
                versions = {
                    ref.version
                    for council, keys in group.members
                    for key in keys
                    for ref in self._node(council, key).patterns
                    if ref.ref == slug
                }
                yield PatternRef(slug, versions.pop() if len(versions) == 1 else None)


def _type(group: SharedStep, waits: bool, milestone: bool, on_border: bool) -> str:
    """The kind of node to draw. What a draft cannot hold (the inside of a sub-process, an event at the border of
    another step) becomes the plainest thing that says the same."""
    if on_border:
        return "boundaryEvent"
    if milestone:
        return "intermediateThrowEvent"
    if group.type in ("intermediateCatchEvent", "boundaryEvent"):
        return "intermediateCatchEvent" if waits else "intermediateThrowEvent"
    if group.type in TASKS or group.type in ("startEvent", "endEvent", "intermediateThrowEvent"):
        return group.type
    return "task"


def _some(number: int | None) -> tuple[int, ...]:
    return () if number is None else (number,)
