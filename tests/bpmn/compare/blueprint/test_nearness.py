"""Councils in order of nearness."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bpmn.compare.blueprint.nearness import Joining, by_nearness, joinings


def test_the_closest_are_joined_first_by_their_average() -> None:
    likeness = [[1.0, 0.2, 0.8, 0.1], [0.2, 1.0, 0.4, 0.7], [0.8, 0.4, 1.0, 0.1], [0.1, 0.7, 0.1, 1.0]]

    assert joinings(likeness) == (
        Joining((0,), (2,), 0.8),
        Joining((1,), (3,), 0.7),
        Joining((0, 2), (1, 3), 0.2),
    )
    assert by_nearness(likeness) == (0, 2, 1, 3)


@given(st.integers(0, 7).flatmap(lambda n: st.lists(st.floats(0, 1), min_size=n * n, max_size=n * n)))
def test_everybody_stands_once_and_joinings_never_get_closer(values: list[float]) -> None:
    count = int(len(values) ** 0.5)
    likeness = [
        [(values[i * count + j] + values[j * count + i]) / 2 for j in range(count)] for i in range(count)
    ]

    assert sorted(by_nearness(likeness)) == list(range(count))
    heights = [joining.likeness for joining in joinings(likeness)]
    assert all(two <= one + 1e-3 for one, two in pairwise(heights))
