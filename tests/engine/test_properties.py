"""Laws that hold for any diagram: the token game agrees, replay is the run, back is the replay of less."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import ACTIVITIES, EVENTS, GATEWAYS, Diagram
from bpmn.soundness import decide
from engine.errors import EndlessWalk
from engine.limits import WalkLimits
from engine.outcomes import explains
from engine.random_walk import Walk, each_walk
from engine.walkthrough import Walkthrough
from tests.engine.diagrams import diagrams, drawn_whole, whole_diagrams
from tests.engine.token_game import GoesRound
from tests.engine.walking import agrees

SMALL = WalkLimits(tokens=60, moves=300)
SEEDS = st.integers(0, 10_000)


@settings(max_examples=150, deadline=None)
@given(diagrams(), SEEDS)
def test_the_token_game_agrees_at_every_step(diagram: Diagram, seed: int) -> None:
    for walk in list(each_walk(diagram, seed, 2, 40, limits=SMALL)):
        try:
            agrees(diagram, walk)
        except GoesRound:
            assert walk.outcome == "limit"


@settings(max_examples=200, deadline=None)
@given(whole_diagrams(), SEEDS)
def test_the_token_game_agrees_where_things_are_undone(diagram: Diagram, seed: int) -> None:
    for walk in list(each_walk(diagram, seed, 2, 40, limits=SMALL)):
        try:
            agrees(diagram, walk)
        except GoesRound:
            assert walk.outcome == "limit"


@settings(max_examples=100, deadline=None)
@given(st.one_of(diagrams(), whole_diagrams()), SEEDS)
def test_every_walk_that_gets_stuck_is_predicted(diagram: Diagram, seed: int) -> None:
    for walk in list(each_walk(diagram, seed, 3, 40, limits=SMALL)):
        if walk.outcome != "stuck":
            continue
        verdict = decide(diagram)
        if verdict.checked == "fully" and not _stands_aside(diagram, walk):
            assert explains(diagram, walk, verdict.faults, SMALL) is not None


def _stands_aside(diagram: Diagram, walk: Walk) -> bool:
    """What undoes something is taken to come to its end, and an ad-hoc sub-process to be one step: the check does not
    look inside either."""
    case = Walkthrough.replay(diagram, walk.to_json(), limits=SMALL)
    return any(_is_aside(diagram, key) for key in case.tokens)


def _is_aside(diagram: Diagram, key: str) -> bool:
    while key in diagram.node_by_key:
        node = diagram.node_by_key[key]
        starts = [one for one in diagram.nodes_in(key) if one.type == "startEvent"]
        if node.type == "adHocSubProcess" or node.for_compensation:
            return True
        if any(one.event_kind == "compensate" for one in starts):
            return True
        key = node.scope
    return False


@settings(max_examples=60, deadline=None)
@given(st.one_of(diagrams(), whole_diagrams()), SEEDS)
def test_replay_equals_run_and_back_equals_replay_of_less(diagram: Diagram, seed: int) -> None:
    for walk in list(each_walk(diagram, seed, 1, 25, limits=SMALL)):
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


def test_every_construct_happens_in_the_random_walks() -> None:
    """The laws above say nothing of what never occurs."""
    done: set[str] = set()
    for seed in range(400):
        diagram = drawn_whole(seed)
        for walk in list(each_walk(diagram, seed, 1, 40, limits=SMALL)):
            for step in walk.steps:
                node = diagram.node_by_key[step.element]
                done |= {node.type, *(f"{node.type} {event.kind}" for event in node.events)}
                done |= {"undoes"} if step.note and step.note.startswith("This undoes") else set()
                done |= {f"{node.loop.kind} loop"} if node.loop and step.kind == "choose" else set()
                inside = diagram.node_by_key.get(node.scope)
                if inside is not None:
                    done |= {inside.type, *(["event sub-process"] if inside.triggered_by_event else [])}
    silent = {"parallelGateway", "endEvent", "eventBasedGateway"}
    assert (ACTIVITIES | EVENTS | GATEWAYS) - done - silent - {
        "manualTask",
        "serviceTask",
        "scriptTask",
        "businessRuleTask",
    } == set()
    kinds = ("timer", "message", "error", "escalation", "signal")
    assert {f"boundaryEvent {kind}" for kind in kinds} <= done
    assert {"undoes", "standard loop", "parallel loop", "sequential loop", "event sub-process"} <= done
    assert {"intermediateThrowEvent compensate", "intermediateThrowEvent signal"} <= done
