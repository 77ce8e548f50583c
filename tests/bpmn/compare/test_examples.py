"""The example library's councils, compared service by service."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from bpmn.compare import compare
from bpmn.compare.results import TOPICS
from bpmn.model import Diagram
from bpmn.patterns import Pattern, load
from bpmn.reader import read

WEBAPP = Path(__file__).parents[3] / "webapp"
FILES = sorted((WEBAPP / "examples").glob("*.bpmn"))
PAIRS = [
    pair for pair in combinations(FILES, 2) if pair[0].stem.split("-", 1)[1] == pair[1].stem.split("-", 1)[1]
]


@pytest.fixture(scope="module")
def patterns() -> dict[str, Pattern]:
    files = sorted((WEBAPP / "patterns" / "starter").glob("*.pattern.json"))
    return {pattern.slug: pattern for pattern in (load(file.read_bytes()) for file in files)}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].stem}+{pair[1].stem}")
def test_two_councils_of_one_service_share_steps_and_differ(
    pair: tuple[Path, Path], patterns: dict[str, Pattern]
) -> None:
    a, b = (read(file.read_bytes()) for file in pair)

    comparison = compare(a, b, patterns=patterns)

    assert comparison.related
    assert 0 < comparison.similarity < 0.9
    assert 1 <= len({said.topic for said in comparison.summary}) <= len(TOPICS)
    assert len(comparison.largest) == 3
    for said in comparison.statements:
        assert set(said.a) <= set(a.node_by_key)
        assert set(said.b) <= set(b.node_by_key)


def test_the_examples_one_to_two_match_is_found(patterns: dict[str, Pattern]) -> None:
    files = [WEBAPP / "examples" / f"{council}-missed-bin.bpmn" for council in ("eastlea", "northmoor")]
    coarse, fine = (read(file.read_bytes()) for file in files)

    matches = compare(coarse, fine, patterns=patterns).matches

    named = [(_names(coarse, match.a), _names(fine, match.b)) for match in matches]
    assert (["Check and schedule the return"], ["Check the crew's log", "Book the return"]) in named


def _names(diagram: Diagram, keys: tuple[str, ...]) -> list[str]:
    return [diagram.node_by_key[key].name for key in keys]
