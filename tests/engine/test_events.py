"""Every kind of event where it may stand (BPMN 2.0.2, 10.5 and 13.5): on an edge, in an event sub-process, thrown."""

from __future__ import annotations

import pytest

from tests.engine.walking import do, enabled, walk

KINDS = {
    "timer": "timer=P3D",
    "message": "message",
    "signal": "signal",
    "conditional": "condition=late",
    "error": "error",
    "escalation": "escalation",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_interrupting_boundary_event_of_every_kind_may_happen(kind: str) -> None:
    case = do(
        walk(f"start S\ntask A\ntask B\ntask C\nboundary X on=A {KINDS[kind]}\nS -> A -> B\nX -> C"), "S"
    )
    assert enabled(case) == {"A", "X"}
    assert {option.kind for option in case.options()} == {"do", "time" if kind == "timer" else "event"}
    assert enabled(do(case, "X")) == {"C"}


@pytest.mark.parametrize("kind", ["timer", "message", "signal", "conditional", "escalation"])
def test_a_boundary_event_of_every_kind_that_does_not_interrupt(kind: str) -> None:
    drawing = f"start S\ntask A\ntask C\nboundary X on=A {KINDS[kind]} interrupting=no\nS -> A\nX -> C"
    case = do(walk(drawing), "S", "X")
    assert enabled(case) == {"A", "C"}
    assert do(case, "C", "A").outcome == "ended"


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("interrupting", ["", " interrupting=no"])
def test_an_event_sub_process_of_every_kind(kind: str, interrupting: str) -> None:
    drawing = (
        f"start S\ntask A\nS -> A\nsub P byEvent {{\nstart I {KINDS[kind]}{interrupting}\ntask C\nI -> C\n}}"
    )
    case = do(walk(drawing), "S")
    assert enabled(case) == {"A", "I"}
    do(case, "I")
    assert enabled(case) == ({"A", "C"} if interrupting else {"C"})
    do(case, "C")
    assert case.outcome == ("going" if interrupting else "ended")


@pytest.mark.parametrize(("kind", "throws"), [("error", "end X error"), ("escalation", "end X escalation")])
def test_an_event_sub_process_catches_what_its_scope_throws_and_happens_no_other_way(
    kind: str, throws: str
) -> None:
    case = walk(
        f"start S\ntask A\n{throws}\nS -> A -> X\nsub P byEvent {{\nstart I {kind}\ntask C\nI -> C\n}}"
    )
    do(case, "S")
    assert enabled(case) == {"A"}
    assert enabled(do(case, "A")) == {"C"}


def test_the_nearest_catch_that_names_the_same_wins() -> None:
    case = walk("""
        error One "One"
        error Two "Two"
        start S
        sub P {
        sub Q {
        task A
        end X error=Two
        A -> X
        }
        boundary B on=Q error=One
        task Inner
        B -> Inner
        }
        boundary C on=P error=Two
        task Outer
        S -> P
        C -> Outer
    """)
    do(case, "S")
    assert "C" not in enabled(case)
    assert enabled(do(case, "A")) == {"Outer"}


@pytest.mark.parametrize("kind", ["error", "escalation", "cancel"])
def test_what_nobody_catches_ends_the_path_it_is_on(kind: str) -> None:
    case = walk(f"start S\nand F\ntask A\ntask B\nend X {kind}\nS -> F -> A -> X\nF -> B")
    assert enabled(do(case, "S", "A")) == {"B"}
    assert do(case, "B").outcome == "ended"


def test_an_escalation_end_that_interrupts_stops_its_sub_process() -> None:
    case = walk("""
        start S
        sub P {
        start I
        and F
        task A
        task B
        end X escalation
        I -> F -> A -> X
        F -> B
        }
        boundary E on=P escalation
        task C
        task D
        S -> P -> D
        E -> C
    """)
    assert enabled(do(case, "S", "A")) == {"C"}


def test_a_transaction_that_completes_goes_on_and_one_that_is_cancelled_does_not() -> None:
    drawing = """
        start S
        transaction P {
        start I
        task A
        xor G
        end Fine
        end Off cancel
        I -> A -> G -> Fine
        G -> Off
        }
        boundary K on=P cancel
        task B
        task C
        S -> P -> B
        K -> C
    """
    case = do(walk(drawing), "S")
    assert enabled(case) == {"A"}
    assert enabled(do(case, "A", "G>G-Fine")) == {"B"}
    assert enabled(do(walk(drawing), "S", "A", "G>G-Off")) == {"C"}


SIGNALS = """
signal Storm "Storm warning"
signal Other "Other"
start S
and F
throw T "Warn the crews" signal=Storm
catch C "Crew warned" signal=Storm
catch D "Something else" signal=Other
task A
boundary B "Work stops" on=A signal=Storm
S -> F -> T
F -> C
F -> D
F -> A
sub P byEvent {
start I "Storm plan" signal=Storm interrupting=no
}
"""


def test_a_signal_says_what_it_would_set_off_and_what_waits_says_that_it_was_sent() -> None:
    case = do(walk(SIGNALS), "S")
    notes = {option.element: option.note for option in case.options()}
    assert notes["C"] is None
    said = notes["T"] or ""
    assert said.startswith("This sends the signal 'Storm warning', for which ")
    assert all(name in said for name in ("'Crew warned'", "'Work stops'", "'Storm plan'"))
    assert "'Something else'" not in said
    before = enabled(case)
    do(case, "T")
    assert enabled(case) == before - {"T"}
    notes = {option.element: option.note for option in case.options()}
    sent = "The signal 'Storm warning' has been sent."
    assert {key for key, note in notes.items() if note == sent} == {"C", "B", "I"}
    do(case, "C")
    assert case.history[-1].note == sent


def test_a_signal_sent_before_does_not_reach_what_begins_to_wait_later() -> None:
    case = walk('signal X "X"\nstart S\nthrow T signal=X\ncatch C signal=X\nS -> T -> C')
    do(case, "S", "T")
    assert case.options()[0].note is None


def test_a_signal_goes_into_a_race_and_across_pools() -> None:
    case = walk("""
        signal X "X"
        pool P "P" {
        start S
        task A
        end T signal=X
        S -> A -> T
        A ~> C
        }
        pool Q "Q" {
        start I
        race R
        catch C message
        catch D signal=X
        I -> R -> C
        R -> D
        }
    """)
    do(case, "S", "I", "A")
    assert {option.element: option.note for option in case.options()}["D"] == "The signal 'X' has been sent."


def test_an_event_with_several_triggers_happens_by_any_of_them() -> None:
    case = do(walk("start S\ncatch C message timer=P1D\ntask A\nS -> C -> A"), "S")
    assert enabled(case) == {"C"}
    assert enabled(do(case, "C")) == {"A"}


def test_a_race_may_hold_receive_tasks_and_begin_a_process() -> None:
    case = do(walk("start S\nrace R\nreceiveTask M\ncatch T timer=P1D\nS -> R -> M\nR -> T"), "S")
    assert enabled(case) == {"M", "T"}
    assert do(case, "M").outcome == "ended"


def test_terminate_in_one_pool_leaves_the_other_alone() -> None:
    case = walk("""
        pool P "P" {
        start S
        and F
        task A
        task B
        end X terminate
        S -> F -> A -> X
        F -> B
        }
        pool Q "Q" {
        start T
        receiveTask M
        T -> M
        }
        A ~> M
    """)
    do(case, "S", "T", "A")
    assert enabled(case) == {"M"}
    assert do(case, "M").outcome == "ended"


def test_links_lead_within_their_own_scope_only() -> None:
    case = walk("""
        start S
        task A
        throw L link=x
        S -> A -> L
        sub P {
        catch M link=x
        task B
        M -> B
        }
    """)
    assert do(case, "S", "A").outcome == "ended"


def test_an_inclusive_default_is_for_when_nothing_else_is_chosen() -> None:
    case = do(walk("start S\nor G\ntask A\ntask B\nS -> G -> A : yes\nG -> B : other default"), "S")
    (option,) = case.options()
    assert [flow.otherwise for flow in option.flows] == [False, True]
    assert enabled(do(case, "G>G-B")) == {"B"}


def test_a_complex_gateway_goes_on_for_each_that_comes() -> None:
    case = walk("start S\nand F\ntask A\ntask B\ncomplex J\ntask C\nS -> F -> A -> J -> C\nF -> B -> J")
    do(case, "S", "A", "C")
    assert enabled(case) == {"B"}
    assert enabled(do(case, "B")) == {"C"}
