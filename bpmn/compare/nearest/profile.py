"""What is kept of a process to find it by: its steps in order, what its pages ask, and what comes before what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.compare.meaning import negated
from bpmn.compare.nearest.acts import act_of, orders
from bpmn.compare.nearest.settings import LONGEST, MOST_QUESTIONS, MOST_STEPS
from bpmn.compare.steps import Side, Step, side
from bpmn.model import PARTS, Diagram, Node
from bpmn.patterns import Pattern, questions

ACTIVITY, SUB_PROCESS, START, END, EVENT = range(5)
"""Kinds of steps, as far as likeness asks; the first two are activities."""
SHAPES = (
    "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway",
    "boundaryEvent", "lanes", "pools", "messages",
)  # fmt: skip
"""What is counted of the drawing besides its steps."""
NOBODY = 255
"""The part of a step of which nobody knows who does it."""


@dataclass(frozen=True)
class StepProfile:
    """A named step. `element` is its key, `part` its place in `bpmn.model.PARTS` or `NOBODY`, `place` 0 at the start
    and 255 at the end, `act` as in `acts`; `denied` whether the label says that something is not so."""

    element: str
    label: str
    kind: int
    part: int
    place: int
    act: int
    denied: bool


@dataclass(frozen=True)
class Asked:
    """A question of a pattern attached to a step: what the person reads, and the step's key."""

    element: str
    label: str


@dataclass(frozen=True)
class Profile:
    """What is kept of a process. `title` is its job, `shape` how many of each of `SHAPES` are drawn; `unnamed` counts
    steps without a name, `left_out` those beyond the limit."""

    title: str
    steps: tuple[StepProfile, ...]
    asked: tuple[Asked, ...]
    orders: frozenset[tuple[int, int]]
    shape: tuple[int, ...] = ()
    unnamed: int = 0
    left_out: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """Every text of it that needs a row of numbers, once each."""
        texts = [self.title, *(step.label for step in self.steps), *(one.label for one in self.asked)]
        return tuple(dict.fromkeys(text for text in texts if text))


def profile(diagram: Diagram, title: str = "", attached: Iterable[tuple[str, Pattern]] = ()) -> Profile:
    """Profile a diagram. Without a `title` the names of its processes serve. `attached` are the patterns
    at its steps, by the step's key; a service pattern should be given as its blocks."""
    found = side(diagram)
    named = [step for step in found.steps if step.name]
    kept = named[:MOST_STEPS]
    acts = [(step, act_of(step.name)) for step in kept]
    own = " ".join(sorted({process.name for process in diagram.processes}))
    return Profile(
        title=text(title or own),
        steps=tuple(_step(step, act) for step, act in acts),
        asked=question_profile(attached),
        orders=orders(found, acts),
        shape=_shape(diagram),
        unnamed=_unnamed(found),
        left_out=len(named) - len(kept),
    )


def question_profile(attached: Iterable[tuple[str, Pattern]]) -> tuple[Asked, ...]:
    """What patterns ask, each question of a step once, in order."""
    found: dict[Asked, None] = {}
    for element, pattern in attached:
        for question in questions(pattern):
            if label := text(question.title):
                found[Asked(element, label)] = None
    return tuple(found)[:MOST_QUESTIONS]


def text(label: str) -> str:
    """A label as it is kept: single spaces, not too long, and nothing that a database cannot hold."""
    plain = " ".join(label.replace("\0", " ").split())[:LONGEST].strip()
    return plain.encode("utf-8", "replace").decode("utf-8")


def _shape(diagram: Diagram) -> tuple[int, ...]:
    drawn = Counter(node.type for node in diagram.nodes)
    boxes = {"lanes": len(diagram.lanes), "pools": len(diagram.pools), "messages": len(diagram.message_flows)}
    return tuple(min(255, drawn[name] or boxes.get(name, 0)) for name in SHAPES)


def _unnamed(found: Side) -> int:
    return sum(not step.name for step in found.steps)


def _step(step: Step, act: int) -> StepProfile:
    return StepProfile(
        element=step.key,
        label=text(step.name),
        kind=_kind(step.node),
        part=PARTS.index(step.part) if step.part else NOBODY,
        place=round(255 * min(1.0, max(0.0, step.place))),
        act=act,
        denied=negated(step.name),
    )


def _kind(node: Node) -> int:
    if node.is_activity:
        return SUB_PROCESS if node.is_sub_process else ACTIVITY
    return START if node.type == "startEvent" else END if node.type == "endEvent" else EVENT
