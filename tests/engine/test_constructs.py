"""What each BPMN construct lets happen."""

from __future__ import annotations

import pytest

from engine.errors import EndlessWalk
from tests.engine.walking import do, enabled, walk


def test_one_of_several_starts_is_chosen() -> None:
    case = walk("start S\nstart T\ntask A\ntask B\nS -> A\nT -> B")
    assert enabled(case) == {"S", "T"}
    assert [option.kind for option in case.options()] == ["start", "start"]
    assert enabled(do(case, "T")) == {"B"}


def test_without_a_start_every_node_with_no_way_in_starts() -> None:
    case = walk("task A\ntask B\nxor G\nA -> G\nB -> G")
    assert enabled(case) == {"A", "B"}
    assert do(case, "B", "A").outcome == "ended"


def test_what_no_start_reaches_never_happens() -> None:
    assert enabled(do(walk("start S\ntask A\ntask Alone\nS -> A"), "S")) == {"A"}


def test_a_circle_without_a_beginning_cannot_be_walked() -> None:
    assert walk("task A\ntask B\nA -> B -> A").outcome == "stuck"


def test_a_parallel_join_takes_exactly_one_from_each_way() -> None:
    case = walk("""
        start S
        and F
        task A
        task B
        and J
        task C
        S -> F -> A -> J -> C
        F -> B -> J
    """)
    do(case, "S", "A")
    assert (case.tokens, enabled(case)) == (("B", "J"), {"B"})
    assert do(case, "B").tokens == ("C",)


def test_a_parallel_join_after_an_exclusive_split_is_stuck() -> None:
    case = walk("start S\nxor G\ntask A\ntask B\nand J\nend E\nS -> G -> A -> J -> E\nG -> B -> J")
    do(case, "S", "G>G-A", "A")
    assert (case.outcome, case.tokens) == ("stuck", ("J",))


def test_an_exclusive_merge_runs_once_for_every_token() -> None:
    case = walk("start S\nand F\nxor M\ntask A\nS -> F -> M -> A\nF -> M")
    do(case, "S", "A")
    assert case.tokens == ("A",)
    assert do(case, "A").outcome == "ended"


def test_a_complex_gateway_splits_as_inclusive_and_joins_as_exclusive() -> None:
    case = walk("start S\ncomplex G\ntask A\ntask B\ncomplex J\ntask C\nS -> G -> A -> J -> C\nG -> B -> J")
    do(case, "S", "G>G-A+G-B", "A", "C")
    assert enabled(case) == {"B"}


def test_an_inclusive_join_waits_only_for_what_can_still_come() -> None:
    case = walk("""
        start S
        or G
        task A
        xor X
        task B
        end Early
        or J
        end E
        S -> G
        G -> A -> J
        G -> X
        X -> B -> J -> E
        X -> Early
    """)
    do(case, "S", "G>G-A+G-X", "A")
    assert "J" in case.tokens
    assert do(case, "X>X-Early").outcome == "ended"


def test_two_inclusive_joins_that_wait_for_each_other_are_stuck() -> None:
    case = walk("start S\nand F\nor I\nor J\nend E\nS -> F\nF -> I -> J\nF -> J -> I\nI -> E")
    assert do(case, "S").outcome in ("stuck", "going", "ended")


def test_the_first_event_wins_a_race() -> None:
    case = walk("""
        start S
        race R
        catch Reply message
        catch Late timer=P7D
        task A
        task B
        S -> R -> Reply -> A
        R -> Late -> B
    """)
    do(case, "S")
    assert {option.element: option.kind for option in case.options()} == {"Reply": "event", "Late": "time"}
    assert do(case, "Late").tokens == ("B",)


def test_an_interrupting_boundary_event_stops_its_task() -> None:
    case = walk("start S\ntask A\ntask B\nboundary T on=A timer=P1D\nS -> A\nT -> B")
    do(case, "S")
    assert {option.element: option.kind for option in case.options()} == {"A": "do", "T": "time"}
    assert do(case, "T").tokens == ("B",)


def test_a_non_interrupting_boundary_event_happens_once_and_the_task_goes_on() -> None:
    case = walk("start S\ntask A\ntask B\nboundary T on=A timer=P1D interrupting=no\nS -> A\nT -> B")
    do(case, "S", "T")
    assert (case.tokens, enabled(case)) == (("A", "B"), {"A", "B"})
    assert do(case, "A", "B").outcome == "ended"


SUB = """
start S
sub P "Assess" {
start I
and F
task A
task B
I -> F -> A
F -> B
{inner}
}
task C
boundary T on=P {boundary}
task D
S -> P -> C
T -> D
"""


def test_a_sub_process_ends_when_nothing_is_left_in_it() -> None:
    case = do(walk(SUB.replace("{inner}", "").replace("{boundary}", "timer=P1D")), "S", "A")
    assert enabled(case) == {"B", "T"}
    assert do(case, "B").tokens == ("C",)


def test_an_interrupted_sub_process_is_empty() -> None:
    case = do(walk(SUB.replace("{inner}", "").replace("{boundary}", "timer=P1D")), "S", "T")
    assert case.tokens == ("D",)


def test_terminate_ends_its_own_scope_only() -> None:
    inner = "end X terminate\nA -> X"
    case = do(walk(SUB.replace("{inner}", inner).replace("{boundary}", "timer=P1D")), "S", "A")
    assert case.tokens == ("C",)


