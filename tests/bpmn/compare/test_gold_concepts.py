"""The sets of nine drawings: every concept is declared and used, every diagram can be built, read and is sound."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.gold.concepts import Drawing, Family, diagram_of, family_files, load, matches, n_to_m, pairs
from bpmn.document import load as load_document
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.schema import xsd_findings
from bpmn.soundness import decide
from bpmn.write.build import build

FILES = family_files()
FAMILIES = {file.stem: load(file) for file in FILES}
DRAWINGS = [
    pytest.param(drawing, id=f"{stem}-{drawing.name}")
    for stem, family in FAMILIES.items()
    for drawing in family.drawings
]
each_family = pytest.mark.parametrize("family", [pytest.param(f, id=stem) for stem, f in FAMILIES.items()])
each_drawing = pytest.mark.parametrize("drawing", DRAWINGS)


def drawn_in(file: Any) -> list[dict[str, Any]]:
    return list(json.loads(file.read_text("utf-8"))["diagrams"].values())


def chain(name: str, *steps: tuple[str, str]) -> Drawing:
    drawn = {
        "pools": ["Council"],
        "lanes": [["L", "Office", "Council"]],
        "steps": [{"id": key, "name": key, "type": "task", "lane": "L"} for key, _ in steps],
        "flows": [[one[0], other[0]] for one, other in pairwise(steps)],
        "messages": [],
    }
    return Drawing(name, diagram_of(name, drawn), {key: frozenset(said.split()) for key, said in steps})


def plain(diagram: Diagram) -> Diagram:
    """Without what a file of ours does not carry over."""
    return replace(
        diagram,
        id=None,
        exporter="",
        target_namespace="",
        processes=tuple(replace(process, file_id=None) for process in diagram.processes),
        pools=tuple(replace(pool, file_id=None) for pool in diagram.pools),
        lanes=tuple(replace(lane, file_id=None) for lane in diagram.lanes),
        nodes=tuple(replace(node, file_id=None) for node in diagram.nodes),
        flows=tuple(replace(flow, file_id=None) for flow in diagram.flows),
        message_flows=tuple(replace(flow, file_id=None) for flow in diagram.message_flows),
    )


def test_there_is_a_family() -> None:
    assert FILES


@each_family
def test_nine_teams_drew_it(family: Family) -> None:
    assert len({drawing.name for drawing in family.drawings}) == 9


@each_family
def test_every_concept_used_is_declared_and_every_declared_one_is_used(family: Family) -> None:
    used = {name for drawing in family.drawings for said in drawing.concepts.values() for name in said}
    assert used == set(family.concepts)


@each_family
def test_a_concept_has_a_line_of_its_own(family: Family) -> None:
    lines = [" ".join(line.split()) for line in family.concepts.values()]
    assert all(lines)
    assert len(set(lines)) == len(lines)


@each_family
def test_no_two_drawings_share_an_id(family: Family) -> None:
    keys = [key for drawing in family.drawings for key in drawing.diagram.node_by_key]
    assert len(set(keys)) == len(keys)


@each_family
def test_any_two_drawings_share_some_work_and_never_all(family: Family) -> None:
    for pair in pairs(family):
        ours, theirs = ({match[side] for match in pair.matches} for side in (0, 1))
        assert ours
        assert theirs
        assert ours < set(pair.a.concepts) or theirs < set(pair.b.concepts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_flows_messages_and_lanes_refer_to_what_is_there(file: Any) -> None:
    for drawn in drawn_in(file):
        steps = {step["id"] for step in drawn["steps"]}
        assert len(steps) == len(drawn["steps"])
        assert {end for flow in drawn["flows"] for end in flow[:2]} == steps
        assert {end for flow in drawn["messages"] for end in flow} <= steps | set(drawn["pools"])
        assert {lane for lane, _, _ in drawn["lanes"]} == {step["lane"] for step in drawn["steps"]}
        assert {pool for _, _, pool in drawn["lanes"]} <= set(drawn["pools"])


@each_drawing
def test_a_step_with_a_name_does_something_and_a_gateway_does_nothing(drawing: Drawing) -> None:
    for node in drawing.diagram.nodes:
        assert node.is_gateway == (node.key not in drawing.concepts)
        if not node.is_gateway:
            assert bool(node.name.strip()) == bool(drawing.concepts[node.key]), node.key


@each_drawing
def test_no_concept_is_used_by_all_steps(drawing: Drawing) -> None:
    assert not frozenset.intersection(*drawing.concepts.values())


@each_drawing
def test_it_is_written_and_read_back_the_same(drawing: Drawing) -> None:
    back = read(build(drawing.diagram))
    assert not back.repairs
    assert plain(back) == plain(drawing.diagram)


@each_drawing
def test_it_is_valid(drawing: Drawing) -> None:
    assert not list(xsd_findings(load_document(build(drawing.diagram))))


@each_drawing
def test_it_is_sound(drawing: Drawing) -> None:
    found = decide(drawing.diagram)
    assert found.checked == "fully"
    assert not found.faults
    assert (found.safe, found.option_to_complete, found.proper_completion, found.no_dead_activities) == (
        True,
    ) * 4


def test_steps_that_share_a_concept_match_however_coarse() -> None:
    fine = chain("fine", ("check", "complete"), ("ask", "ask"), ("weigh", "eligible"), ("visit", "visit"))
    coarse = chain("coarse", ("look", "complete eligible"), ("say", "offer"), ("go", "visit"))
    (pair,) = pairs(Family("Permit", {}, (fine, coarse)))
    assert pair.matches == {("check", "look"), ("weigh", "look"), ("visit", "go")}
    assert n_to_m(pair) == 2
    assert matches(coarse, fine) == {(b, a) for a, b in pair.matches}


def test_a_flow_to_another_pool_is_refused() -> None:
    drawn = drawn_in(FILES[0])[0] | {
        "pools": ["A", "B"],
        "lanes": [["L", "Office", "A"], ["M", "Bank", "B"]],
        "steps": [
            {"id": key, "name": key, "type": "task", "lane": lane} for key, lane in (("x", "L"), ("y", "M"))
        ],
        "flows": [["x", "y"]],
        "messages": [],
    }
    with pytest.raises(KeyError, match="leaves its pool"):
        diagram_of("two pools", drawn)
