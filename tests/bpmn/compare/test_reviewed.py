"""What is said of 21 pairs of examples. Read twice beside both diagrams, the second time by somebody who had
written neither the sentences nor the matches, and who then changed about 130 of them; nobody has read those since,
and nobody from a council has read any (the note in `reviewed.json`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bpmn.compare.results import TOPICS
from tests.bpmn.compare.reviewing import compared

PAIRS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "reviewed.json").read_text(encoding="utf-8")
)["pairs"]
pairs = pytest.mark.parametrize("pair", PAIRS, ids=[f"{p['a']}-{p['b']}".replace(".bpmn", "") for p in PAIRS])


@pairs
def test_exactly_what_was_reviewed_is_said(pair: dict[str, Any]) -> None:
    said = [one.text for one in compared(pair).statements if one.kind != "only"]

    assert said == pair["sentences"]


@pairs
def test_the_other_way_round_the_same_differences_are_told(pair: dict[str, Any]) -> None:
    there = compared(pair)
    back = compared(
        {
            "a": pair["b"],
            "b": pair["a"],
            "matches": [[theirs, ours] for ours, theirs in pair["matches"]],
        }
    )

    def told(comparison: Any, turned: bool) -> set[tuple[object, ...]]:
        return {
            (s.key, s.kind, s.reason, frozenset(s.b if turned else s.a), frozenset(s.a if turned else s.b))
            for s in comparison.statements
        }

    assert told(there, False) == told(back, True)
    assert [said.key for said in there.largest] == [said.key for said in back.largest]
    assert [(f.name, f.a, f.b) for f in there.figures] == [(f.name, f.b, f.a) for f in back.figures]


@pairs
def test_the_largest_are_three_of_what_was_said_on_different_topics(pair: dict[str, Any]) -> None:
    comparison = compared(pair)

    assert len(comparison.largest) == 3
    assert set(comparison.largest) <= set(comparison.statements)
    assert len({said.topic for said in comparison.largest}) == 3
    topics = [said.topic for said in comparison.summary]
    assert topics == sorted(topics, key=TOPICS.index)
