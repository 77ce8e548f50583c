"""The bounded cache of results."""

from __future__ import annotations

from webapp.kept import Kept


def test_the_longest_unused_is_dropped_and_a_look_counts_as_use() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1

    kept.put("c", 3)

    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)


def test_what_is_dropped_is_gone_and_may_be_dropped_again() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1)

    kept.drop("a")
    kept.drop("a")

    assert kept.get("a") is None


def test_what_is_taken_is_the_takers_alone() -> None:
    kept: Kept[str, int] = Kept(2)
    kept.put("a", 1)

    assert kept.take("a") == 1
    assert kept.take("a") is None
    assert kept.get("a") is None
