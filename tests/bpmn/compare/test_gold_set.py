"""The gold set for matching: every drawing is a sound diagram, every match points at steps that are there."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.gold.load import OTHERS, Pair, diagram, drawn_by_others, families, gold_pairs
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.soundness import decide
from bpmn.write.build import build

DRAWINGS = [
    pytest.param(name, raw, id=f"{file.stem}-{name}")
    for file in families()
    for name, raw in json.loads(file.read_text("utf-8"))["diagrams"].items()
]
PAIRS = [pytest.param(pair, id=f"{pair.family}-{'-'.join(pair.names)}") for pair in gold_pairs()]


def assert_fits(pair: Pair) -> None:
    """Both sides of every match are steps with a name, and no two steps are matched twice."""
    written = Counter((one, other) for ours, theirs in pair.matches for one in ours for other in theirs)
    assert written, "a pair without a match says nothing"
    assert [both for both, times in written.items() if times > 1] == []
    for drawing, side in ((pair.a, {one for one, _ in written}), (pair.b, {other for _, other in written})):
        assert side <= set(drawing.node_by_key)
        assert [key for key in side if drawing.node_by_key[key].is_gateway] == []
        assert [key for key in side if not drawing.node_by_key[key].name] == []


@pytest.mark.parametrize(("name", "raw"), DRAWINGS)
def test_drawing_is_a_sound_diagram_and_can_be_written(name: str, raw: dict[str, object]) -> None:
    drawn = diagram(name, raw)
    assert len(drawn.node_by_key) == len(drawn.nodes), "an id stands twice"
    ends = {end for flow in drawn.flows for end in (flow.source, flow.target)}
    assert ends == set(drawn.node_by_key)
    verdict = decide(drawn)
    assert [fault.text for fault in verdict.faults] == []
    assert verdict.is_sound
    again = read(build(drawn))
    assert again.repairs == ()
    assert _said(again) == _said(drawn)


def _said(drawn: Diagram) -> tuple[object, ...]:
    """What a drawing says: its steps, where they lie, and what follows what."""
    lanes = {lane.key: lane.name for lane in drawn.lanes}
    pools = {node.key: pool.name for node in drawn.nodes if (pool := drawn.pool_of(node))}
    return (
        {
            (node.key, node.type, node.name, lanes.get(node.lane or ""), pools.get(node.key))
            for node in drawn.nodes
        },
        {(flow.source, flow.target, flow.name) for flow in drawn.flows},
        {(flow.source, flow.target) for flow in drawn.message_flows},
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_matches_point_at_steps_of_both_drawings(pair: Pair) -> None:
    assert_fits(pair)


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in families()])
def test_every_two_drawings_of_a_family_are_a_pair(file: Path) -> None:
    names = list(json.loads(file.read_text("utf-8"))["diagrams"])
    wanted = [(a, b) for number, a in enumerate(names) for b in names[number + 1 :]]
    assert [pair.names for pair in gold_pairs((file,))] == wanted


def test_matches_of_independent_drawings_fit_their_files(corpus: tuple[Path, ...]) -> None:
    folder = next((path for file in corpus for path in file.parents if path.name == "dwslab+hdBPMN"), None)
    if folder is None:
        pytest.skip("the measuring corpus has no independent drawings of one process (dwslab+hdBPMN)")
    pairs = list(drawn_by_others(folder.parent))
    assert len(pairs) == len(json.loads(OTHERS.read_text("utf-8"))["pairs"])
    for pair in pairs:
        assert_fits(pair)
        assert not set(pair.a.node_by_key) & set(pair.b.node_by_key)
        assert _named_flows(pair.b) == _named_flows(_as_drawn(folder.parent, pair))


def _as_drawn(folder: Path, pair: Pair) -> Diagram:
    (file,) = folder.rglob(f"{pair.names[1]}.bpmn")
    return read(file.read_bytes())


def _named_flows(drawn: Diagram) -> list[tuple[str, ...]]:
    """What a drawing says without its keys: what follows what, and in whose lane it is."""
    nodes, lanes = drawn.node_by_key, {lane.key: lane.name for lane in drawn.lanes}
    return sorted(
        (one.type, one.name, lanes.get(one.lane or "", ""), flow.name, two.type, two.name)
        for flow in drawn.flows
        for one, two in [(nodes[flow.source], nodes[flow.target])]
    )
