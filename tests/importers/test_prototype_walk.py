"""The prototype's interpreter allows what the engine allows, and decides as conditions do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpmn.conditions import parse
from bpmn.model import Diagram
from bpmn.reader import read
from engine.limits import WalkLimits
from engine.random_walk import Walk, each_walk
from importers.prototype_kit.conditions import condition_json
from importers.prototype_kit.process import process_json
from tests.engine.diagrams import diagrams, drawn_whole, whole_diagrams
from tests.importers.node import NEEDS_NODE, ask

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "webapp" / "examples").glob("*.bpmn"))
WHOLE = 40
SMALL = WalkLimits(tokens=60, moves=300)
pytestmark = NEEDS_NODE
ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "not a",
        "a == 'yes'",
        "a > 2",
        "b <= 2.50",
        "a in ['x', b, 3]",
        "a < '2026-04-01'",
        "a != b",
        "a >= '2026-02-30'",
        "b > '2026-04-01T12:00:00Z'",
        "a == ''",
    ]
)
TEXTS = st.recursive(
    ATOMS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("not ({})".format, inner)
    ),
    max_leaves=5,
)
SIMPLE = st.sampled_from(
    [
        "yes",
        "No",
        "true",
        " X ",
        "x",
        "3",
        "2.5",
        "£1,000",
        "2.50",
        "",
        "2026-03-31",
        "2026-04-02",
        "straße",
        "2026-02-30",
        "2026-04-02T01:00:00Z",
        "2026-04-03T23:00:00+01:00",
        "0000-01-01",
        "9999-12-31",
    ]
)
ANSWERS = st.dictionaries(
    st.sampled_from("ab"), SIMPLE | st.lists(SIMPLE, max_size=3) | st.booleans() | st.integers(-5, 5)
)


def _agree(diagram: Diagram, walks: list[Walk]) -> int:
    cases = [
        {"form": process_json(diagram, walk.process), "steps": [step.to_json() for step in walk.steps]}
        for walk in walks
    ]
    replayed = ask({"cases": cases})["cases"]
    for walk, seen in zip(walks, replayed, strict=True):
        assert seen["seen"] == [list(step.enabled) for step in walk.steps]
        if walk.outcome != "limit":
            assert seen["outcome"] == walk.outcome
    return sum(len(walk.steps) for walk in walks)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_walk_alike(path: Path) -> None:
    diagram = read(path.read_bytes())
    assert _agree(diagram, list(each_walk(diagram, 5, 10, 80))) > 10


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(diagrams(), st.integers(0, 10_000))
def test_any_diagram_walks_alike(diagram: Diagram, seed: int) -> None:
    _agree(diagram, [walk for walk in each_walk(diagram, seed, 2, 40, limits=SMALL) if walk.steps])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole_diagrams(), st.integers(0, 10_000))
def test_any_diagram_with_handlers_walks_alike(diagram: Diagram, seed: int) -> None:
    _agree(diagram, [walk for walk in each_walk(diagram, seed, 2, 40, limits=SMALL) if walk.steps])


def test_what_is_undone_is_undone_alike() -> None:
    undone = 0
    for seed in range(WHOLE):
        diagram = drawn_whole(seed)
        walks = [walk for walk in each_walk(diagram, seed, 2, 40, limits=SMALL) if walk.steps]
        undone += sum("This undoes" in (step.note or "") for walk in walks for step in walk.steps)
        _agree(diagram, walks)
    assert undone >= WHOLE // 8


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(TEXTS, ANSWERS), min_size=60, max_size=60))
def test_conditions_mean_the_same(cases: list[tuple[str, dict[str, Any]]]) -> None:
    asked, wanted = [], []
    for text, answers in cases:
        condition = parse(text)
        assert condition is not None
        asked.append({"tree": condition_json(condition), "answers": answers})
        wanted.append(condition.evaluate(answers))
    assert ask({"conditions": asked})["values"] == wanted
