"""Compensation: what was done is undone, the last first, and the walk says why."""

from __future__ import annotations

import pytest

from bpmn.soundness import decide
from engine.from_trace import follow
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.walking import do, enabled, walk

TRIP = """
start S
task Hotel "Book the hotel"
boundary H on=Hotel compensate
task Cancel "Cancel the hotel" compensation
task Train "Book the train"
boundary T on=Train compensate
task Refund "Refund the train" compensation
task Tell "Tell the resident"
{throw}
end E
S -> Hotel -> Train -> Tell -> Undo
{after}
H ... Cancel
T ... Refund
"""


def trip(throw: str = 'throw Undo "Trip cancelled" compensate', after: str = "Undo -> E") -> Walkthrough:
    return walk(TRIP.format(throw=throw, after=after))


def test_the_last_that_was_done_is_undone_first_and_the_event_waits() -> None:
    case = do(trip(), "S", "Hotel", "Train", "Tell", "Undo")
    assert enabled(case) == {"Refund"}
    (option,) = case.options()
    assert (option.kind, option.undoes) == ("do", "Train")
    assert option.note == "This undoes 'Book the train', because 'Trip cancelled' has happened."
    do(case, "Refund")
    assert (enabled(case), case.ends) == ({"Cancel"}, ())
    do(case, "Cancel")
    assert (case.outcome, case.ends) == ("ended", ("E",))
    assert case.history[-1].note == "This undoes 'Book the hotel', because 'Trip cancelled' has happened."


def test_only_what_is_completed_is_undone() -> None:
    case = walk("""
        start S
        and F
        task A
        boundary X on=A compensate
        task UndoA compensation
        task B
        boundary Y on=B compensate
        task UndoB compensation
        throw Undo compensate
        S -> F -> A
        F -> B
        F -> Undo
        X ... UndoA
        Y ... UndoB
    """)
    do(case, "S", "B", "Undo")
    assert enabled(case) == {"A", "UndoB"}
    assert do(case, "UndoB", "A").outcome == "ended"


def test_nothing_done_is_nothing_undone() -> None:
    case = walk("start S\nthrow Undo compensate\ntask A\nboundary X on=A compensate\ntask U compensation\n"
                "S -> Undo -> A\nX ... U")  # fmt: skip
    assert enabled(do(case, "S", "Undo")) == {"A"}


def test_a_named_activity_alone_is_undone() -> None:
    case = do(trip("throw Undo undoes=Hotel"), "S", "Hotel", "Train", "Tell", "Undo")
    assert enabled(case) == {"Cancel"}
    assert do(case, "Cancel").outcome == "ended"


def test_an_event_that_does_not_wait_goes_on_beside() -> None:
    case = trip("throw Undo compensate wait=no\ntask Next", "Undo -> Next -> E")
    do(case, "S", "Hotel", "Train", "Tell", "Undo")
    assert enabled(case) == {"Refund", "Next"}
    do(case, "Next", "Refund", "Cancel")
    assert case.outcome == "ended"


def test_nothing_is_undone_twice() -> None:
    case = trip("throw Undo compensate\nend Again compensate", "Undo -> Again")
    do(case, "S", "Hotel", "Train", "Tell", "Undo", "Refund")
    assert "Again" not in case.ends
    do(case, "Cancel")
    assert (case.outcome, case.ends) == ("ended", ("Again",))


def test_a_compensation_end_waits_for_what_it_undoes() -> None:
    case = do(trip("end Undo compensate", ""), "S", "Hotel", "Train", "Tell")
    assert enabled(case) == {"Refund"}
    assert do(case, "Refund", "Cancel").outcome == "ended"


def test_each_round_of_a_loop_is_undone() -> None:
    case = walk("""
        start S
        task A loop=parallel
        boundary X on=A compensate
        task U compensation
        end E compensate
        S -> A -> E
        X ... U
    """)
    do(case, "S", "A", "A>again", "A", "A>go-on", "U")
    assert enabled(case) == {"U"}
    assert do(case, "U").outcome == "ended"


INSIDE = """
start S
{kind} P "Order" {{
start I
task A
boundary X on=A compensate
task UndoA compensation
task B
boundary Y on=B compensate
task UndoB compensation
{more}
I -> A -> B
X ... UndoA
Y ... UndoB
}}
{beside}
throw Undo compensate
task Z
end E
S -> P -> Undo -> Z -> E
"""


