"""What a person reads: what happens, why, what to do."""

from __future__ import annotations

import pytest

from bpmn.check import check, examine
from bpmn.soundness import Fault, decide
from tests.drawing import draw

JOIN = """
    start S
    xor X "Which way?"
    task A "Left"
    task B "Right"
    and J "Both back"
    end E "Done"
    S -> X
    X -> A : left
    X -> B : right
    A -> J
    B -> J -> E
"""


def faults(drawing: str) -> list[Fault]:
    return list(decide(draw(drawing)).faults)


def test_a_join_says_what_it_waits_for_and_who_sent_the_case_elsewhere() -> None:
    [fault] = faults(JOIN)
    assert fault.text == (
        "This case gets stuck at 'Both back': it waits for a path from every side, but when 'Which way?' takes "
        "'left', nothing comes from 'Right'."
    )
    assert fault.advice.startswith("Make 'Both back' an exclusive gateway (X)")


def test_a_join_that_waits_for_what_comes_after_it() -> None:
    [fault] = faults(
        'start S\nand J "Again"\ntask A "Try"\nxor X "Right?"\nend E\nS -> J -> A -> X -> E\nX -> J'
    )
    assert "only happens after it" in fault.text
    assert "'Again'" in fault.text


def test_paths_that_meet_unjoined() -> None:
    drawing = JOIN.replace("xor X", "and X").replace("and J", "xor J")
    fault = faults(drawing)[0]
    assert fault.text == (
        "'Done' can happen more than once in one case: 'Which way?' starts 'Left' and 'Right' together, and 'Both "
        "back' lets each of them through by itself."
    )
    assert fault.advice.startswith("Make 'Both back' a parallel gateway (+)")


def test_paths_that_meet_at_a_task() -> None:
    fault = faults('start S\nand X "All"\ntask A "One"\ntask B "Two"\nend E\nS -> X -> A -> B -> E\nX -> B')[
        0
    ]
    assert fault.text.startswith("'Two' can happen more than once in one case")
    assert "meet there directly" in fault.text


def test_a_loop_names_what_goes_round() -> None:
    [fault] = faults('start S\nxor M "Again"\ntask A "Ask"\ntask B "Wait"\nS -> M -> A -> B -> M')
    assert fault.text == (
        "Once a case reaches 'Again' it goes round for ever ('Again', 'Ask' and 'Wait'): no way out leads to an end."
    )


def test_a_step_that_never_happens() -> None:
    [fault] = faults('start S\nend E\nS -> E\ntask A "Lost"\ntask B "Lost too"\nend F\nA -> B -> F')
    assert fault.text == (
        "'Lost' can never happen, and so can one more step after it: no path leads to it from where the case begins."
    )


def test_a_message_that_does_not_come() -> None:
    drawing = """
        pool P "Council" {
            start S
            receiveTask W "Wait for proof"
            end E
            S -> W -> E
        }
        pool Q "Resident" {
            start T
            xor X
            sendTask A "Send proof"
            end F
            T -> X -> A -> F
            X -> F
        }
        A ~> W : Proof
    """
    [fault] = faults(drawing)
    assert fault.text == (
        "'Wait for proof' waits for the message 'Proof' from 'Send proof', but a case can come to a point after "
        "which 'Send proof' never sends it. Then the process 'Council' waits for ever."
    )


def test_an_end_reached_twice_is_allowed() -> None:
    [fault] = faults('start S\nand X\ntask A\ntask B\nend E "Paid"\nS -> X -> A -> E\nX -> B -> E')
    assert fault.text == "'Paid' can be reached more than once in one case."
    assert fault.advice.startswith("That is allowed.")


def test_notes_say_what_was_left_out() -> None:
    drawing = "start S\ntask A\nboundary B on=A compensate\ntask U compensation\nend E\nS -> A -> E\nB ... U\ncomplex C"
    assert [note.split()[0] for note in decide(draw(drawing)).notes] == ["What", "Complex"]


def test_one_cause_is_one_finding_beside_the_rules() -> None:
    found = check(draw(JOIN))
    assert [(one.rule, one.severity) for one in found if one.severity == "error"] == [("deadlock", "error")]
    lost = check(draw('start S "Asked"\ntask A "Answer"\nend E "Done"\nS -> A -> E\ntask B "Lost"'))
    assert [one.rule for one in lost if "B" in one.elements and one.severity == "error"] == [
        "no-disconnected"
    ]


@pytest.mark.parametrize("kind", ["unsafe"])
def test_what_follows_from_a_fault_is_no_finding(kind: str) -> None:
    drawing = JOIN.replace("xor X", "and X").replace("and J", "xor J")
    checked = examine(draw(drawing))
    assert {fault.kind for fault in checked.soundness.faults} == {kind, "ends-twice"}
    assert [one.rule for one in checked.findings if one.rule in (kind, "ends-twice")] == [kind]
