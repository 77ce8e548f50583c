"""How often an address may ask: counted in memory, and forgotten when the time is over."""

from __future__ import annotations

import threading

import pytest

from webapp import rates
from webapp.rates import Counts


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which the test moves."""
    now = [1_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


def test_counts_begin_anew_when_their_time_is_over(clock: list[float]) -> None:
    counts = Counts("counts://")
    assert [counts.incr("a", 60), counts.incr("a", 60), counts.incr("b", 60, 3)] == [1, 2, 3]
    clock[0] += 59
    assert counts.incr("a", 60) == 3
    clock[0] += 2
    assert counts.incr("a", 60) == 1


def test_old_counts_leave_the_memory(clock: list[float]) -> None:
    counts = Counts("counts://")
    for number in range(500):
        counts.incr(f"address {number}", 10)
    clock[0] += rates.SWEEP + 11
    counts.incr("another", 10)
    assert set(counts.storage) == {"another"}
    assert set(counts.expirations) == {"another"}


def test_nothing_is_lost_when_many_count_at_once() -> None:
    counts = Counts("counts://")
    people = [threading.Thread(target=lambda: [counts.incr("a", 60) for _ in range(500)]) for _ in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert counts.get("a") == 4_000


def test_counting_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Counts("counts://")
    monkeypatch.setattr(threading.Thread, "start", lambda _self: pytest.fail("a thread was started"))
    assert counts.incr("a", 60) == 1
