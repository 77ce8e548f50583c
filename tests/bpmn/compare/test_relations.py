"""Relations held against a token game that shares nothing with them, and against cases played at random."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from bpmn.compare.relations import Relations, relations
from bpmn.compare.steps import side
from bpmn.compare.world import World
from bpmn.model import Diagram
from bpmn.parts import parts
from bpmn.reader import read
from bpmn.semantics import normal_form
from tests.bpmn.compare.all_cases import Cases, Played, TooMany, every_case
from tests.drawing import draw
from tests.engine.diagrams import drawn
from tests.engine.token_game import GoesRound

EXAMPLES = sorted((Path(__file__).parents[3] / "webapp/examples").glob("*.bpmn"))


def known(drawing: str) -> Relations:
    return relations(side(draw(drawing)))


def named(diagram: Diagram) -> Diagram:
    """The same with everything named, so that events are steps too and decisions have answers."""
    return replace(
        diagram,
        nodes=tuple(replace(node, name=node.key) for node in diagram.nodes),
        flows=tuple(replace(flow, name=flow.key) for flow in diagram.flows),
    )


def is_approximate(diagram: Diagram) -> bool:
    """Whether it has what the net draws more coarsely than the game: an ad-hoc sub-process is one step, and
    an event beside a step may come a moment after it."""
    return any(
        node.type == "adHocSubProcess" or (node.attached_to is not None and not node.interrupting)
        for node in diagram.nodes
    )


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_every_relation_of_random_diagrams_is_what_the_token_game_finds(first: int) -> None:
    looked_at = 0
    for seed in range(first, first + 30):
        diagram = named(drawn(seed))
        if not is_approximate(diagram):
            looked_at += sum(agrees(diagram, relations(side(diagram))))
    assert looked_at > 5


def agrees(diagram: Diagram, found: Relations) -> list[bool]:
    """Compare each world that was looked through whole with the game."""
    form = normal_form(diagram)
    return [
        one_agrees(diagram, found, world)
        for world in found.worlds
        if world.whole
        and world.index
        and {diagram.node_by_key[key].process for key in world.index if key in diagram.node_by_key}
        >= set(form.group_of(diagram.node_by_key[next(iter(world.index))].process))
    ]


def one_agrees(diagram: Diagram, found: Relations, world: World) -> bool:
    try:
        cases = every_case(diagram, diagram.node_by_key[next(iter(world.index))].process, set(world.index))
    except (TooMany, GoesRound):
        return False
    answers = diagram.flow_by_key
    work = [key for key in world.index if key in answers or diagram.node_by_key[key].is_activity]
    done = cases.done()
    assert {key for key in work if world.happens(key)} == done & set(work)
    for step in done & set(work) - set(answers):
        group = {diagram.node_by_key[key].process for key in world.index if key in diagram.node_by_key}
        ever_over = any(group & cases.begun[number] for number in cases.over)
        assert world.always(step) is (ever_over and cases.always(step, group)), step
        assert world.sometimes(step) is cases.sometimes(step, group), step
        assert world.then(step, step) is cases.then(step, step), step
    for one, two in permutations(sorted(done & set(work)), 2):
        if not {(one, two), (two, one)} & found.nested:
            assert_pair(world, cases, one, two)
    return True


def assert_pair(world: World, cases: Cases, one: str, two: str) -> None:
    assert world.first(one, two) is cases.first(one, two), (one, two)
    assert world.then(one, two) is cases.then(one, two), (one, two)
    assert world.needs(one, two) is cases.needs(one, two), (one, two)
    assert world.brings(one, two) is cases.brings(one, two), (one, two)
    assert world.beside(one, two) is cases.together(one, two), (one, two)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_case_of_an_example_played_at_random_contradicts_a_relation(path: Path) -> None:
    diagram = read(path.read_bytes())
    found = relations(side(diagram))
    assert found.decided
    chance = Random(path.stem)
    for _ in range(25):
        played = Played(diagram, diagram.processes[-1].key, chance)
        [world] = [w for w in found.worlds if w.whole and set(played.steps) & set(w.index)]
        assert_consistent(world, [key for key in played.steps if key in world.index], played)


def assert_consistent(world: World, steps: list[str], played: Played) -> None:
    first = {key: steps.index(key) for key in steps}
    last = {key: place for place, key in enumerate(steps)}
    for one, place in first.items():
        assert world.happens(one)
        assert steps.count(one) == 1 or world.then(one, one)
        for two in world.index:
            if two == one or not world.happens(two):
                continue
            if two in first and place < first[two]:
                assert world.first(one, two), (one, two)
            if two in first and place < last[two]:
                assert world.then(one, two), (one, two)
            if two not in first or first[two] > place:
                assert not world.needs(one, two), (one, two)
            if played.ended and (two not in last or last[two] < last[one]):
                assert not world.brings(one, two), (one, two)
    if played.ended:
        for step in set(world.index) & set(played.diagram.node_by_key) - set(steps):
            if counts(played, step):
                assert not world.always(step), step
                assert world.sometimes(step), step


def counts(played: Played, step: str) -> bool:
    """Whether the case is one of those who do the step: the resident's own, or anybody else's."""
    diagram = played.diagram
    node = diagram.node_by_key[step]
    residents = {p.key for p in diagram.processes if p.pool and parts(diagram)[p.pool].part == "resident"}
    return node.process in played.begun if node.process in residents else bool(played.begun - residents)


SPLIT = """
    start S "Start"
    task A "A"
    {kind} G1
    task B "B"
    task C "C"
    {kind} G2
    task D "D"
    end E "End"
    S -> A -> G1
    G1 -> B -> G2
    G1 -> C -> G2
    G2 -> D -> E
