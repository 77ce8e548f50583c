"""What each reduction makes of a net, and what it must leave alone."""

from __future__ import annotations

import pytest

from bpmn.semantics import normal_form
from bpmn.statespace import Moves, compile_group, explore, flatten, moves_of, reduced
from bpmn.statespace.urgent import urgent
from tests.drawing import draw


def small(drawing: str) -> Moves:
    form = normal_form(draw(drawing))
    return reduced(moves_of(form, compile_group(form, form.groups[0])))


def places(moves: Moves) -> set[str]:
    """The names of the places that are left."""
    names = (*moves.net.places, "first")
    return {names[place] for move in moves.moves for place in (*move.inputs, *move.gives)}


GONE = {
    "a chain": "start S\ntask A\ntask B\nend E\nS -> A -> B -> E",
    "a choice": "start S\nxor X\ntask A\nxor M\nend E\nS -> X -> A -> M -> E\nX -> M",
    "a loop": "start S\nxor M\ntask A\nxor X\nend E\nS -> M -> A -> X -> E\nX -> M",
    "a parallel block": "start S\nand X\ntask A\ntask B\nand M\nend E\nS -> X -> A -> M -> E\nX -> B -> M",
    "a sub-process": "start S\nsub P {\nstart Q\ntask A\nend R\nQ -> A -> R\n}\nend E\nS -> P -> E",
    "a time limit": "start S\ntask A\nboundary B on=A timer=PT1H\nend E\nend F\nS -> A -> E\nB -> F",
}


@pytest.mark.parametrize("drawing", GONE.values(), ids=GONE)
def test_nothing_is_left_but_the_start_and_the_end_of_the_process(drawing: str) -> None:
    moves = small(drawing)
    assert places(moves) <= {"first", "in Process"}
    assert len(moves.moves) <= 2


def test_what_is_done_stays_known() -> None:
    moves = small(GONE["a loop"])
    covered = 0
    for move in moves.moves:
        covered |= move.covers
    assert [key for bit, key in enumerate(moves.activities) if covered >> bit & 1] == ["A"]


def test_a_move_unfolds_into_what_happened_in_order() -> None:
    moves = small(GONE["a chain"])
    stations = [
        moves.net.transitions[number].station for number in flatten(explore(moves).moves.moves[0].parts)
    ]
    assert [station for station in stations if station in "SABE"] == ["S", "A", "B", "E"]


def test_a_loop_without_a_way_out_is_remembered() -> None:
    moves = small("start S\nxor M\ntask A\nS -> M -> A -> M")
    assert moves.spins


def test_a_join_that_gets_too_little_is_left() -> None:
    moves = small("start S\nxor X\ntask A\ntask B\nand J\nend E\nS -> X -> A -> J -> E\nX -> B -> J")
    assert len(places(moves) - {"first", "in Process"}) == 2


def test_an_inclusive_join_keeps_its_ways() -> None:
    moves = small("start S\nor X\ntask A\ntask B\nor M\nend E\nS -> X -> A -> M -> E\nX -> B -> M")
    assert {"way A-M", "way B-M"} <= places(moves)
    assert "way X-A" not in places(moves)


def test_what_a_cancellation_clears_is_kept_apart() -> None:
    moves = small(
        "start S\nsub P {\nand X\nxor Y\ntask A\nand J\nend R\nX -> A -> J -> R\nX -> Y -> J\nY -> R\n}\n"
        "boundary B on=P timer=PT1H\nend E\nend F\nS -> P -> E\nB -> F"
    )
    [clearing] = [move for move in moves.moves if move.clears]
    assert {moves.net.places[place] for place in clearing.takes} == {"in P"}


PAIRS = "\n".join(f"sendTask A{n}\nX -> A{n} -> Y" for n in range(8))
ANSWERS = "\n".join(f"receiveTask B{n}\nV -> B{n} -> W" for n in range(8))
MAIL = "\n".join(f"A{n} ~> B{n}" for n in range(8))
EIGHT = f"""
    pool P {{
        start S
        and X
        and Y
        end E
        S -> X
        {PAIRS}
        Y -> E
    }}
    pool Q {{
        start T
        and V
        and W
        end F
        T -> V
        {ANSWERS}
        W -> F
    }}
    {MAIL}
"""


def test_what_can_only_happen_once_is_tried_alone() -> None:
    moves = small(EIGHT)
    one_by_one = explore(moves, alone=urgent(moves))
    every_order = explore(moves)
    assert len(one_by_one.states) < 30 < len(every_order.states)
    assert one_by_one.covered == every_order.covered
    for graph in (one_by_one, every_order):
        assert graph.complete
        assert all(moves.idle.issuperset(graph.marking(number)) for number in graph.stuck)
