"""Every fix that is offered mends its fault and changes nothing else in the file."""

from __future__ import annotations

import re

import pytest

from bpmn.errors import CannotEdit
from bpmn.layout import lay_out
from bpmn.reader import read
from bpmn.soundness import Fault, Fix, decide
from bpmn.soundness.fixes import MOST_TRIED, apply_fix, fixes_for, with_fixes
from bpmn.write.build import build
from tests.bpmn.soundness.test_verdict import FAULTY
from tests.drawing import drawn

MENDED = {
    "an exclusive split before a parallel join": {
        ("gateway", "J", "exclusiveGateway"),
        ("gateway", "J", "inclusiveGateway"),
        ("gateway", "X", "parallelGateway"),
    },
    "a path that leaves before the join": {
        ("gateway", "J", "inclusiveGateway"),
        ("gateway", "D", "parallelGateway"),
    },
    "a parallel split into an exclusive join": {
        ("gateway", "J", "parallelGateway"),
        ("gateway", "J", "inclusiveGateway"),
        ("gateway", "X", "exclusiveGateway"),
    },
    "two paths that meet at a task": {("join-before", "B"), ("gateway", "X", "exclusiveGateway")},
    "two paths to one end": {("join-before", "E"), ("own-ends", "E")},
    "a step that nothing leads to": {("lead-to", "A-E", "B")},
    "a message that is not sent on every path": {("time-limit", "W")},
}


def first(data: bytes) -> Fault:
    return decide(read(data)).faults[0]


@pytest.mark.parametrize("name", MENDED)
def test_offers_what_mends(name: str) -> None:
    data = drawn(FAULTY[name][0])
    fixes = fixes_for(data, first(data))
    assert {(fix.kind, *fix.arguments) for fix in fixes} == MENDED[name]
    assert all(fix.checked and fix.text.endswith(".") for fix in fixes)


@pytest.mark.parametrize("name", MENDED)
def test_what_is_offered_really_mends(name: str) -> None:
    data = drawn(FAULTY[name][0])
    fault = first(data)
    for fix in fixes_for(data, fault):
        after = decide(read(apply_fix(data, fix)))
        assert fault.kind not in {one.kind for one in after.faults}
        assert after.checked == "fully"


def test_a_gateway_of_another_type_is_two_changed_words() -> None:
    data = drawn(FAULTY["an exclusive split before a parallel join"][0]).replace(
        b'<parallelGateway id="J"></parallelGateway>',
        b'<parallelGateway id="J" name="Both">\n <!-- x -->\n</parallelGateway>',
    )
    changed = apply_fix(data, Fix("gateway", ("J", "exclusiveGateway"), ""))
    assert changed == data.replace(b'<parallelGateway id="J"', b'<exclusiveGateway id="J"').replace(
        b"<!-- x -->\n</parallelGateway>", b"<!-- x -->\n</exclusiveGateway>"
    )


def test_a_parallel_gateway_has_no_default_flow() -> None:
    drawing = (
        "start S\nxor X\ntask A\ntask B\nand J\nend E\nS -> X\nX -> A : default\nX -> B\nA -> J\nB -> J -> E"
    )
    changed = apply_fix(drawn(drawing), Fix("gateway", ("X", "parallelGateway"), ""))
    assert b"default=" not in changed
    assert decide(read(changed)).is_sound


PICTURE = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:c="http://www.omg.org/spec/DD/20100524/DC" xmlns:w="http://www.omg.org/spec/DD/20100524/DI"
 targetNamespace="urn:t">
