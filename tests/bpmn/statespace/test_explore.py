"""What can happen in a drawn process: every situation, and those in which nothing can."""

from __future__ import annotations

import pytest

from bpmn.semantics import normal_form
from bpmn.statespace import Exploration, affordable, compile_group, explore, stuck_joins
from tests.drawing import draw


def explored(drawing: str, limit: int = 5_000) -> Exploration:
    form = normal_form(draw(drawing))
    [group] = form.groups
    return explore(compile_group(form, group), limit)


def outcomes(drawing: str) -> set[frozenset[str]]:
    """The last situations, each as the names of the marked places."""
    found = explored(drawing)
    assert found.complete
    return {frozenset(found.net.places[place] for place in marking) for marking in found.stuck}


ENDS_CLEAN = {
    "a chain": "start S\ntask A\nend E\nS -> A -> E",
    "a choice": "start S\nxor X\ntask A\ntask B\nxor M\nend E\nS -> X -> A -> M -> E\nX -> B -> M",
    "parallel work": "start S\nand X\ntask A\ntask B\nand M\nend E\nS -> X -> A -> M -> E\nX -> B -> M",
    "an inclusive block": "start S\nor X\ntask A\ntask B\nor M\nend E\nS -> X -> A -> M -> E\nX -> B -> M",
    "a race": "start S\nrace X\ncatch A timer=PT1H\ncatch B message\nend E\nS -> X -> A -> E\nX -> B -> E",
    "a loop": "start S\nxor M\ntask A\nxor X\nend E\nS -> M -> A -> X -> E\nX -> M",
    "an implicit fork": "start S\ntask A\nend E\nend F\nS -> A -> E\nA -> F",
    "a terminate end beside work": "start S\nand X\ntask A\nend T terminate\nend E\nS -> X -> A -> E\nX -> T",
    "a sub-process": "start S\nsub P {\nstart Q\ntask A\nend R\nQ -> A -> R\n}\nend E\nS -> P -> E",
    "a time limit on a sub-process": (
        "start S\nsub P {\nstart Q\ntask A\nend R\nQ -> A -> R\n}\nboundary B on=P timer=PT1H\nend E\nend F\n"
        "S -> P -> E\nB -> F"
    ),
    "a reminder beside a task": (
        "start S\ntask A\nboundary B on=A timer=PT1H interrupting=no\ntask R\nend E\nend F\nS -> A -> E\n"
        "B -> R -> F"
    ),
    "an error caught outside": (
        "start S\nsub P {\nstart Q\nand X\ntask A\nend R\nend T error\nQ -> X -> A -> R\nX -> T\n}\n"
        "boundary B on=P error\nend E\nend F\nS -> P -> E\nB -> F"
    ),
    "an event sub-process": (
        "start S\ntask A\nend E\nS -> A -> E\nsub P byEvent {\nstart Q message\nend R\nQ -> R\n}"
    ),
}


@pytest.mark.parametrize("drawing", ENDS_CLEAN.values(), ids=ENDS_CLEAN)
def test_ends_with_nothing_left(drawing: str) -> None:
    assert outcomes(drawing) == {frozenset()}


def test_a_step_beside_a_message_waits_for_it() -> None:
    drawing = """
        pool P "Council" {
            start S
            catch W message
            end E
            S -> W -> E
        }
        pool Q "Resident" {
            start T
            xor X
            sendTask A
            end F
            T -> X -> A -> F
            X -> F
        }
        A ~> W
    """
    assert outcomes(drawing) == {frozenset(), frozenset({"in P_process", "at W"})}


def test_an_inclusive_join_waits_for_what_may_still_come() -> None:
    drawing = """
        start S
        or X
        task A
        task B
        task C
        or M
        end E
        S -> X -> A -> M -> E
        X -> B -> C -> M
    """
    found = explored(drawing)
    ends = [step for marking in found.stuck for step in found.trace(marking) if step.station == "E"]
    assert len(ends) == 1


def test_many_branches_need_few_situations() -> None:
    branches = "\n".join(f"task T{n}\ntask U{n}\nX -> T{n} -> U{n} -> M" for n in range(20))
    found = explored(f"start S\nand X\nand M\nend E\nS -> X\nM -> E\n{branches}")
    assert found.complete
    assert found.situations < 100


def test_says_when_it_did_not_see_everything() -> None:
    branches = "\n".join(
        f"xor T{n}\ntask U{n}\ntask V{n}\nX -> T{n} -> U{n} -> E\nT{n} -> V{n} -> E" for n in range(8)
    )
    found = explored(f"start S\nand X\nend E\nS -> X\n{branches}", limit=20)
    assert not found.complete
    assert found.situations <= 20


def test_tokens_that_pile_up_are_left_unseen() -> None:
    found = explored("start S\nxor M\nand X\nand J\ntask Z\nend E\nS -> M -> X -> J -> E\nX -> M\nZ -> J")
    assert not found.complete


def test_a_trace_leads_to_the_stuck_join() -> None:
    drawing = "start S\nxor X\ntask A\ntask B\nand J\nend E\nS -> X -> A -> J -> E\nX -> B -> J"
    form = normal_form(draw(drawing))
    [stuck] = stuck_joins(form, explore(compile_group(form, form.groups[0])))
    assert (stuck.join, stuck.split, stuck.taken) == ("J", "X", ("X-A",))
    assert stuck.trace[-2:] == ("X", "A")


def test_a_net_far_beyond_what_people_draw_is_not_made() -> None:
    gateways = "\n".join(f"or G{number}" for number in range(1_500))
    mesh = "\n".join(f"G{n} -> G{n + 1}\nG{n} -> G{n * 7 % 1_500}" for n in range(1_499))
    form = normal_form(draw(f"start S\n{gateways}\nS -> G0\n{mesh}"))
    assert not affordable(form, form.groups[0])
    small = normal_form(draw("start S\nend E\nS -> E"))
    assert affordable(small, small.groups[0])
