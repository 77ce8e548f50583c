"""Labels as rows of numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpmn.compare.embedding import encoder
from bpmn.compare.nearest.rows import packed, unpacked
from bpmn.compare.nearest.spaces import WIDTH, MeaningSpace, Space, WordSpace, space


def spaces() -> list[Space]:
    found: list[Space] = [WordSpace()]
    sentences = encoder()
    return [*found, MeaningSpace(sentences)] if sentences is not None else found


@pytest.fixture(params=range(2), ids=["words", "meaning"])
def where(request: pytest.FixtureRequest) -> Space:
    found = spaces()
    if request.param >= len(found):
        pytest.skip("the weights for meaning are not installed")
    return found[request.param]


def cosine(where: Space, one: str, two: str) -> float:
    first, second = where.rows([one, two])
    return float(first @ second)


def test_the_same_words_are_the_same_row(where: Space) -> None:
    assert cosine(where, "Check the crew's log", "Check the crew's log") == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("label", "like", "unlike"),
    [
        ("Take the payment", "Pay the fee", "Visit the property"),
        ("Check the crew's log", "Look at the crew's log", "Send the badge"),
        ("Refuse the application", "Turn down the application", "Empty the bin"),
        ("Verificar documentación", "Verificar documentos", "Empty the bin"),
        ("申請を確認する", "申請の確認", "Empty the bin"),
    ],
)
def test_what_says_the_same_lies_nearer(where: Space, label: str, like: str, unlike: str) -> None:
    assert cosine(where, label, like) > cosine(where, label, unlike) + 0.1


def test_what_says_nothing_is_a_row_of_zeros(where: Space) -> None:
    assert not where.rows(["", "  "]).any()
    assert cosine(where, "...", "...") == pytest.approx(1, abs=1e-5)
    assert where.rows([]).shape == (0, WIDTH)


def test_a_row_does_not_depend_on_the_others(where: Space) -> None:
    alone = where.rows(["Check the log"])[0]
    among = where.rows(["Send a letter to the resident", "Check the log", ""])[1]
    assert np.allclose(alone, among, atol=1e-5)


def test_meaning_finds_other_words_that_words_alone_do_not() -> None:
    if encoder() is None:
        pytest.skip("the weights for meaning are not installed")
    pair = ("Dispose of the mattress", "Get rid of the old bed")
    assert cosine(space(), *pair) > cosine(WordSpace(), *pair) + 0.1


@given(st.integers(0, 10_000))
def test_packing_keeps_the_direction(seed: int) -> None:
    row = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    row /= np.linalg.norm(row)
    assert float(unpacked(packed(row)) @ row) > 0.99
    assert len(packed(row)) == WIDTH


def test_packing_nothing_gives_nothing() -> None:
    assert not unpacked(packed(np.zeros(WIDTH, np.float32))).any()


@given(st.text(max_size=200))
def test_any_text_has_a_row(label: str) -> None:
    (row,) = WordSpace().rows([label])
    assert np.isfinite(row).all()
    assert float(np.linalg.norm(row)) == pytest.approx(1, abs=1e-4) or not row.any()
