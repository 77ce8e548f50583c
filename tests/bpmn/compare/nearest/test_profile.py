"""What is kept of a process to find it by."""

from __future__ import annotations

from dataclasses import replace

from bpmn.compare.nearest import profile
from bpmn.compare.nearest.profile import Asked, text
from bpmn.compare.nearest.settings import LONGEST, MOST_STEPS
from tests.drawing import draw
from webapp.examples.starters import starters

ORDER = """
start S "Order arrives"
task P "Take the payment"
task D "Decide the application"
task R "Refund the fee"
end E "Closed"
S -> P -> D -> R -> E
"""


def test_steps_stand_in_process_order_with_what_surrounds_them() -> None:
    found = profile(draw(ORDER), "Book a thing")

    assert found.title == "Book a thing"
    assert [step.label for step in found.steps] == [
        "Order arrives",
        "Take the payment",
        "Decide the application",
        "Refund the fee",
        "Closed",
    ]
    assert [step.place for step in found.steps] == sorted(step.place for step in found.steps)
    assert {step.element for step in found.steps} == {"S", "P", "D", "R", "E"}


def test_what_comes_before_what_is_claimed_only_where_it_never_comes_after() -> None:
    payment, decision = 2, 4
    assert (payment, decision) in profile(draw(ORDER)).orders
    looped = ORDER + "xor G\nR -> G\nG -> P : again\n"
    assert (payment, decision) not in profile(draw(looped)).orders


def test_a_step_that_says_it_is_not_done_is_no_payment() -> None:
    assert not profile(draw('task A "No payment"\ntask B "Decide"\nA -> B')).orders


def test_without_a_title_the_names_of_the_processes_serve() -> None:
    diagram = draw('pool P "Council" {\ntask A "Check"\n}\npool Q "Crew" {\ntask B "Go"\n}')
    named = [replace(process, name=name) for process, name in zip(diagram.processes, "ba", strict=True)]
    assert profile(replace(diagram, processes=tuple(named))).title == "a b"
    assert profile(diagram, "Report a missed bin").title == "Report a missed bin"


def test_questions_of_patterns_count_once_a_step() -> None:
    address = starters()["address"]
    found = profile(draw('userTask A "Say where"'), attached=[("A", address), ("A", address)])
    assert Asked("A", "Postcode") in found.asked
    assert len(found.asked) == len(set(found.asked))


def test_nothing_named_is_nothing_kept() -> None:
    found = profile(draw("start S\ntask A\nend E\nS -> A -> E"))
    assert found.steps == ()
    assert found.labels == ()
    assert found.unnamed == 1


def test_a_very_long_process_is_kept_in_part() -> None:
    drawn = "\n".join(f'task T{n} "Check part {n}"' for n in range(1_000))
    flows = "\n".join(f"T{n} -> T{n + 1}" for n in range(999))
    found = profile(draw(f"{drawn}\n{flows}"))
    assert len(found.steps) == MOST_STEPS
    assert found.left_out == 1_000 - MOST_STEPS
    assert found.steps[0].label == "Check part 0"


def test_labels_are_made_fit_for_a_database() -> None:
    assert text("  Check\n the\tlog ") == "Check the log"
    assert text("a\0b") == "a b"
    assert len(text("x" * 5_000)) == LONGEST
    text("\ud800").encode("utf-8")
