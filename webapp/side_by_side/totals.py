"""What a case has cost its resident and its council so far, and what the resident has been told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bpmn.model import Diagram, Node
from bpmn.parts import involvement
from bpmn.parts.who import holders
from bpmn.patterns import Pattern, questions
from engine.elapsed import Clock
from engine.taken import Taken
from webapp.patterns.render import KINDS_IN_WORDS
from webapp.walkthroughs.stage import SENT, Stage


@dataclass(frozen=True)
class Totals:
    """`contacts` with the resident, `questions` asked of them, `handovers` between teams, `steps` done; `day` the day
    of the case in words, as far as its timers say; `told` what the resident was told, oldest first."""

    steps: int
    contacts: int
    questions: int
    handovers: int
    day: str
    told: tuple[str, ...]


def totals(stage: Stage, patterns: Mapping[str, Pattern]) -> Totals:
    """The totals of a walk where it stands."""
    diagram = stage.diagram
    done = [(step, diagram.node_by_key[step.element]) for step in stage.walk.history if step.kind != "choose"]
    contacts = {point.element for point in involvement(diagram).touch_points}
    clock = Clock(stage.walk)
    return Totals(
        steps=sum(step.kind == "do" for step, _ in done),
        contacts=sum(step.element in contacts for step, _ in done),
        questions=sum(_questions(node, patterns) for _, node in done),
        handovers=_handovers(stage, done),
        day=clock.now.words,
        told=tuple(_told(stage, done, patterns, contacts)),
    )


def _attached(node: Node, patterns: Mapping[str, Pattern]) -> list[Pattern]:
    return [patterns[ref.ref] for ref in node.patterns if ref.ref in patterns]


def _questions(node: Node, patterns: Mapping[str, Pattern]) -> int:
    """The questions of a step's pages that everybody is asked; those behind a choice are not counted."""
    asked = (one for one in _attached(node, patterns) if one.audience == "resident")
    return sum(question.when is None for pattern in asked for question in questions(pattern))


def _handovers(stage: Stage, done: list[tuple[Taken, Node]]) -> int:
    teams = [
        _team(stage.diagram, node) for step, node in done if step.kind == "do" and stage.side(node) == "staff"
    ]
    return sum(one != other for one, other in pairwise(teams))


def _team(diagram: Diagram, node: Node) -> str:
    return next(holders(diagram, node), "")


def _told(
    stage: Stage, done: list[tuple[Taken, Node]], patterns: Mapping[str, Pattern], contacts: set[str]
) -> Iterator[str]:
    for step, node in done:
        said = [one for one in _attached(node, patterns) if one.kind in (*SENT, "script")]
        yield from (f"{KINDS_IN_WORDS[one.kind]}: {one.title}" for one in said)
        if not said and step.element in contacts and stage.side(node) == "staff":
            yield step.text
