"""Real files: no traceback, no hang, nearly all end, the rest as the soundness check predicts, and the token game
agrees at every step of each walk."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bpmn.errors import UnreadableDocument
from bpmn.model import Diagram
from bpmn.reader import read
from engine.outcomes import outcomes
from engine.random_walk import random_walks
from engine.walkthrough import Walkthrough
from tests.engine.walking import agrees

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def processes(corpus: tuple[Path, ...]) -> list[tuple[Path, Diagram]]:
    """Every file of the corpus with a process in it."""
    found = []
    for path in corpus:
        try:
            diagram = read(path.read_bytes())
        except UnreadableDocument:
            continue
        if diagram.processes:
            found.append((path, diagram))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_token_game_agrees_at_every_step_and_every_walk_that_does_not_end_is_predicted(
    processes: list[tuple[Path, Diagram]], seed: int
) -> None:
    ended, unpredicted = 0, []
    for path, diagram in processes:
        began = time.process_time()
        found = outcomes(diagram, seed, 5)
        assert time.process_time() - began < 10, path
        ended += found.all_ended
        if found.unexplained:
            unpredicted.append((path.name, found.why))
        for walk in found.walks:
            agrees(diagram, walk)
    assert unpredicted == []
    assert ended >= 0.9 * len(processes)


def test_every_walk_replays_to_the_same_end(processes: list[tuple[Path, Diagram]]) -> None:
    for path, diagram in processes:
        for walk in random_walks(diagram, 2, 1)["walks"]:
            again = Walkthrough.replay(diagram, walk)
            assert again.outcome == {"limit": "going"}.get(walk["outcome"], walk["outcome"]), path
            assert [step.to_json(enabled=True) for step in again.history] == walk["steps"], path