def test_an_error_end_goes_to_its_boundary_event_which_never_happens_otherwise() -> None:
    inner = "end X error\nA -> X"
    case = do(walk(SUB.replace("{inner}", inner).replace("{boundary}", "error")), "S")
    assert enabled(case) == {"A", "B"}
    assert do(case, "A").tokens == ("D",)


def test_an_escalation_need_not_interrupt() -> None:
    inner = "throw X escalation\nA -> X"
    case = do(
        walk(SUB.replace("{inner}", inner).replace("{boundary}", "escalation interrupting=no")), "S", "A", "X"
    )
    assert case.tokens == ("B", "D")


def test_an_error_without_a_modelled_thrower_may_happen() -> None:
    assert enabled(do(walk(SUB.replace("{inner}", "").replace("{boundary}", "error")), "S")) == {
        "A",
        "B",
        "T",
    }


EVENT_SUB = """
start S
task A
task B
S -> A -> B
sub P byEvent {{
start I message {interrupting}
task C
I -> C
}}
"""


def test_an_interrupting_event_sub_process_takes_over() -> None:
    case = walk(EVENT_SUB.format(interrupting=""))
    assert enabled(case) == {"S"}
    do(case, "S")
    assert enabled(case) == {"A", "I"}
    do(case, "I")
    assert (case.tokens, enabled(case)) == (("C",), {"C"})
    assert do(case, "C").outcome == "ended"


def test_a_non_interrupting_event_sub_process_runs_beside() -> None:
    case = do(walk(EVENT_SUB.format(interrupting="interrupting=no")), "S", "I")
    assert enabled(case) == {"A", "C"}
    assert do(case, "A", "B", "C").outcome == "ended"


def test_several_starts_inside_a_sub_process_are_chosen_between() -> None:
    case = do(walk("start S\nsub P {\nstart I\nstart J\ntask A\ntask B\nI -> A\nJ -> B\n}\nS -> P"), "S")
    assert {option.element: option.kind for option in case.options()} == {"I": "start", "J": "start"}
    assert do(case, "J").tokens == ("B",)


def test_a_sub_process_without_content_is_one_step() -> None:
    case = do(walk("start S\nsub P {\n}\ntask C\nS -> P -> C"), "S")
    assert case.options()[0].kind == "do"
    assert do(case, "P").tokens == ("C",)


@pytest.mark.parametrize("loop", ["standard", "parallel", "sequential"])
def test_a_loop_is_done_again_or_gone_on_from(loop: str) -> None:
    case = do(walk(f"start S\ntask A loop={loop}\ntask B\nS -> A -> B"), "S", "A")
    assert [(flow.flow, flow.text) for flow in case.options()[0].flows] == [
        ("again", "Do it again"),
        ("go-on", "Go on"),
    ]
    do(case, "A>again", "A", "A>go-on")
    assert case.tokens == ("B",)


def test_an_ad_hoc_sub_process_is_picked_from_until_finished() -> None:
    case = do(walk('start S\nadHoc P {\ntask A "Phone"\ntask B "Write"\n}\ntask C\nS -> P -> C'), "S")
    (option,) = case.options()
    assert (option.kind, option.element) == ("choose", "P")
    assert [flow.text for flow in option.flows] == ["Phone", "Write", "Finish"]
    do(case, "P>B", "B", "P>A", "A", "P>B")
    assert case.tokens == ("B",)
    do(case, "B", "P>finish")
    assert case.tokens == ("C",)


def test_a_link_pair_is_a_flow() -> None:
    case = walk("start S\ntask A\nthrow L link=x\ncatch M link=x\ntask B\nS -> A -> L\nM -> B")
    assert do(case, "S", "A").tokens == ("B",)


def test_nothing_is_undone_unless_an_event_says_so() -> None:
    case = walk(
        "start S\ntask A\nboundary X on=A compensate\ntask Undo compensation\nend E\nS -> A -> E\nX ... Undo"
    )
    do(case, "S")
    assert enabled(case) == {"A"}
    assert do(case, "A").outcome == "ended"


def test_throwing_and_catching_events_are_steps() -> None:
    case = do(walk("start S\nthrow A message\ncatch B timer=P1D\ncatch C\nend E\nS -> A -> B -> C -> E"), "S")
    kinds = []
    while case.outcome == "going":
        (option,) = case.options()
        kinds.append((option.kind, option.element))
        case.take(option)
    assert kinds == [("event", "A"), ("time", "B"), ("event", "C")]


def test_what_goes_round_by_itself_is_noticed() -> None:
    case = walk("start S\ntask A\nxor G\nxor H\nS -> A -> G -> H -> G")
    do(case, "S")
    with pytest.raises(EndlessWalk, match="no way out"):
        do(case, "A")
    assert case.tokens == ("A",)


def test_work_that_grows_without_end_is_noticed() -> None:
    case = walk("start S\ntask A\nxor M\nand F\ntask B\nS -> A -> M -> F -> M\nF -> B")
    do(case, "S")
    with pytest.raises(EndlessWalk, match=r"places at once|by itself"):
        do(case, "A")


def test_a_flow_across_pools_is_left_out() -> None:
    case = walk("pool P {\nstart S\ntask A\nS -> A -> B\n}\npool Q {\nstart T\ntask B\n}")
    assert do(case, "S", "A").outcome == "ended"
