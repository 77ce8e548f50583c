"""Sentence embeddings: the known figures, weights known by their hash, and what happens without them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bpmn.compare import WordMeaning, compare
from bpmn.compare.ahead import ahead
from bpmn.compare.blended import MOST_STEPS, usual_meaning
from bpmn.compare.embedding import FOLDER_SETTING, WIDTH, Encoder, Vectors, _folder, encoder
from tests.bpmn.compare.examples import EAST, NORTH
from tests.drawing import draw


@pytest.fixture
def known() -> Encoder:
    found = encoder()
    if found is None:
        pytest.skip("the weights are not installed")
    return found


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    encoder.cache_clear()
    yield monkeypatch
    encoder.cache_clear()


def test_the_published_cosine_of_two_sentences(known: Encoder) -> None:
    food, bread = known.vectors(["A man is eating food.", "A man is eating a piece of bread."])

    assert food @ bread == pytest.approx(0.7553, abs=5e-4)


def test_every_label_has_a_row_of_length_one_and_a_blank_one_is_nothing(known: Encoder) -> None:
    rows = known.vectors(["Check the form", "", "  ", "Check  the form", "x" * 5000, "検査", "\u0000"])

    assert rows.shape == (7, WIDTH)
    assert np.linalg.norm(rows[[0, 4, 5]], axis=1) == pytest.approx(1.0, abs=1e-5)
    assert not rows[1].any()
    assert not rows[2].any()
    assert (rows[0] == rows[3]).all()
    assert known.vectors([]).shape == (0, WIDTH)


def test_a_label_is_the_same_alone_and_among_longer_ones(known: Encoder) -> None:
    together = Encoder(_weights()).vectors(["Pay", "Ask the resident for proof of where they live and wait"])[
        0
    ]

    assert Encoder(_weights()).vectors(["Pay"])[0] == pytest.approx(together, abs=1e-5)


def test_weights_with_another_hash_are_not_used(
    known: Encoder, tmp_path: Path, fresh: pytest.MonkeyPatch
) -> None:
    shutil.copy(_weights() / "tokenizer.json", tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    fresh.setenv(FOLDER_SETTING, str(tmp_path))

    assert encoder() is None


def test_without_weights_words_alone_judge_and_the_comparison_says_so(fresh: pytest.MonkeyPatch) -> None:
    fresh.setenv(FOLDER_SETTING, "off")

    comparison = compare(draw(NORTH), draw(EAST))

    assert comparison.meaning == "words"
    assert comparison.matches


def test_with_weights_the_comparison_says_so(known: Encoder) -> None:
    assert compare(draw(NORTH), draw(EAST)).meaning == "sentence embeddings and words"


def test_so_many_steps_that_a_reader_would_wait_are_judged_by_words(known: Encoder) -> None:
    assert isinstance(usual_meaning(MOST_STEPS + 1), WordMeaning)


def test_no_word_in_common_is_still_near_in_meaning(known: Encoder) -> None:
    meaning = usual_meaning()

    table = meaning.table(["Notify the family"], ["Tell relatives", "Repair the road"])

    assert table[0, 0] > 0.3 > table[0, 1]


def _weights() -> Path:
    found = _folder()
    assert found is not None
    return found


def test_labels_met_ahead_are_not_encoded_again(known: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    known.forget()
    assert sum(ahead(draw(NORTH))) + sum(ahead(draw(EAST))) > 20
    encoded: list[int] = []
    pooled = known._pooled

    def counting(ids: list[list[int]]) -> Vectors:
        encoded.append(len(ids))
        return pooled(ids)

    monkeypatch.setattr(known, "_pooled", counting)

    compare(draw(NORTH), draw(EAST))

    assert sum(encoded) < 10, "only steps read together, as one coarse step, are new"
