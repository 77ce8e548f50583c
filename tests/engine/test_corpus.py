"""Real files: no traceback, no hang, nearly all end, and the token game agrees at every step of each walk."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bpmn.errors import UnreadableDocument
from bpmn.model import Diagram
from bpmn.reader import read
from engine.random_walk import each_walk, random_walks
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


def test_nine_of_ten_files_end_every_walk_and_the_token_game_agrees(
    processes: list[tuple[Path, Diagram]],
) -> None:
    ended = 0
    for path, diagram in processes:
        began = time.monotonic()
        walks = list(each_walk(diagram, 1, 3))
        assert time.monotonic() - began < 10, path
        ended += {walk.outcome for walk in walks} == {"ended"}
        for walk in walks:
            agrees(diagram, walk)
    assert ended >= 0.9 * len(processes)


def test_every_walk_replays_to_the_same_end(processes: list[tuple[Path, Diagram]]) -> None:
    for path, diagram in processes:
        for walk in random_walks(diagram, 2, 1)["walks"]:
            again = Walkthrough.replay(diagram, walk)
            assert again.outcome == {"limit": "going"}.get(walk["outcome"], walk["outcome"]), path
            assert [step.to_json(enabled=True) for step in again.history] == walk["steps"], path
