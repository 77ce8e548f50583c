"""Decisions: taken by themselves where the answers decide, asked otherwise."""

from __future__ import annotations

import pytest

from engine.errors import EndlessWalk, WalkError
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.walking import do, enabled, walk

TIME = """
start S
userTask A "Ask when"
xor G "In time?"
task B
task C
end E
S -> A -> G
G -> B : yes [reported_within == "yes"]
G -> C : no {other}
B -> E
C -> E
"""


@pytest.mark.parametrize(
    ("other", "answer", "chosen", "because"),
    [
        ("[reported_within == 'no']", "yes", "G-B", "reported within is yes"),
        ("[reported_within == 'no']", "no", "G-C", "reported within is no"),
        ("default", "no", "G-C", "reported within is not yes"),
        ("", "no", "G-C", "reported within is not yes"),
    ],
)
def test_known_answers_decide_and_say_why(other: str, answer: str, chosen: str, because: str) -> None:
    case = do(walk(TIME.format(other=other)), "S")
    do(case, "A", reported_within=answer)
    last = case.log[-1]
    assert (last["kind"], last["element"], last["chose"], last["because"]) == (
        "choose",
        "G",
        [chosen],
        because,
    )
    assert case.tokens == (chosen[-1],)
    assert case.history[-1].enabled == ("G",)


@pytest.mark.parametrize(
    ("other", "answer"),
    [("[reported_within == 'no']", "perhaps"), ("[when it suits]", "no"), ("default", "")],
)
def test_what_they_do_not_decide_is_asked(other: str, answer: str) -> None:
    case = do(walk(TIME.format(other=other)), "S")
    case.take({"element": "A", "answers": {"reported_within": answer} if answer else {}})
    assert enabled(case) == {"G"}
    assert case.options()[0].flows[0].condition == "reported within is yes"


def test_an_earlier_condition_that_cannot_be_read_is_asked_about() -> None:
    case = do(walk(TIME.format(other="").replace('reported_within == "yes"', "${isInTime()}")), "S", "A")
    assert enabled(case) == {"G"}


def test_the_default_is_marked() -> None:
    case = do(walk(TIME.format(other="default")), "S", "A")
    assert [flow.otherwise for flow in case.options()[0].flows] == [False, True]


def test_suggested_only_when_asked_to_suggest() -> None:
    case = do(walk(TIME.format(other="default"), decides=False), "S")
    do(case, "A", reported_within="yes")
    (option,) = case.options()
    assert (option.suggested, option.because) == (("G-B",), "reported within is yes")
    do(case, "G>G-C")
    assert case.tokens == ("C",)


def test_going_back_takes_the_decision_with_it() -> None:
    case = do(walk(TIME.format(other="default")), "S")
    do(case, "A", reported_within="yes")
    case.back()
    assert (case.tokens, case.answers) == (("A",), {})


def test_a_log_may_say_otherwise_or_leave_the_decision_out() -> None:
    diagram = draw(TIME.format(other="default"))
    told = [{"element": "S"}, {"element": "A", "answers": {"reported_within": "yes"}}]
    assert Walkthrough.replay(diagram, told).tokens == ("B",)
    assert Walkthrough.replay(diagram, [*told, {"element": "B"}]).outcome == "ended"
    overruled = Walkthrough.replay(
        diagram, [*told, {"element": "G", "chose": ["G-C"], "because": "I say so"}]
    )
    assert overruled.tokens == ("C",)
    assert "because" not in overruled.log[-1]


def test_answers_reach_every_later_decision_also_through_joins() -> None:
    case = walk("""
        start S
        and F
        userTask A
        userTask B
        and J
        xor G
        task X
        task Y
        S -> F -> A -> J -> G
        F -> B -> J
        G -> X : [size > 3]
        G -> Y : default
    """)
    do(case, "S")
    do(case, "A", size="4")
    do(case, "B", other="1")
    assert case.tokens == ("X",)


def test_an_inclusive_decision_takes_several() -> None:
    drawing = """
        start S
        or G "Which?"
        task A
        task B
        task C
        or J
        end E
        S -> G
        G -> A : a [a == 1]
        G -> B : b [b == 1]
        G -> C : default
        A -> J -> E
        B -> J
        C -> J
    """
    case = do(walk(drawing), "S")
    option = case.options()[0]
    assert (option.several, option.least) == (True, 1)
    with pytest.raises(WalkError, match="default way"):
        do(case, "G>G-A+G-C")
    do(case, "G>G-A+G-B", "A")
    assert enabled(case) == {"B"}
    assert case.tokens == ("B", "J")
    assert do(case, "B").outcome == "ended"
    assert set(do(walk(drawing), "S", "G>G-C").tokens) == {"C"}


def test_inclusive_conditions_are_all_needed() -> None:
    drawing = """
        start S
        task T
        or G
        task A
        task B
        task C
        S -> T -> G
        G -> A : [a == 1]
        G -> B : [b == 1]
        G -> C : default
    """
    for answers, tokens in (
        ({"a": "1", "b": "1"}, ("A", "B")),
        ({"a": "0", "b": "1"}, ("B",)),
        ({"a": "0", "b": "0"}, ("C",)),
        ({"a": "1"}, ("G",)),
    ):
        assert do(do(walk(drawing), "S"), "T", **answers).tokens == tokens


def test_conditional_flows_of_a_task_are_a_decision_of_their_own() -> None:
    drawing = """
        start S
        task A
        task B
        task C
        S -> A -> B
        A -> C : if needed [needed == "yes"]
    """
    case = do(walk(drawing), "S", "A")
    (option,) = case.options()
    assert (option.kind, option.element, [flow.flow for flow in option.flows]) == ("choose", "A", ["A-C"])
    assert (option.several, option.least) == (True, 0)
    do(case, "A")
    assert (case.tokens, case.log[-1]["chose"]) == (("B",), ["A-B"])
    assert do(do(walk(drawing), "S"), "A", needed="yes").tokens == ("B", "C")


def test_flows_without_conditions_are_a_fork() -> None:
    assert do(walk("start S\ntask A\ntask B\ntask C\nS -> A -> B\nA -> C"), "S", "A").tokens == ("B", "C")


def test_answers_that_send_a_case_round_for_ever_are_noticed() -> None:
    case = do(
        walk("start S\ntask A\nxor G\nxor H\nend E\nS -> A -> H -> G\nG -> H : [a == 1]\nG -> E : default"),
        "S",
    )
    with pytest.raises(EndlessWalk, match="same loop"):
        do(case, "A", a="1")
    assert case.tokens == ("A",)
    assert do(case, "A", a="2").outcome == "ended"
