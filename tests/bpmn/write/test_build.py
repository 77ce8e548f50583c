"""A new file from the model: valid, and the same diagram when it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import etree

from bpmn.document import load
from bpmn.layout import lay_out
from bpmn.model import (
    Bounds,
    Data,
    Diagram,
    EventDefinition,
    Flow,
    Lane,
    Loop,
    Node,
    Note,
    PatternRef,
    Pool,
    Process,
    Timer,
)
from bpmn.reader import read
from bpmn.schema import xsd_findings
from bpmn.write.build import build
from tests.bpmn.diagrams import diagrams


def same(diagram: Diagram) -> Diagram:
    """A diagram without what a file of ours does not carry over: additions, old ids, repairs."""

    def plain(things):  # type: ignore[no-untyped-def]
        return tuple(
            replace(thing, file_id=None, **({"extensions": ()} if hasattr(thing, "extensions") else {}))
            for thing in things
        )

    known = {
        thing.key
        for things in (
            diagram.pools,
            diagram.lanes,
            diagram.nodes,
            diagram.flows,
            diagram.message_flows,
            diagram.data,
            diagram.notes,
        )
        for thing in things
    }
    return replace(
        diagram,
        exporter="",
        messages=(),
        repairs=(),
        processes=plain(diagram.processes),
        pools=plain(diagram.pools),
        lanes=plain(diagram.lanes),
        nodes=tuple(sorted(plain(diagram.nodes), key=lambda node: node.key)),
        flows=tuple(sorted(plain(diagram.flows), key=lambda flow: flow.key)),
        message_flows=plain(diagram.message_flows),
        data=plain(diagram.data),
        notes=plain(diagram.notes),
        shapes={key: box for key, box in diagram.shapes.items() if key in known},
        edges={key: points for key, points in diagram.edges.items() if key in known},
    )


@given(diagrams())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_the_same(diagram: Diagram) -> None:
    laid = lay_out(diagram)
    assert same(read(build(laid))) == same(laid)


@given(diagrams())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_valid(diagram: Diagram) -> None:
    assert xsd_findings(load(build(lay_out(diagram)))) == ()


@given(diagrams())
@settings(max_examples=30, deadline=None)
def test_writing_again_changes_nothing(diagram: Diagram) -> None:
    once = build(lay_out(diagram))
    assert build(read(once)) == once


def test_every_kind_of_thing_is_carried_over() -> None:
    nodes = (
        Node(
            "a",
            "receiveTask",
            "Get",
            "p",
            "p",
            outgoing=("f",),
            default="f",
            instantiates=True,
            message="msg",
        ),
        Node("b", "scriptTask", "Run", "p", "p", incoming=("f",), script="x = 1"),
        Node("c", "callActivity", "Call", "p", "p", called="other", loop=Loop("standard", "again")),
        Node("s", "subProcess", "Late", "p", "p", triggered_by_event=True),
        Node(
            "s1",
            "startEvent",
            "Now",
            "p",
            "s",
            events=(EventDefinition("signal", "sig", "Stop"),),
            interrupting=False,
        ),
        Node(
            "link",
            "intermediateThrowEvent",
            "Over",
            "p",
            "p",
            events=(EventDefinition("link", name="there"),),
        ),
        Node("err", "endEvent", "", "p", "p", events=(EventDefinition("error", "e", "Wrong", "E-1"),)),
        Node("i", "task", "In", "p", "p", data_in=("d",), data_out=("d",), patterns=(PatternRef("name", 2),)),
        Node("undo", "task", "Undo", "p", "p", for_compensation=True),
        Node("comp", "boundaryEvent", "", "p", "p", attached_to="i", events=(EventDefinition("compensate"),)),
        Node(
            "w",
            "intermediateCatchEvent",
            "",
            "p",
            "p",
            events=(EventDefinition("timer", timer=Timer("timeDate", "2026-01-01")),),
        ),
    )
    diagram = Diagram(
        id="Defs",
        name="All",
        target_namespace="urn:x",
        processes=(Process("p", "P", "pool", executable=True, documentation="Said"),),
        pools=(Pool("pool", "Council", "p", "back-office"), Pool("box", "Closed", None, "other-body")),
        lanes=(Lane("l1", "Outer", "p", ("i",)), Lane("l2", "Inner", "p", ("a", "b"), "l1", "front-office")),
        nodes=tuple(replace(node, lane={"i": "l1", "a": "l2", "b": "l2"}.get(node.key)) for node in nodes),
        flows=(Flow("f", "a", "b", "p", "yes", "x > 1", "urn:lang", "Why"),),
        data=(Data("d", "dataObjectReference", "Letter", "p", "signed"),),
        notes=(Note("n", "textAnnotation", "Mind", ("a", "f")), Note("g", "group", "Together")),
        associations=(("comp", "undo"),),
        messages=(("msg", "Letter came"),),
    )
    laid = lay_out(diagram)
    data = build(laid)
    found = read(data)
    assert xsd_findings(load(data)) == ()
    assert same(found) == same(laid)
    assert found.messages == diagram.messages
    assert found.repairs == ()


def test_keys_that_cannot_be_ids_get_one_and_stay_apart() -> None:
    nodes = tuple(Node(key, "task", key, "1 p", "1 p") for key in ("a b", "a_b", "Task_1~2", "7"))
    flow = Flow("sequenceFlow~1", "a b", "7", "1 p")
    data = build(Diagram(processes=(Process("1 p", ""),), nodes=nodes, flows=(flow,)))
    diagram = read(data)
    assert xsd_findings(load(data)) == ()
    assert [node.name for node in diagram.nodes] == ["a b", "a_b", "Task_1~2", "7"]
    assert len({node.key for node in diagram.nodes}) == 4
    assert diagram.node_by_key[diagram.flows[0].target].name == "7"
    assert "a_b" in diagram.node_by_key


@pytest.mark.parametrize("text", ["<b>&amp;", "a\x00b\x0bc", "\ud800", "“Ωμέγα” 漢字"])
def test_any_text_makes_a_file(text: str) -> None:
    diagram = Diagram(processes=(Process("p", text),), nodes=(Node("t", "task", text, "p", "p"),))
    assert read(build(diagram)).nodes[0].name in (text, "abc", "")


def test_an_empty_diagram_and_a_diagram_without_positions_are_files_too() -> None:
    assert etree.fromstring(build(Diagram())).tag.endswith("definitions")
    assert read(build(Diagram(processes=(Process("p", ""),)))).shapes == {}


def test_names_of_events_and_gateways_have_room_beside_them() -> None:
    nodes = (Node("g", "exclusiveGateway", "Which?", "p", "p"),)
    data = build(Diagram(processes=(Process("p", ""),), nodes=nodes, shapes={"g": Bounds(100, 100, 50, 50)}))
    label = etree.fromstring(data).find(".//{*}BPMNLabel/{*}Bounds")
    assert label is not None
    assert float(label.get("y", "0")) < 100