<process id="P"><laneSet id="L"><lane id="L1" name="Crew">
<flowNodeRef>S</flowNodeRef><flowNodeRef>B</flowNodeRef></lane></laneSet>
<startEvent id="S"/><parallelGateway id="X"/>
<task id="B" name="Check"><incoming>F2</incoming><incoming>F3</incoming></task><endEvent id="E"/>
<sequenceFlow id="F1" sourceRef="S" targetRef="X"/>
<sequenceFlow id="F2" sourceRef="X" targetRef="B"/><sequenceFlow id="F3" targetRef='B' sourceRef="X"/>
<sequenceFlow id="F4" sourceRef="B" targetRef="E"/></process>
<di:BPMNDiagram id="D"><di:BPMNPlane id="PL" bpmnElement="P">
<di:BPMNShape id="B_di" bpmnElement="B"><c:Bounds x="400" y="100" width="100" height="80"/></di:BPMNShape>
<di:BPMNEdge id="F2_di" bpmnElement="F2"><w:waypoint x="200" y="140"/><w:waypoint x="400" y="140"/></di:BPMNEdge>
<di:BPMNEdge id="F3_di" bpmnElement="F3"><w:waypoint x="200" y="300"/><w:waypoint x="400" y="150"/></di:BPMNEdge>
</di:BPMNPlane></di:BPMNDiagram></definitions>"""


def test_a_new_gateway_is_drawn_and_lies_in_its_lane() -> None:
    changed = read(apply_fix(PICTURE, Fix("join-before", ("B",), "")))
    [new] = [node for node in changed.nodes if node.key not in {"S", "X", "B", "E"}]
    assert (new.type, new.lane) == ("parallelGateway", "L1")
    assert (changed.shapes[new.key].x, changed.shapes[new.key].y) == (320, 115)
    assert changed.edges["F2"] == ((200, 140), (320, 140))
    assert changed.edges["F3"] == ((200, 300), (345, 165))
    [flow] = changed.node_by_key["B"].incoming
    assert changed.edges[flow] == ((370, 140), (400, 140))
    assert decide(changed).is_sound


def test_a_file_in_utf_16_is_mended_too() -> None:
    data = b"\xff\xfe" + ('<?xml version="1.0" encoding="UTF-16"?>' + PICTURE.decode()).encode("utf-16-le")
    assert decide(read(apply_fix(data, Fix("join-before", ("B",), "")))).is_sound


def test_a_prefixed_file_stays_one() -> None:
    data = drawn(FAULTY["a message that is not sent on every path"][0])
    data = data.replace(b'<definitions xmlns="', b'<bpmn:definitions xmlns:bpmn="').replace(
        b"</definitions", b"</bpmn:definitions"
    )
    for name in (
        b"process",
        b"startEvent",
        b"endEvent",
        b"receiveTask",
        b"sendTask",
        b"exclusiveGateway",
        b"sequenceFlow",
    ):
        data = data.replace(b"<" + name, b"<bpmn:" + name).replace(b"</" + name, b"</bpmn:" + name)
    for name in (b"collaboration", b"participant", b"messageFlow"):
        data = data.replace(b"<" + name, b"<bpmn:" + name).replace(b"</" + name, b"</bpmn:" + name)
    [fix] = fixes_for(data, first(data))
    changed = apply_fix(data, fix)
    assert b"<bpmn:timerEventDefinition>" in changed
    assert decide(read(changed)).is_sound


def test_unknown_fixes_and_elements_are_refused() -> None:
    data = drawn("start S\nend E\nS -> E")
    with pytest.raises(CannotEdit, match="no fix"):
        apply_fix(data, Fix("magic", (), ""))
    with pytest.raises(CannotEdit):
        apply_fix(data, Fix("gateway", ("Nobody", "exclusiveGateway"), ""))


def test_a_verdict_with_fixes_is_the_same_verdict() -> None:
    data = drawn(FAULTY["two paths to one end"][0])
    verdict = decide(read(data))
    mended = with_fixes(data, verdict)
    assert [fix.checked for fix in mended.faults[0].fixes] == [True, True]
    assert mended.to_json()["faults"][0]["fixes"][0]["checked"] is True
    assert (mended.safe, mended.states) == (verdict.safe, verdict.states)


def test_a_drawn_gateway_that_becomes_exclusive_shows_its_x() -> None:
    data = drawn(FAULTY["an exclusive split before a parallel join"][0])
    laid_out = build(lay_out(read(data)))
    changed = apply_fix(laid_out, Fix("gateway", ("J", "exclusiveGateway"), "")).decode()
    (shape,) = re.findall(r'<[^<]*bpmnElement="J"[^>]*>', changed)
    assert 'isMarkerVisible="true"' in shape


def test_what_was_not_fully_decided_gets_no_fixes() -> None:
    ways = "\n".join(f"task T{n}\nX -> T{n}\nT{n} -> J" for n in range(14))
    data = drawn(f"start S\nxor W\nor X\nand J\nend E\nS -> W\nW -> X\nJ -> E\n{ways}")
    verdict = decide(read(data))
    assert verdict.checked == "partly"
    assert verdict.faults
    assert with_fixes(data, verdict) == verdict
    assert fixes_for(data, verdict.faults[0]) == ()


def test_few_changes_are_tried_where_many_could_be() -> None:
    loose = "\n".join(f'task T{n} "Step {n}"' for n in range(60))
    data = drawn(f"start S\nend E\nS -> E\n{loose}")
    fault = next(fault for fault in decide(read(data)).faults if fault.kind == "dead")
    assert len(fixes_for(data, fault)) <= MOST_TRIED
