"""A step that is done for each of several is asked how many there are; the rounds then take themselves."""

from __future__ import annotations

import json

import pytest

from engine.errors import WalkError
from engine.rounds import HowMany
from engine.walkthrough import Walkthrough
from tests.engine.walking import do, enabled, walk

BINS = "start S\ntask A loop={loop}\ntask B\nS -> A -> B"


@pytest.mark.parametrize("loop", ["parallel", "sequential"])
def test_three_are_done_and_the_case_goes_on_by_itself(loop: str) -> None:
    case = do(walk(BINS.format(loop=loop)), "S")
    (option,) = case.options()
    assert option.how_many == HowMany(suggested=None)
    case.take(option, times=3)
    assert enabled(case) == {"A"}
    assert case.options()[0].how_many is None
    do(case, "A")
    assert case.history[-1].because == "2 of 3 done"
    do(case, "A")
    assert enabled(case) == {"B"}
    assert [step.because for step in case.history if step.kind == "choose"] == [
        "1 of 3 done",
        "2 of 3 done",
        "3 of 3 done",
    ]
    assert case.history[1].enabled == ("A",)


def test_the_log_keeps_the_number_and_replays() -> None:
    case = do(walk(BINS.format(loop="parallel")), "S")
    case.take(case.options()[0], times=2)
    log = json.loads(json.dumps(case.choice_log))
    assert log["steps"][1]["times"] == 2
    again = Walkthrough.replay(case.diagram, log)
    assert (again.enabled, again.log) == (case.enabled, case.log)
    do(again, "A")
    assert enabled(again) == {"B"}
    again.back()
    assert again.log == case.log


def test_without_a_number_every_round_is_asked_about() -> None:
    case = do(walk(BINS.format(loop="parallel")), "S", "A")
    (option,) = case.options()
    assert (option.kind, option.how_many) == ("choose", HowMany())
    case.take(option, times=2)
    assert enabled(do(case, "A")) == {"B"}


def test_one_is_one_round() -> None:
    case = do(walk(BINS.format(loop="sequential")), "S")
    case.take(case.options()[0], times=1)
    assert enabled(case) == {"B"}


@pytest.mark.parametrize("written", ["3", "=3", "${3}", "${bins}", "bins"])
def test_the_file_or_an_answer_suggests_the_number(written: str) -> None:
    case = walk(f"start S\ntask Ask\ntask A loop=parallel times={written}\nS -> Ask -> A")
    do(case, "S")
    do(case, "Ask", bins="3")
    assert case.options()[0].how_many == HowMany(suggested=3)


@pytest.mark.parametrize("written", ["many", "0", "'${__import__(1)}'", "'${a + 1}'"])
def test_what_is_no_number_suggests_none(written: str) -> None:
    case = do(walk(f"start S\ntask A loop=parallel times={written}\nS -> A"), "S")
    assert case.options()[0].how_many == HowMany()


def test_a_loop_with_a_maximum_can_be_asked_and_one_without_cannot() -> None:
    case = do(walk("start S\ntask A loop=standard times=2\nS -> A"), "S")
    assert case.options()[0].how_many == HowMany(most=2)
    with pytest.raises(WalkError, match="2 times at most"):
        case.take(case.options()[0], times=3)
    case = do(walk("start S\ntask A loop=standard\nS -> A"), "S")
    assert case.options()[0].how_many is None


def test_a_sub_process_for_each_is_asked_after_the_first() -> None:
    case = do(walk("start S\nsub P loop=parallel times=3 {\ntask A\n}\ntask B\nS -> P -> B"), "S", "A")
    (option,) = case.options()
    assert option.how_many == HowMany(suggested=3)
    case.take(option, times=3)
    do(case, "A", "A")
    assert enabled(case) == {"B"}


@pytest.mark.parametrize("times", [0, -1, 1_001, True, "3", 2.5])
def test_a_number_that_is_none_is_refused_and_nothing_changes(times: object) -> None:
    case = do(walk(BINS.format(loop="parallel")), "S")
    with pytest.raises(WalkError, match="whole number"):
        case.take({"element": "A", "times": times})
    assert len(case.history) == 1


def test_an_ordinary_step_is_not_asked() -> None:
    case = do(walk("start S\ntask A\nS -> A"), "S")
    assert case.options()[0].how_many is None
    with pytest.raises(WalkError, match="How many cannot be said"):
        case.take(case.options()[0], times=2)
    assert enabled(case) == {"A"}


def test_many_empty_rounds_are_no_endless_loop() -> None:
    case = do(walk("start S\nsub P loop=parallel {\nxor G\nend E\nG -> E\n}\ntask B\nS -> P -> B"), "S")
    case.take(case.options()[0], times=900)
    assert enabled(case) == {"B"}
