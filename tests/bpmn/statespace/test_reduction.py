"""Leaving out what leads nowhere new changes nothing that matters; and no alarm is false."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.semantics import normal_form
from bpmn.statespace import affordable, compile_group, explore, stuck_joins
from tests.bpmn.diagrams import diagrams

MANIFEST = Path("soundness") / "manifest.json"


@settings(max_examples=200, deadline=None)
@given(diagrams())
def test_every_order_finds_the_same_ends(diagram: Diagram) -> None:
    form = normal_form(diagram)
    for group in form.groups:
        assert affordable(form, group)
        net = compile_group(form, group)
        reduced, full = explore(net, 1_000), explore(net, 1_000, every_order=True)
        if reduced.complete and full.complete:
            assert set(reduced.stuck) == set(full.stuck)
            assert reduced.situations <= full.situations


@pytest.mark.corpus
def test_no_alarm_where_every_case_can_end(corpus: tuple[Path, ...]) -> None:
    manifest = next((around / MANIFEST for around in corpus[0].parents if (around / MANIFEST).exists()), None)
    if manifest is None:
        pytest.skip("the diagrams with known verdicts are not beside the corpus")
    found = {True: 0, False: 0}
    for entry in json.loads(manifest.read_text(encoding="utf-8")):
        expected = entry["expected"]
        can_end = expected.get("option_to_complete", expected.get("message_relaxed_sound"))
        form = normal_form(read((manifest.parent / entry["file"]).read_bytes()))
        stuck = [
            join for group in form.groups for join in stuck_joins(form, explore(compile_group(form, group)))
        ]
        if stuck:
            found[bool(can_end)] += 1
    assert found[True] == 0
    assert found[False] >= 95
