"""Laws that hold for any diagram: the token game agrees, replay is the run, back is the replay of less."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram
from engine.errors import EndlessWalk
from engine.limits import WalkLimits
from engine.random_walk import each_walk
from engine.walkthrough import Walkthrough
from tests.engine.diagrams import diagrams
from tests.engine.token_game import GoesRound
from tests.engine.walking import agrees

SMALL = WalkLimits(tokens=60, moves=300)
SEEDS = st.integers(0, 10_000)


@settings(max_examples=150, deadline=None)
@given(diagrams(), SEEDS)
def test_the_token_game_agrees_at_every_step(diagram: Diagram, seed: int) -> None:
    for walk in each_walk(diagram, seed, 2, 40, limits=SMALL):
        try:
            agrees(diagram, walk)
        except GoesRound:
            assert walk.outcome == "limit"


@settings(max_examples=60, deadline=None)
@given(diagrams(), SEEDS)
def test_replay_equals_run_and_back_equals_replay_of_less(diagram: Diagram, seed: int) -> None:
    for walk in each_walk(diagram, seed, 1, 25, limits=SMALL):
        try:
            run = Walkthrough.start(diagram, walk.process, limits=SMALL)
        except EndlessWalk:
            continue
        states = [_state(run)]
        for step in walk.steps:
            try:
                run.take(step.to_json())
            except EndlessWalk:
                break
            states.append(_state(run))
            again = Walkthrough.replay(diagram, run.choice_log, limits=SMALL)
            assert _state(again) == states[-1]
        for state in reversed(states[:-1]):
            run.back()
            assert _state(run) == state


@settings(max_examples=30, deadline=None)
@given(diagrams(), SEEDS)
def test_the_same_seed_gives_the_same_walks(diagram: Diagram, seed: int) -> None:
    one, two = (list(each_walk(diagram, seed, 2, 30, limits=SMALL)) for _ in range(2))
    assert [walk.to_json() for walk in one] == [walk.to_json() for walk in two]


def _state(walkthrough: Walkthrough) -> object:
    return walkthrough.log, walkthrough.enabled, walkthrough.tokens, walkthrough.outcome
