"""Small helpers for tests that walk."""

from __future__ import annotations

from typing import Any

from bpmn.model import Diagram
from engine.random_walk import Walk
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.undoing_game import UndoingGame


def walk(drawing: str, process: str | None = None, **more: Any) -> Walkthrough:
    """A new case of a drawing."""
    return Walkthrough.start(draw(drawing), process, **more)


def do(walkthrough: Walkthrough, *elements: str, **answers: str) -> Walkthrough:
    """Do these one after the other; `G>F` chooses flow F at G, `G>F+H` both."""
    for element in elements:
        at, _, chose = element.partition(">")
        walkthrough.take({"element": at, "chose": chose.split("+") if chose else [], "answers": answers})
    return walkthrough


def enabled(walkthrough: Walkthrough) -> set[str]:
    """What can be done now."""
    return set(walkthrough.enabled)


def agrees(diagram: Diagram, one: Walk) -> None:
    """The token game must allow every step of a walk, with the same enabled each time, and end alike."""
    game = UndoingGame(diagram, one.process)
    for place, step in enumerate(one.steps):
        assert game.enabled() == list(step.enabled), f"before step {place + 1}"
        if one.outcome == "limit" and place + 1 == len(one.steps):
            return
        game.take(step.to_json())
    assert one.outcome == "limit" or game.outcome() == one.outcome
