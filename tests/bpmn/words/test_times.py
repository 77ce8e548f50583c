"""Times in plain words."""

from __future__ import annotations

import pytest

from bpmn.model import Timer
from bpmn.words.times import (
    cron_in_words,
    cycle_in_words,
    date_in_words,
    duration_in_words,
    passing_in_words,
    starting_in_words,
    waiting_in_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PT48H", "48 hours"),
        ("PT1H", "1 hour"),
        ("P2W", "2 weeks"),
        ("P1M", "1 month"),
        ("PT1M", "1 minute"),
        ("P1DT2H30M", "1 day, 2 hours and 30 minutes"),
        ("PT1.5H", "1.5 hours"),
        ("PT0S", "no time"),
        ("P", None),
        ("PT", None),
        ("48 hours", None),
        ("${delay}", None),
    ],
)
def test_durations(text: str, words: str | None) -> None:
    assert duration_in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-12-01", "1 December 2026"),
        ("2026-12-01T09:00:00Z", "1 December 2026 at 09:00"),
        ("2026-13-01", None),
        ("tomorrow", None),
    ],
)
def test_dates(text: str, words: str | None) -> None:
    assert date_in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("R3/PT10H", "every 10 hours, 3 times"),
        ("R/P1D", "every day"),
        ("R1/P7D", "every 7 days, 1 time"),
        ("R/2026-12-01T09:00/P1W", "every week, from 1 December 2026 at 09:00"),
        ("0 0 9 * * ?", None),
    ],
)
def test_cycles(text: str, words: str | None) -> None:
    assert cycle_in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0 1 16 * * ?", "every day at 16:01"),
        ("0 30 9 ? * MON-FRI", "every weekday at 09:30"),
        ("0 0 8 ? * TUE", "every Tuesday at 08:00"),
        ("0 0/5 * * * ?", None),
        ("0 0 25 * * ?", None),
        ("0 0 8 ? * XYZ", None),
        ("0 0 8 1 * ?", None),
    ],
)
def test_times_of_day(text: str, words: str | None) -> None:
    assert cron_in_words(text) == words


@pytest.mark.parametrize(
    ("timer", "waiting", "passing", "starting"),
    [
        (Timer("timeDuration", "PT48H"), "for 48 hours", "48 hours have passed", "after 48 hours"),
        (
            Timer("timeDate", "2026-12-01"),
            "until 1 December 2026",
            "it is 1 December 2026",
            "on 1 December 2026",
        ),
        (
            Timer("timeCycle", "R/P1W"),
            "for the next of the times set: every week",
            "it is time (every week)",
            "every week",
        ),
        (
            Timer("timeDuration", "${due}"),
            "for the time set by '${due}'",
            "it is time (the time set by '${due}')",
            "at a set time (the time set by '${due}')",
        ),
        (
            None,
            "for a time that the diagram does not say",
            "it is time (a time that the diagram does not say)",
            "at a set time (a time that the diagram does not say)",
        ),
    ],
)
def test_in_a_sentence(timer: Timer | None, waiting: str, passing: str, starting: str) -> None:
    assert waiting_in_words(timer) == waiting
    assert passing_in_words(timer) == passing
    assert starting_in_words(timer) == starting