def test_a_completed_sub_process_is_undone_by_what_is_in_it() -> None:
    case = do(walk(INSIDE.format(kind="sub", more="", beside="")), "S", "A", "B", "Undo")
    assert enabled(case) == {"UndoB"}
    do(case, "UndoB")
    assert enabled(case) == {"UndoA"}
    assert enabled(do(case, "UndoA")) == {"Z"}


def test_its_own_handler_undoes_a_sub_process_as_a_whole() -> None:
    beside = "boundary W on=P compensate\ntask UndoP compensation\nW ... UndoP"
    case = do(walk(INSIDE.format(kind="sub", more="", beside=beside)), "S", "A", "B", "Undo")
    assert enabled(case) == {"UndoP"}
    assert enabled(do(case, "UndoP")) == {"Z"}


def test_a_compensation_event_sub_process_undoes_and_may_undo_what_is_inside() -> None:
    more = "sub Q byEvent {\nstart K compensate\ntask Phone\nthrow Deep undoes=A\nK -> Phone -> Deep\n}"
    case = do(walk(INSIDE.format(kind="sub", more=more, beside="")), "S", "A", "B")
    assert enabled(case) == {"Undo"}
    do(case, "Undo")
    assert enabled(case) == {"Phone"}
    assert case.options()[0].undoes == "P"
    do(case, "Phone", "Deep")
    assert enabled(case) == {"UndoA"}
    assert enabled(do(case, "UndoA")) == {"Z"}


def test_a_sub_process_still_under_way_is_not_undone() -> None:
    case = walk("start S\nand F\nsub P {\ntask A\nboundary X on=A compensate\ntask U compensation\nX ... U\n"
                "task B\n}\nthrow Undo compensate\nS -> F -> P\nF -> Undo")  # fmt: skip
    do(case, "S", "A", "Undo")
    assert enabled(case) == {"B"}


def test_a_cancelled_transaction_is_undone_before_it_is_left() -> None:
    case = walk("""
        start S
        transaction P "Order" {
        start I
        and F
        task A "A"
        boundary X on=A compensate
        task UndoA compensation
        task B
        task Stop
        end C "Refused" cancel
        I -> F -> A
        F -> B
        F -> Stop -> C
        X ... UndoA
        }
        boundary K on=P cancel
        task Sorry
        task Fine
        S -> P -> Fine
        K -> Sorry
    """)
    do(case, "S", "A", "Stop")
    assert enabled(case) == {"UndoA"}
    assert case.options()[0].note == "This undoes 'A', because 'Refused' has happened."
    assert enabled(do(case, "UndoA")) == {"Sorry"}


def test_an_error_handler_inside_undoes_what_its_scope_has_done() -> None:
    case = walk("""
        start S
        task A
        boundary X on=A compensate
        task UndoA compensation
        task B
        end Bad error
        sub Q byEvent {
        start K error
        throw Undo compensate
        end Over
        K -> Undo -> Over
        }
        S -> A -> B -> Bad
        X ... UndoA
    """)
    do(case, "S", "A", "B", "Undo")
    assert enabled(case) == {"UndoA"}
    assert do(case, "UndoA").outcome == "ended"


def test_back_replay_and_the_log_know_it() -> None:
    case = do(trip(), "S", "Hotel", "Train", "Tell", "Undo", "Refund")
    again = Walkthrough.replay(case.diagram, case.choice_log)
    assert (again.enabled, again.tokens) == (case.enabled, case.tokens)
    case.back()
    assert enabled(case) == {"Refund"}


@pytest.mark.parametrize("handler", ["task U compensation", "sub U compensation {\ntask V\n}"])
def test_the_check_takes_what_undoes_to_end_and_calls_nothing_of_it_dead(handler: str) -> None:
    diagram = draw(
        f"start S\ntask A\nboundary X on=A compensate\n{handler}\nthrow Undo compensate\nxor G\ntask B\ntask C\n"
        "and J\nend E\nS -> A -> Undo -> G -> B -> J -> E\nG -> C -> J\nX ... U"
    )
    (fault,) = decide(diagram).faults
    assert fault.kind == "deadlock"
    case = follow(diagram, fault.steps)
    assert (case.outcome, case.tokens) == ("stuck", ("J",))


def test_a_compensation_event_sub_process_is_no_dead_step() -> None:
    more = "sub Q byEvent {\nstart K compensate\ntask Phone\nK -> Phone\n}"
    assert decide(draw(INSIDE.format(kind="sub", more=more, beside=""))).is_sound
