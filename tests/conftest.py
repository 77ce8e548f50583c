"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the product.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program itself sets it

_BESIDE = Path(__file__).resolve().parents[1] / "../shared/corpus"


@pytest.fixture(scope="session")
def soundness_set() -> Path:
    """The folder of diagrams with known verdicts (`manifest.json` lists them); the test is skipped where there is
    none."""
    folder = Path(os.environ.get("GUILDHALL_SOUNDNESS") or _BESIDE.parent / "soundness")
    if not (folder / "manifest.json").is_file():
        pytest.skip(
            "no diagrams with known verdicts beside the checkout (set GUILDHALL_SOUNDNESS to their folder)"
        )
    return folder


@pytest.fixture(scope="session")
def corpus() -> tuple[Path, ...]:
    """The BPMN files of the measuring corpus, sorted; the test is skipped where there is none."""
    folder = Path(os.environ.get("GUILDHALL_CORPUS") or _BESIDE)
    found = tuple(sorted(path for path in folder.rglob("*") if path.suffix in (".bpmn", ".bpmn2", ".xml")))
    if not found:
        pytest.skip("no measuring corpus beside the checkout (set GUILDHALL_CORPUS to its folder)")
    return found
