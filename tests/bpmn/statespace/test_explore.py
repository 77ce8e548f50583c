"""What can happen in a drawn process: every situation, and those in which nothing can."""

from __future__ import annotations

import pytest

from bpmn.semantics import normal_form
from bpmn.statespace import Graph, affordable, compile_group, explore, moves_of, reduced
from tests.drawing import draw


def explored(drawing: str, limit: int = 5_000, small: bool = False) -> Graph:
    form = normal_form(draw(drawing))
    [group] = form.groups
    moves = moves_of(form, compile_group(form, group))
    return explore(reduced(moves) if small else moves, limit)


def outcomes(drawing: str, small: bool = False) -> set[frozenset[str]]:
    """The last situations, each as the names of the marked places."""
    found = explored(drawing, small=small)
    assert found.complete
    places = found.moves.net.places
    return {frozenset(places[place] for place in found.marking(number)) for number in found.stuck}


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
MESSAGE = """
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


@pytest.mark.parametrize("small", [False, True], ids=["as drawn", "reduced"])
@pytest.mark.parametrize("drawing", ENDS_CLEAN.values(), ids=ENDS_CLEAN)
def test_ends_with_nothing_left(drawing: str, small: bool) -> None:
    assert outcomes(drawing, small) == {frozenset()}


@pytest.mark.parametrize("small", [False, True], ids=["as drawn", "reduced"])
def test_a_step_beside_a_message_waits_for_it(small: bool) -> None:
    assert outcomes(MESSAGE, small) == {frozenset(), frozenset({"in P_process", "at W"})}


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
    stations = [found.moves.net.transitions[move - 1].station for edges in found.edges for _, move in edges]
    [last] = found.stuck
    path = [found.moves.net.transitions[move - 1].station for move in found.path(last)]
    assert path.count("E") == 1
    assert "M" in stations
    assert not found.meetings


def test_many_branches_need_few_situations() -> None:
    branches = "\n".join(f"task T{n}\ntask U{n}\nX -> T{n} -> U{n} -> M" for n in range(20))
    found = explored(f"start S\nand X\nand M\nend E\nS -> X\nM -> E\n{branches}", small=True)
    assert found.complete
    assert len(found.states) < 5


def test_says_when_it_did_not_see_everything() -> None:
    branches = "\n".join(
        f"xor T{n}\ntask U{n}\ntask V{n}\nX -> T{n} -> U{n} -> E\nT{n} -> V{n} -> E" for n in range(8)
    )
    found = explored(f"start S\nand X\nend E\nS -> X\n{branches}", limit=20)
    assert not found.complete
    assert len(found.states) <= 20


def test_stops_after_so_much_work() -> None:
    branches = "\n".join(f"xor T{n}\ntask U{n}\nX -> T{n} -> U{n} -> E\nT{n} -> E" for n in range(12))
    form = normal_form(draw(f"start S\nand X\nend E\nS -> X\n{branches}"))
    found = explore(moves_of(form, compile_group(form, form.groups[0])), 1_000_000, work=5_000)
    assert not found.complete
    assert len(found.states) < 5_000


def test_two_tokens_in_one_place_are_a_meeting() -> None:
    found = explored("start S\nand X\nxor M\nend E\nS -> X -> M -> E\nX -> M")
    places = found.moves.net.places
    assert {places[place] for meeting in found.meetings for place in meeting.places} == {"way M-E"}


def test_tokens_that_pile_up_are_followed_to_three_and_no_further() -> None:
    form = normal_form(draw("start S\nxor M\nand X\nend E\nS -> M -> X -> E\nX -> M"))
    moves = moves_of(form, compile_group(form, form.groups[0]))
    found = explore(moves, wide=True)
    assert not found.complete
    assert max(max(found.marking(number).values(), default=0) for number in range(len(found.states))) == 3


REMINDERS = """
    pool P {
        start S
        xor L
        sendTask A
        xor X
        end E
        S -> L -> A -> X -> E
        X -> L
    }
    pool Q {
        start T
        receiveTask R
        end F
        T -> R -> F
    }
    A ~> R
"""


def most_messages(found: Graph) -> int:
    messages = found.moves.messages
    markings = [found.marking(number) for number in range(len(found.states))]
    return max(count for marking in markings for place, count in marking.items() if place in messages)


def test_messages_that_nobody_can_read_any_more_are_not_counted() -> None:
    found = explored(REMINDERS)
    assert found.complete
    assert most_messages(found) == 1


def test_messages_that_may_all_be_read_are_counted_to_three_and_no_further() -> None:
    found = explored(REMINDERS.replace("T -> R -> F", "xor Y\nxor Z\nT -> Y -> R -> Z -> F\nZ -> Y"))
    assert not found.complete
    assert most_messages(found) == 3


def test_a_net_far_beyond_what_people_draw_is_not_made() -> None:
    gateways = "\n".join(f"or G{number}" for number in range(1_500))
    mesh = "\n".join(f"G{n} -> G{n + 1}\nG{n} -> G{n * 7 % 1_500}" for n in range(1_499))
    form = normal_form(draw(f"start S\n{gateways}\nS -> G0\n{mesh}"))
    assert not affordable(form, form.groups[0])
    small = normal_form(draw("start S\nend E\nS -> E"))
    assert affordable(small, small.groups[0])
