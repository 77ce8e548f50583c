"""The paths of a process, which of them walks took, and whether answers lead along them."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram
from engine.coverage import MOST_PATHS, Path, Paths, covering, paths_of, ways_walked
from engine.errors import WalkError
from engine.feasible import Asked, feasible
from engine.limits import WalkLimits
from engine.random_walk import each_walk
from engine.turns import signature, turns
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.diagrams import diagrams
from tests.engine.test_properties import SMALL
from tests.engine.walking import do, walk

BADGE = """
start S "Applies"
userTask Q "Say whether you qualify"
xor G "Qualifies?"
task A "Assess"
boundary B "Appeal" on=A message
xor H "Enough evidence?"
end N "Refused"
end E "Badge sent"
S -> Q -> G
G -> A : yes [eligible == "yes"]
G -> N : no [eligible == "no"]
A -> H
H -> A : no
H -> E : yes
B -> N
"""
TWO_QUESTIONS = """
start S
userTask Q "How do you pay?"
xor G "By card?"
task C "Take the card"
task D "Set up the debit"
xor J
xor H "Direct debit?"
end E
end F
S -> Q -> G
G -> C : yes [pays == "card"]
G -> D : no default
C -> J
D -> J
J -> H
H -> E : yes [pays == "debit"]
H -> F : no default
"""
PARALLEL = """
start S
and F
task A
task B
xor G "Which?"
task C
task D
and J
end E
S -> F
F -> A -> J
F -> B -> G
G -> C : left
G -> D : right
C -> J
D -> J
J -> E
"""


def said(path: Path) -> list[str]:
    return [turn.words for turn in path.turns]


def test_every_path_and_only_the_choices_that_matter() -> None:
    found = paths_of(draw(BADGE))
    assert found.complete
    assert found.untaken == ()
    assert [said(path) for path in found.paths] == [
        ["Qualifies? yes", "Enough evidence? no", "Enough evidence? yes"],
        ["Qualifies? yes", "Enough evidence? no", "Appeal"],
        ["Qualifies? yes", "Enough evidence? yes"],
        ["Qualifies? yes", "Appeal"],
        ["Qualifies? no"],
    ]
    assert {path.outcome for path in found.paths} == {"ended"}


def test_work_at_the_same_time_makes_no_more_paths() -> None:
    assert [said(path) for path in paths_of(draw(PARALLEL)).paths] == [["Which? left"], ["Which? right"]]


def test_a_walk_counts_whatever_order_it_did_the_parallel_work_in() -> None:
    found = paths_of(draw(PARALLEL))
    late = do(walk(PARALLEL), "S", "B", "G>G-C", "C", "A")
    assert covering(found.paths, [late]) == {1: (0,), 2: ()}


def test_a_walk_that_has_not_ended_covers_nothing_yet() -> None:
    found = paths_of(draw(BADGE))
    assert not any(covering(found.paths, [do(walk(BADGE), "S", "Q", "G>G-A")]).values())


def test_more_rounds_of_a_loop_than_listed_still_count_as_the_path_with_the_loop() -> None:
    found = paths_of(draw(BADGE))
    often = do(walk(BADGE), "S", "Q", "G>G-A", "A", "H>H-A", "A", "H>H-A", "A", "H>H-E")
    assert covering(found.paths, [often])[1] == (0,)


def test_ways_walked_are_counted_once_a_walk() -> None:
    often = do(walk(BADGE), "S", "Q", "G>G-A", "A", "H>H-A", "A", "H>H-A", "A", "H>H-E")
    counted = ways_walked([often, do(walk(BADGE), "S", "Q", "G>G-N")])
    assert counted["H", "H-A"] == 1
    assert (counted["G", "G-A"], counted["G", "G-N"], counted["S", ""]) == (1, 1, 2)


def test_messages_between_pools_are_waited_for() -> None:
    drawing = """
    pool C "Council" {
      start S "Report comes" message
      xor G "Late?"
      throw R "Return date" message
      throw N "No return" message
      end E
      S -> G
      G -> R : no
      G -> N : yes
      R -> E
      N -> E
    }
    pool P "Resident" {
      start B
      throw K "Report" message
      race W
      catch X "Return date came" message
      catch Y "No return came" message
      catch Z "Two days" timer=P2D
      end F
      B -> K -> W
      W -> X -> F
      W -> Y -> F
      W -> Z -> F
    }
    K ~> S
    R ~> X
    N ~> Y
    """
    found = paths_of(draw(drawing))
    assert [said(path) for path in found.paths] == [
        ["Late? no", "Return date came"],
        ["Late? no", "Two days"],
        ["Late? yes", "No return came"],
        ["Late? yes", "Two days"],
    ]


def test_an_event_beside_a_whole_sub_process_happens_or_does_not() -> None:
    drawing = """
    start S
    sub W "Work" {
      start I
      task A
      end O
      I -> A -> O
    }
    boundary B "Withdrawn" on=W message
    end E
    end N
    S -> W -> E
    B -> N
    """
    assert [said(path) for path in paths_of(draw(drawing)).paths] == [[], ["Withdrawn"]]


def test_ways_of_an_inclusive_gateway_together_and_each_alone() -> None:
    drawing = """
    start S
    or G "Which checks?"
    task A
    task B
    or J
    end E
    S -> G
    G -> A : a
    G -> B : b
    A -> J
    B -> J
    J -> E
    """
    assert [said(path) for path in paths_of(draw(drawing)).paths] == [
        ["Which checks? a, b"], ["Which checks? a"], ["Which checks? b"]
    ]  # fmt: skip


def test_a_path_that_gets_stuck_says_so() -> None:
    drawing = (
        "start S\nxor G\ntask A\ntask B\nand J\nend E\nS -> G\nG -> A : a\nG -> B : b\nA -> J\nB -> J\nJ -> E"
    )
    assert [path.outcome for path in paths_of(draw(drawing)).paths] == ["stuck", "stuck"]


def many(decisions: int) -> str:
    lines = ["start S", "end E"]
    before = "S"
    for number in range(decisions):
        lines += [f"xor G{number}", f"task A{number}", f"task B{number}", f"xor J{number}"]
        lines += [
            f"{before} -> G{number}",
            f"G{number} -> A{number} -> J{number}",
            f"G{number} -> B{number} -> J{number}",
        ]
        before = f"J{number}"
    return "\n".join([*lines, f"{before} -> E"])


def test_too_many_paths_are_not_listed_but_every_way_is_taken() -> None:
    found = paths_of(draw(many(20)))
    assert not found.complete
    assert len(found.paths) < MOST_PATHS
    taken = {flow for path in found.paths for turn in path.turns for flow in turn.chose}
    assert len(taken) == 40
    assert found.untaken == ()


def test_just_few_enough_are_all_listed() -> None:
    found = paths_of(draw(many(6)))
    assert found.complete
    assert len(found.paths) == 64


def test_a_cycle_with_no_exit_has_no_path_and_ends_the_search() -> None:
    found = paths_of(draw("start S\nxor J\ntask A\nS -> J -> A -> J"))
    assert found == Paths((), True, ())


def test_a_long_chain_is_one_path() -> None:
    steps = " -> ".join(f"T{number}" for number in range(1500))
    drawing = (
        "start S\nend E\n" + "\n".join(f"task T{number}" for number in range(1500)) + f"\nS -> {steps} -> E"
    )
    (path,) = paths_of(draw(drawing)).paths
    assert path.turns == ()
    assert len(path.steps) == 1501


def test_processes_that_no_message_joins_are_searched_one_after_the_other() -> None:
    drawing = """
    pool A "One" {
      start S
      end E
      S -> E
    }
    pool B "Two" {
      start T
      end F
      T -> F
    }
    """
    found = paths_of(draw(drawing))
    assert [path.number for path in found.paths] == [1, 2]
    second = do(walk(drawing, "B_process"), "T")
    assert covering(found.paths, [second]) == {1: (), 2: (0,)}


def test_a_diagram_over_the_limits_is_refused() -> None:
    with pytest.raises(WalkError, match="elements"):
        paths_of(draw(many(20)), limits=WalkLimits(elements=10))


@settings(max_examples=40, deadline=None)
@given(diagrams())
def test_every_path_of_any_diagram_can_be_walked_and_is_another(diagram: Diagram) -> None:
    found = paths_of(diagram, limits=SMALL)
    assert found == paths_of(diagram, limits=SMALL)
    for path in found.paths[:15]:
        log = {"version": 1, "process": path.group[0], "steps": path.plan()}
        run = Walkthrough.replay(diagram, log, limits=SMALL, decides=False)
        assert (run.outcome, signature(turns(diagram, run.history))) == (path.outcome, path.signature)
    assert len({(path.group, path.signature) for path in found.paths}) == len(found.paths)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_walk_that_loops_at_most_once_is_among_all_the_paths(seed: int) -> None:
    diagram = draw(structured(Random(seed)))
    found = paths_of(diagram, limits=SMALL)
    if not found.complete:
        return
    known = {path.signature for path in found.paths}
    for one in each_walk(diagram, seed, 5, 60, limits=SMALL):
        visits = Counter(came_to(diagram, step.element) for step in one.steps)
        if one.outcome == "ended" and max(visits.values()) <= 2:
            assert signature(turns(diagram, one.steps)) in known


def came_to(diagram: Diagram, element: str) -> str:
    """The gateway of a race for its events, else the element."""
    before = [flow.source for flow in diagram.flows if flow.target == element]
    races = [key for key in before if diagram.node_by_key[key].type == "eventBasedGateway"]
    return races[0] if races else element


def structured(chance: Random) -> str:
    """A drawing of nested blocks: steps, decisions, work at the same time, loops, races, events on a step."""
    lines = ["start S", "end E"]
    count = 0

    def new(kind: str, more: str = "") -> str:
        nonlocal count
        count += 1
        lines.append(f"{kind} N{count} {more}".strip())
        return f"N{count}"

    def block(depth: int) -> tuple[str, str]:
        dice = chance.random() if depth < 3 else 0.0
        if dice < 0.35:
            step = new("task")
            return step, step
        if dice < 0.5:
            one, other = block(depth + 1), block(depth + 1)
            lines.append(f"{one[1]} -> {other[0]}")
            return one[0], other[1]
        if dice < 0.7:
            return fork("xor", "xor", depth)
        if dice < 0.8:
            return fork("and", "and", depth)
        if dice < 0.9:
            inner = block(depth + 1)
            join, out = new("xor"), new("xor")
            lines.extend([f"{join} -> {inner[0]}", f"{inner[1]} -> {out}", f"{out} -> {join}"])
            return join, out
        gate, join = new("race"), new("xor")
        for kind in ("message", "timer=P3D"):
            event = new("catch", kind)
            lines.append(f"{gate} -> {event} -> {join}")
        return gate, join

    def fork(split: str, merge: str, depth: int) -> tuple[str, str]:
        gate, join = new(split), new(merge)
        for _ in range(2):
            first, last = block(depth + 1)
            lines.extend([f"{gate} -> {first}", f"{last} -> {join}"])
        return gate, join

    first, last = block(0)
    lines.extend([f"S -> {first}", f"{last} -> E"])
    return "\n".join(lines)


QUALIFY = {"Q": {"eligible": Asked(("yes", "no"))}}


def judged(drawing: str, asked: dict[str, dict[str, Asked]]) -> list[Any]:
    diagram = draw(drawing)
    return [feasible(diagram, path, asked) for path in paths_of(diagram).paths]


def test_answers_that_lead_along_a_path_are_found() -> None:
    found = judged(BADGE, QUALIFY)
    assert [one.possible for one in found] == [True] * 5
    assert [dict(one.answers) for one in found[2:]] == [
        {1: {"eligible": "yes"}}, {1: {"eligible": "yes"}}, {1: {"eligible": "no"}}
    ]  # fmt: skip


def test_a_path_that_contradicts_an_answer_says_where() -> None:
    found = judged(TWO_QUESTIONS, {"Q": {"pays": Asked(("card", "debit"))}})
    assert [one.possible for one in found] == [False, True, True, False]
    assert found[0].why == "“Direct debit? yes” does not fit what was answered before (“pays”)"


def test_what_no_page_asks_may_change_between_two_decisions() -> None:
    assert [one.possible for one in judged(TWO_QUESTIONS, {})] == [True] * 4


def test_numbers_and_dates_are_tried_beside_what_the_conditions_name() -> None:
    drawing = """
    start S
    userTask Q
    xor G "Much?"
    xor H "Very much?"
    end A
    end B
    end C
    S -> Q -> G
    G -> H : yes [amount > 20]
    G -> A : no default
    H -> B : yes [amount > 500]
    H -> C : no default
    """
    found = judged(drawing, {"Q": {"amount": Asked()}})
    assert [one.possible for one in found] == [True, True, True]
    assert float(found[0].answers[1]["amount"]) > 500
    assert 20 < float(found[1].answers[1]["amount"]) <= 500


def test_a_question_asked_again_may_be_answered_anew() -> None:
    drawing = """
    start S
    userTask Q "Upload it"
    xor G "Readable?"
    xor J
    end E
    S -> J -> Q -> G
    G -> J : no [readable == "no"]
    G -> E : yes [readable == "yes"]
    """
    asked = {"Q": {"readable": Asked(("yes", "no"))}}
    first, second = judged(drawing, asked)
    assert first.possible
    assert first.answers == {1: {"readable": "no"}, 3: {"readable": "yes"}}
    assert second.answers == {1: {"readable": "yes"}}


def test_more_tries_than_allowed_leave_it_open() -> None:
    names = [f"a{number}" for number in range(12)]
    both = " and ".join(f'{name} == "{name}-x"' for name in names)
    ends = f'G -> E : yes [{both} and a0 == "no"]\nG -> F : no default'
    drawing = f"start S\nuserTask Q\nxor G\nend E\nend F\nS -> Q -> G\n{ends}"
    asked = {"Q": {name: Asked((f"{name}-x", *(f"{name}-{n}" for n in range(6)))) for name in names}}
    assert judged(drawing, asked)[0].possible in (None, False)


def test_answers_found_lead_the_case_along_the_path() -> None:
    diagram = draw(BADGE)
    for path in paths_of(diagram).paths:
        log = path.plan()
        for place, given_answers in feasible(diagram, path, QUALIFY).answers.items():
            log[place]["answers"] = dict(given_answers)
        run = Walkthrough.replay(diagram, log)
        assert signature(turns(diagram, run.history)) == path.signature
        assert run.history[2].because
