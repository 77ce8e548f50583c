"""Diagrams of which somebody else has said what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bpmn.reader import read
from bpmn.soundness import Soundness, decide

PROPERTIES = ("safe", "option_to_complete", "proper_completion", "no_dead_activities")


@pytest.mark.corpus
def test_every_uncontested_verdict_is_ours_too(soundness_set: Path) -> None:
    entries = json.loads((soundness_set / "manifest.json").read_text(encoding="utf-8"))
    wrong = {}
    for entry in entries:
        found = decide(read((soundness_set / entry["file"]).read_bytes()))
        if not entry["contested"] and (other := _other(found, entry["expected"])):
            wrong[entry["file"]] = other
    assert wrong == {}
    assert sum(not entry["contested"] for entry in entries) > 300


@pytest.mark.corpus
def test_every_contested_verdict_is_in_the_table(soundness_set: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "soundness.md").read_text(encoding="utf-8")
    for entry in json.loads((soundness_set / "manifest.json").read_text(encoding="utf-8")):
        if entry["contested"]:
            assert f"`{Path(entry['file']).name}`" in page


def _other(found: Soundness, expected: dict[str, Any]) -> list[str]:
    """Where ours is another verdict. "Relaxed sound" means that every case can end and no end is reached twice."""
    wrong = [name for name in PROPERTIES if name in expected and expected[name] != getattr(found, name)]
    if found.checked != "fully":
        wrong.append(found.checked)
    if "message_relaxed_sound" in expected:
        twice = any(fault.kind == "ends-twice" for fault in found.faults)
        if expected["message_relaxed_sound"] != (found.option_to_complete is True and not twice):
            wrong.append("message_relaxed_sound")
    return wrong
