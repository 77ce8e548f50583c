"""How much time a case has taken, as far as its timers say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram, Timer
from engine.elapsed import Clock, length_in_words, seconds_of
from engine.random_walk import each_walk
from engine.walkthrough import Walkthrough
from tests.engine.diagrams import diagrams
from tests.engine.test_properties import SMALL
from tests.engine.walking import do, walk

DAY = 86400
WAIT = """
start S
task A "Send the form"
catch T "Wait for it" timer={timer}
end E
S -> A -> T -> E
"""
BESIDE = """
start S
task A "Gather the papers"
boundary R "Reminder" on=A timer=P3D interrupting=no
boundary L "Too late" on=A timer=P10D
task B "Remind them"
end E
end F
S -> A -> E
R -> B -> F
L -> F
"""
RACE = """
start S
race G
catch M "Papers come" message
catch T "Two weeks" timer=P14D
xor J
xor X "Enough?"
end E
S -> J -> G
G -> M
G -> T
M -> X
X -> J : no
X -> E : yes
T -> E
"""


def waited(timer: str) -> Clock:
    return Clock(do(walk(WAIT.format(timer=timer)), "S", "A", "T"))


@pytest.mark.parametrize(
    ("timer", "later", "day"),
    [
        ("P3D", "3 days later", "Day 4"),
        ("PT10H", "10 hours later", "Day 1"),
        ("P1DT12H", "1 day and 12 hours later", "Day 2"),
        ("R3/PT10H", "10 hours later", "Day 1"),
        ("P2W", "2 weeks later", "Day 15"),
        ("P2M", "2 months later", "About day 61"),
        ("P1Y", "1 year later", "About day 366"),
        ("2026-12-01", "On 1 December 2026", "Day 1 or later"),
        ("when-it-suits", "Later: Wait for it", "Day 1 or later"),
        ("P99999999999999Y", "99999999999999 years later", "About day 73001"),
    ],
)
def test_a_timer_says_how_much_later_it_is(timer: str, later: str, day: str) -> None:
    moment = waited(timer).now
    assert (moment.later, moment.words) == (later, day)


def test_work_takes_no_time_and_says_nothing() -> None:
    assert [
        (one.seconds, one.later) for one in Clock(do(walk(WAIT.format(timer="P3D")), "S", "A")).moments
    ] == [
        (0.0, ""),
        (0.0, ""),
    ]


def test_a_timer_that_has_not_happened_yet_says_when_it_would() -> None:
    here = do(walk(BESIDE), "S", "R")
    then = Clock(here).after("L")
    assert then.words == "Day 11"
    assert then.later == "7 days later, 10 days after this began to wait"


def test_timers_that_wait_at_the_same_time_are_not_added_up() -> None:
    clock = Clock(do(walk(BESIDE), "S", "R", "B", "L"))
    assert [one.day for one in clock.moments] == [1, 4, 4, 11]


def test_a_race_that_begins_anew_waits_anew() -> None:
    clock = Clock(do(walk(RACE), "S", "T"))
    assert clock.now.day == 15
    again = do(walk(RACE), "S", "M", "X>X-J", "T")
    assert Clock(again).now.later == "14 days later"


def test_a_clock_that_begins_a_case_has_not_run_for_it() -> None:
    begun = do(walk('start S "Every Monday" timer=P7D\nend E\nS -> E'), "S")
    assert Clock(begun).now.seconds == 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("P1D", DAY),
        ("PT1.5H", 5400),
        ("R/P1D", DAY),
        ("R2/2026-01-01/P1W", 7 * DAY),
        ("2026-01-01", None),
        ("", None),
    ],
)
def test_seconds_of_what_the_file_says(text: str, seconds: float | None) -> None:
    assert seconds_of(Timer("timeDuration", text)) == seconds


def test_no_timer_has_no_length() -> None:
    assert seconds_of(None) is None


def test_lengths_in_words() -> None:
    assert length_in_words(2 * DAY + 3 * 3600 + 5) == "2 days and 3 hours"
    assert length_in_words(60) == "1 minute"
    assert length_in_words(0) == "no time"


@settings(max_examples=60, deadline=None)
@given(diagrams(), st.integers(0, 10_000))
def test_time_never_runs_back(diagram: Diagram, seed: int) -> None:
    for one in each_walk(diagram, seed, 1, 30, limits=SMALL):
        if one.outcome == "limit":
            continue
        run = Walkthrough.replay(diagram, one.to_json(), limits=SMALL, decides=False)
        seconds = [moment.seconds for moment in Clock(run).moments]
        assert seconds == sorted(seconds)
        assert len(seconds) == len(run.history)