"""


def test_branches_of_a_decision_are_never_both_done() -> None:
    found = known(SPLIT.format(kind="xor"))

    assert found.never_both("B", "C")
    assert not found.both("B", "C")
    assert found.sometimes("B")
    assert found.always("D")
    assert found.before("A", "B")
    assert found.needs("B", "A")
    assert not found.brings("A", "B")


def test_branches_of_a_fork_can_be_done_at_the_same_time() -> None:
    found = known(SPLIT.format(kind="and"))

    assert found.together("B", "C")
    assert found.always("B")
    assert not found.before("B", "C")
    assert found.one_after_the_other("A", "B")


def test_branches_of_an_inclusive_split_can_be_done_at_the_same_time_or_left_out() -> None:
    found = known(SPLIT.format(kind="or"))

    assert found.decided
    assert found.together("B", "C")
    assert found.sometimes("B")
    assert found.always("D")


def test_in_a_loop_the_first_time_decides_what_comes_before() -> None:
    found = known("""
        start S
        task A "A"
        task B "B"
        xor G
        end E "End"
        S -> A -> B -> G
        G -> A : again
        G -> E : enough
    """)

    assert found.before("A", "B")
    assert found.again_after("A", "B")
    assert found.repeats("A")
    assert not found.one_after_the_other("A", "B")


def test_a_step_that_a_limit_cuts_short_was_not_done() -> None:
    found = known("""
        task A "A"
        boundary L "Too late" on=A timer=P1D
        task B "B"
        task C "C"
        A -> B
        L -> C
    """)

    assert found.sometimes("A")
    assert found.never_both("A", "C")


def test_an_event_sub_process_may_strike_at_any_time() -> None:
    found = known("""
        task A "A"
        task B "B"
        A -> B
        sub H "Handle" byEvent {
          start T "Complaint" message
          task C "Look into it"
          T -> C
        }
    """)

    assert found.decided
    assert found.sometimes("A")
    assert found.needs("B", "A")
    assert found.without("C", "A")


def test_a_message_orders_steps_of_two_pools() -> None:
    found = known("""
        pool One "One" {
          task A "A"
          sendTask B "Ask"
          A -> B
        }
        pool Two "Two" {
          start S "Asked" message
          task C "C"
          S -> C
        }
        B ~> S
    """)

    assert found.before("A", "C")
    assert found.needs("C", "B")


def test_nothing_is_said_across_pools_that_no_message_joins() -> None:
    found = known("""
        pool One "One" {
          task A "A"
        }
        pool Two "Two" {
          task B "B"
        }
    """)

    assert not found.before("A", "B")
    assert not found.together("A", "B")
    assert not found.both("A", "B")


def test_too_much_to_look_through_is_not_decided_but_order_is_still_known() -> None:
    many = "\n".join(f'task B{n} "B{n}"\ntask C{n} "C{n}"\nG -> B{n} -> C{n} -> J' for n in range(9))
    found = known(f'task A "A"\nand G\nand J\ntask D "D"\nA -> G\nJ -> D\n{many}')

    assert not found.decided
    assert found.before("A", "D")
    assert found.before("B1", "C1")
    assert not found.before("B1", "B2")
    assert found.always("B1")
    assert not found.sometimes("B1")
    assert not found.together("B1", "B2")
    assert found.repeats("A") is None


def test_a_case_that_gets_stuck_makes_nothing_optional() -> None:
    found = known("""
        task A "A"
        xor X
        and J
        task B "B"
        end E "End"
        A -> X
        X -> J : one
        X -> J : two
        J -> B -> E
    """)

    assert not found.sometimes("B")
    assert not found.always("B")


def test_steps_in_an_ad_hoc_sub_process_are_not_decided() -> None:
    found = known("""
        task A "A"
        adHoc H "Any order" {
          task B "B"
          task C "C"
        }
        A -> H
    """)

    assert not found.decided
    assert not found.together("B", "C")
    assert found.before("A", "H")
