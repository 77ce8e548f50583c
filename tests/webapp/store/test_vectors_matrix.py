"""Rows of signed bytes, and the search for the nearest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare.nearest.rows import packed
from webapp.store.vectors import matrix
from webapp.store.vectors.matrix import ByteMatrix

WIDTH = 64


def rows(count: int, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def filled(made: np.ndarray, **how: bool) -> ByteMatrix:
    found = ByteMatrix(WIDTH, **how)
    found.put(list(range(len(made))), [packed(row) for row in made])
    return found


def test_the_nearest_are_those_of_a_plain_search() -> None:
    made = rows(3_000)
    found = filled(made).nearest(made[7], 10)
    plain = np.argsort(-(made @ made[7]))[:10].tolist()
    assert [number for number, _ in found] == plain
    assert found[0] == (7, pytest.approx(1, abs=1e-3))
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_signs_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MANY", 1_000)
    monkeypatch.setattr(matrix, "LIKELY", 800)
    made = rows(3_000)
    exact, short = filled(made), filled(made, by_signs=True)
    for asked in range(0, 100, 10):
        assert short.nearest(made[asked], 3)[0] == exact.nearest(made[asked], 3)[0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=80), st.booleans())
def test_putting_and_removing_leaves_what_was_put_last(
    changes: list[tuple[int, bool]], by_signs: bool
) -> None:
    found = ByteMatrix(WIDTH, by_signs=by_signs)
    wanted: dict[int, int] = {}
    made = rows(len(changes) + 1)
    for step, (number, keep) in enumerate(changes):
        if keep:
            found.put([number], [packed(made[step])])
            wanted[number] = step
        else:
            found.remove(number)
            wanted.pop(number, None)
    assert len(found) == len(wanted)
    for number, step in wanted.items():
        assert float(found.rows([number])[0] @ made[step]) > 0.99
        assert found.nearest(made[step], 1)[0][1] > 0.99
    assert {number for number, _ in found.nearest(made[-1], 99)} <= set(wanted)


def test_what_is_not_allowed_is_not_found() -> None:
    made = rows(50)
    allowed = np.zeros(50, np.bool_)
    allowed[3] = True
    assert [number for number, _ in filled(made).nearest(made[3], 10, allowed)] == [3]


def test_equals_come_by_number() -> None:
    made = np.repeat(rows(1), 40, axis=0)
    assert [number for number, _ in filled(made).nearest(made[0], 5)] == [0, 1, 2, 3, 4]


def test_nothing_is_near_to_nothing() -> None:
    assert ByteMatrix(WIDTH).nearest(rows(1)[0], 5) == []
    assert filled(rows(5)).nearest(np.zeros(WIDTH, np.float32), 5) == []
    assert not filled(rows(5)).rows([99]).any()
