"""The example diagrams are good ones: what they show the library for must hold for each of them."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import combinations

import pytest

from bpmn.check import check
from bpmn.conditions import parse
from bpmn.document import load
from bpmn.model import Diagram
from bpmn.patterns import Pattern, questions
from bpmn.patterns import load as load_pattern
from bpmn.reader import read_document
from engine.random_walk import each_walk
from webapp.examples.starters import starter_files

FOLDER = files("webapp.examples")
DEADLOCK = "saltmere-bulky-waste.bpmn"
"""The one file with a real deadlock to find; the note of its entry says so."""

ENTRIES = [
    entry
    for index in ("index-a.json", "index-b.json")
    for entry in json.loads((FOLDER / index).read_text(encoding="utf-8"))
]
NAMES = sorted(entry["file"] for entry in ENTRIES)


def diagram(name: str) -> Diagram:
    return read_document(load((FOLDER / name).read_bytes()))


@pytest.fixture(scope="module")
def patterns() -> dict[str, Pattern]:
    found = [load_pattern(file.read_bytes()) for file in starter_files()]
    return {pattern.slug: pattern for pattern in found}


def answers(pattern: Pattern, patterns: dict[str, Pattern]) -> dict[str, set[str]]:
    """The answers a pattern asks for, each with the values that may be chosen (none: anything may be typed)."""
    found = {q.name: {value for value, _ in q.choices} for q in questions(pattern)}
    found |= {table.name: {*(row.then for row in table.rows), table.otherwise} for table in pattern.tables}
    for part in pattern.parts:
        found |= answers(patterns[part.ref], patterns)
    return found


def test_every_file_has_an_entry_and_every_entry_a_file() -> None:
    assert sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".bpmn")) == NAMES
    assert len(set(NAMES)) == len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_each_reads_without_repairs_or_faults(name: str) -> None:
    document = load((FOLDER / name).read_bytes())
    found = read_document(document)
    assert found.repairs == ()
    faults = [finding.rule for finding in check(found, document) if finding.severity != "advice"]
    assert faults == (["deadlock"] if name == DEADLOCK else [])


@pytest.mark.parametrize("name", NAMES)
def test_each_is_drawn_whole_with_nodes_in_their_lanes(name: str) -> None:
    found = diagram(name)
    assert {node.key for node in found.nodes} <= set(found.shapes)
    assert {flow.key for flow in (*found.flows, *found.message_flows)} <= set(found.edges)
    for node in found.nodes:
        if node.lane is not None:
            box, lane = found.shapes[node.key], found.shapes[node.lane]
            assert lane.x <= box.x
            assert box.x + box.width <= lane.x + lane.width
            middle = box.y + box.height / 2
            assert lane.y <= middle <= lane.y + lane.height


@pytest.mark.parametrize("name", NAMES)
def test_every_walk_ends_but_where_the_deadlock_is(name: str) -> None:
    outcomes = {walk.outcome for walk in each_walk(diagram(name), seed=1, walks=25)}
    assert outcomes == ({"ended", "stuck"} if name == DEADLOCK else {"ended"})


@pytest.mark.parametrize("name", NAMES)
def test_conditions_are_over_answers_that_the_attached_patterns_ask_for(
    name: str, patterns: dict[str, Pattern]
) -> None:
    found = diagram(name)
    asked: dict[str, set[str]] = {}
    for node in found.nodes:
        for ref in node.patterns:
            assert ref.ref in patterns, f"{node.name}: {ref.ref}"
            asked |= answers(patterns[ref.ref], patterns)
    conditions = [flow for flow in found.flows if flow.condition]
    assert conditions
    for flow in conditions:
        condition = parse(flow.condition or "")
        assert condition is not None, flow.condition
        assert set(condition.names) <= set(asked), flow.condition
        for answer in condition.names:
            said = [word for word in asked[answer] if f'"{word}"' in (flow.condition or "")]
            assert said or not asked[answer], f"{flow.condition}: no such choice"


def test_councils_draw_the_same_service_differently() -> None:
    by_service: dict[int, list[str]] = {}
    for entry in ENTRIES:
        by_service.setdefault(entry["service"], []).append(entry["file"])
    for group in by_service.values():
        assert len(group) >= 2
        for one, other in combinations(group, 2):
            assert len(_shape(diagram(one)) ^ _shape(diagram(other))) >= 2, (one, other)


def _shape(found: Diagram) -> set[tuple[str, str, str]]:
    """Which kinds of node follow which, counted: what is left of a diagram when every name is taken away."""
    seen: dict[tuple[str, str], int] = {}
    for flow in found.flows:
        source, target = found.node_by_key[flow.source], found.node_by_key[flow.target]
        pair = (source.type + source.event_kind, target.type + target.event_kind)
        seen[pair] = seen.get(pair, 0) + 1
    return {(*pair, str(number)) for pair, number in seen.items()}


def test_entries_say_what_a_designer_wants_to_know(patterns: dict[str, Pattern]) -> None:
    for entry in ENTRIES:
        facts = entry["facts"]
        assert {"starts", "ends", "delivered_by", "legal_basis", "contact", "last_confirmed"} <= set(facts)
        assert facts["contact"].endswith(".example")
        assert entry["service_pattern"] in patterns
        assert patterns[entry["service_pattern"]].kind == "service"
        assert all(source["url"].startswith("http") for source in entry["sources"])
        assert "does not exist" in entry["note"]
