"""Nothing gets lost in words: the control flow can be rebuilt from the JSON alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.semantics.ways import drawn_ways
from bpmn.words import describe, words_as_json
from tests.bpmn.diagrams import diagrams


def told(diagram: Diagram) -> list[dict[str, Any]]:
    """The words, as somebody gets them who has only the JSON."""
    steps: list[dict[str, Any]] = json.loads(json.dumps(words_as_json(describe(diagram))))
    return steps


def assert_rebuilds(diagram: Diagram) -> None:
    """Nodes, sequence flows, links, boundary events and what lies in what: all as the model has it."""
    steps = told(diagram)
    element = {step["number"]: step["element"] for step in steps}
    assert len(element) == len(steps)
    assert sorted(element.values()) == sorted(node.key for node in diagram.nodes)

    ways = [(way["flow"], step["element"], element[way["to"]]) for step in steps for way in step["ways"]]
    flows = sorted((key, source, target) for key, source, target in ways if key is not None)
    assert flows == sorted((flow.key, flow.source, flow.target) for flow in diagram.flows)

    jumps = {(source, target) for key, source, target in ways if key is None}
    links = {(way.source, way.target) for way in drawn_ways(diagram) if way.flow is None}
    undoing = {(one, other) for one, other in diagram.associations if diagram.node_by_key[one].attached_to}
    assert jumps == links | undoing

    attached = {step["element"]: element[step["on"]] for step in steps if step["on"]}
    assert attached == {node.key: node.attached_to for node in diagram.nodes if node.attached_to}

    inside = {
        step["element"]: element[step["number"].rpartition(".")[0]] for step in steps if "." in step["number"]
    }
    assert inside == {node.key: node.scope for node in diagram.nodes if node.scope in diagram.node_by_key}
    for step in steps:
        assert step["then"] == list(dict.fromkeys(way["to"] for way in step["ways"]))


def assert_says_everything(diagram: Diagram) -> None:
    """Every named activity is in its step's text, and so is where each way out of a decision leads."""
    nodes = diagram.node_by_key
    for step in told(diagram):
        node = nodes[step["element"]]
        if node.is_activity and node.name.strip():
            assert node.name.split()[0][:70].casefold() in step["text"].casefold()
        if len(step["ways"]) > 1:
            for way in step["ways"]:
                assert f"to step {way['to']}" in step["text"]
                assert way["text"].casefold() in step["text"].casefold()


@given(diagrams())
def test_any_diagram_can_be_rebuilt(diagram: Diagram) -> None:
    assert_rebuilds(diagram)
    assert_says_everything(diagram)


@pytest.mark.corpus
def test_every_file_of_the_corpus_can_be_rebuilt(corpus: tuple[Path, ...]) -> None:
    seen = 0
    for file in corpus:
        try:
            diagram = read(file.read_bytes())
        except BpmnError:
            continue
        assert_rebuilds(diagram)
        assert_says_everything(diagram)
        seen += 1
    assert seen > 500
