"""A file becomes the model: what is read, what is mended, and that every mending is said."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bpmn.document import load
from bpmn.errors import UnreadableDocument
from bpmn.model import Bounds, Diagram, Loop, PatternRef, Timer
from bpmn.reader import read, read_document

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" '
    'xmlns:dd="http://www.omg.org/spec/DD/20100524/DI" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:g="https://guildhall.example/bpmn/1" xmlns:tns="t" targetNamespace="t"'
)


def file(inside: str) -> Diagram:
    return read(f"<definitions {NAMESPACES}>{inside}</definitions>".encode())


def process(inside: str) -> Diagram:
    return file(f'<process id="P">{inside}</process>')


def said(diagram: Diagram) -> str:
    return " ".join(repair.text for repair in diagram.repairs)


def test_flows_in_and_out_come_from_the_flows_and_not_from_the_nodes() -> None:
    diagram = process(
        '<startEvent id="S"><outgoing>wrong</outgoing></startEvent><task id="A"/><endEvent id="E"/>'
        '<sequenceFlow id="f1" sourceRef="S" targetRef="A"/>'
        '<sequenceFlow id="f2" name=" to  the&#10;end " sourceRef="tns:A" targetRef="E">'
        '<conditionExpression language="x"> ${a &gt; 1} </conditionExpression></sequenceFlow>'
    )
    assert [(node.key, node.incoming, node.outgoing) for node in diagram.nodes] == [
        ("S", (), ("f1",)),
        ("A", ("f1",), ("f2",)),
        ("E", ("f2",), ()),
    ]
    flow = diagram.flow_by_key["f2"]
    assert (flow.name, flow.condition, flow.language) == ("to the end", "${a > 1}", "x")
    assert diagram.repairs == ()


def test_missing_and_repeated_ids_get_keys_of_their_own() -> None:
    diagram = file(
        '<process id="P"><task id="A"/><task/><task id="task~2"/><sequenceFlow sourceRef="A" targetRef="A"/>'
        '</process><process id="Q"><task id="A"/><task id="B"/>'
        '<sequenceFlow id="f" sourceRef="A" targetRef="B"/>'
        "</process>"
    )
    assert [node.key for node in diagram.nodes] == ["A", "task~3", "task~2", "A~2", "B"]
    assert [flow.key for flow in diagram.flows] == ["sequenceFlow~1", "f"]
    # A reference to a repeated id means the one in the same process.
    assert diagram.flow_by_key["f"].source == "A~2"
    assert {repair.element for repair in diagram.repairs} == {"task~3", "A~2", "sequenceFlow~1"}


def test_what_dangles_is_left_out_and_said() -> None:
    diagram = process(
        '<task id="A" default="nowhere"/><boundaryEvent id="B" attachedToRef="gone"/>'
        '<receiveTask id="R" messageRef="none"/>'
        '<sequenceFlow id="f" name="on" sourceRef="A" targetRef="ghost"/><sequenceFlow id="h" targetRef="A"/>'
        '<laneSet><lane id="L" name="Team"><flowNodeRef>A</flowNodeRef>'
        "<flowNodeRef>x</flowNodeRef></lane></laneSet>"
    )
    assert diagram.flows == ()
    assert diagram.node_by_key["A"].default is None
    assert diagram.node_by_key["B"].attached_to is None
    assert diagram.node_by_key["R"].message is None
    assert diagram.lanes[0].nodes == ("A",)
    for part in (
        "“ghost”",
        "its start is not given",
        "“gone”",
        "“nowhere”",
        "message “none”",
        "names 1 step that",
    ):
        assert part in said(diagram)


def test_lanes_nest_and_a_node_in_a_sub_process_lies_in_the_lane_around_it() -> None:
    diagram = process(
        '<laneSet><lane id="Outer"><flowNodeRef>A</flowNodeRef><flowNodeRef>Sub</flowNodeRef><childLaneSet>'
        '<lane id="Inner"><flowNodeRef>A</flowNodeRef></lane></childLaneSet></lane></laneSet>'
        '<task id="A"/><subProcess id="Sub"><task id="B"/><transaction id="T">'
        '<task id="C"/></transaction></subProcess>'
    )
    assert {node.key: (node.scope, node.process, node.lane) for node in diagram.nodes} == {
        "A": ("P", "P", "Inner"),
        "Sub": ("P", "P", "Outer"),
        "B": ("Sub", "P", "Outer"),
        "T": ("Sub", "P", "Outer"),
        "C": ("T", "P", "Outer"),
    }
    assert diagram.lane_by_key["Inner"].parent == "Outer"


def test_a_flow_written_outside_the_sub_process_of_its_ends_lies_with_them() -> None:
    diagram = process(
        '<subProcess id="Sub"><task id="A"/><task id="B"/></subProcess>'
        '<sequenceFlow id="f" sourceRef="A" targetRef="B"/>'
    )
    assert diagram.flows[0].scope == "Sub"
    assert "outside the sub-process" in said(diagram)


def test_events_say_what_they_wait_for() -> None:
    diagram = file(
        '<message id="m" name="Report"/><signal id="s" name="Alarm"/><error id="e" name="No" errorCode="42"/>'
        '<timerEventDefinition id="shared"><timeDate>2027-01-01</timeDate></timerEventDefinition>'
        '<process id="P"><startEvent id="A" isInterrupting="false">'
        '<messageEventDefinition messageRef="tns:m"/>'
        '</startEvent><intermediateCatchEvent id="B" parallelMultiple="1">'
        "<timerEventDefinition><timeDuration> PT1H "
        "</timeDuration></timerEventDefinition>"
        "<signalEventDefinition signalRef='s'/></intermediateCatchEvent>"
        '<task id="T"/><boundaryEvent id="C" attachedToRef="T" cancelActivity="false"><errorEventDefinition '
        'errorRef="e"/></boundaryEvent><intermediateCatchEvent id="D">'
        "<eventDefinitionRef>shared</eventDefinitionRef>"
        '</intermediateCatchEvent><intermediateThrowEvent id="F"><linkEventDefinition name="On"/>'
        '</intermediateThrowEvent><intermediateCatchEvent id="G">'
        "<conditionalEventDefinition><condition>x</condition>"
        "</conditionalEventDefinition></intermediateCatchEvent>"
        '<intermediateCatchEvent id="H"><timerEventDefinition/>'
        '</intermediateCatchEvent><endEvent id="I">'
        '<errorEventDefinition errorRef="gone"/></endEvent></process>'
    )
    nodes = diagram.node_by_key
    assert (nodes["A"].events[0].kind, nodes["A"].events[0].name, nodes["A"].interrupting) == (
        "message",
        "Report",
        False,
    )
    assert (nodes["B"].event_kind, nodes["B"].parallel_multiple) == ("multiple", True)
    assert nodes["B"].events[0].timer == Timer("timeDuration", "PT1H")
    assert nodes["B"].events[1].ref == "s"
    assert (nodes["C"].attached_to, nodes["C"].interrupting, nodes["C"].events[0].code) == ("T", False, "42")
    assert nodes["D"].events[0].timer == Timer("timeDate", "2027-01-01")
    assert (nodes["F"].events[0].name, nodes["G"].events[0].condition) == ("On", "x")
    assert nodes["H"].events[0].timer is None
    assert (nodes["I"].events[0].ref, nodes["I"].events[0].code) == (None, "gone")
    assert diagram.messages == (("m", "Report"),)


def test_activities_say_how_often_who_and_what() -> None:
    diagram = file(
        '<resource id="res" name="Night shift"/><process id="Q"/>'
        '<process id="P" isExecutable="1" name="Main">'
        '<userTask id="A" camunda:assignee="ann" '
        'camunda:candidateGroups="crew, depot" camunda:formKey="form">'
        "<documentation>One.</documentation><documentation> Two. </documentation>"
        "<potentialOwner><resourceRef>res</resourceRef></potentialOwner>"
        '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>3</loopCardinality>'
        "<completionCondition>done</completionCondition></multiInstanceLoopCharacteristics></userTask>"
        '<callActivity id="B" calledElement="tns:Q"/><callActivity id="C" calledElement="elsewhere"/>'
        '<scriptTask id="D" isForCompensation="true"><script> x = 1 </script></scriptTask>'
        '<subProcess id="E" triggeredByEvent="true"><standardLoopCharacteristics/></subProcess>'
        '<receiveTask id="F" instantiate="true"/></process>'
    )
    nodes = diagram.node_by_key
    assert nodes["A"].performer == "Night shift, ann, crew, depot"
    assert nodes["A"].documentation == "One.\n\nTwo."
    assert nodes["A"].loop == Loop("sequential", condition="done", cardinality="3")
    assert ("formKey", "form") in nodes["A"].extensions
    assert (nodes["B"].called, nodes["C"].called) == ("Q", "elsewhere")
    assert (nodes["D"].script, nodes["D"].for_compensation) == ("x = 1", True)
    assert (nodes["E"].triggered_by_event, nodes["E"].loop) == (True, Loop("standard"))
    assert nodes["F"].instantiates
    assert diagram.process_by_key["P"].executable


def test_extensions_are_sorted_paths_and_ours_are_not_among_them() -> None:
    diagram = process(
        '<task id="A"><extensionElements><camunda:inputOutput><camunda:inputParameter name="fee">40'
        '</camunda:inputParameter><camunda:inputParameter name="days">10'
        "</camunda:inputParameter></camunda:inputOutput>"
        '<camunda:in a="1"/><camunda:in a="2"/><g:pattern ref="address" version="3"/><g:pattern ref=" pay "/>'
        '<g:pattern/><g:pattern ref="date" version="x"/></extensionElements></task>'
    )
    node = diagram.nodes[0]
    assert node.extensions == (
        ("in[1].a", "1"),
        ("in[2].a", "2"),
        ("inputOutput.inputParameter[days]", "10"),
        ("inputOutput.inputParameter[days].name", "days"),
        ("inputOutput.inputParameter[fee]", "40"),
        ("inputOutput.inputParameter[fee].name", "fee"),
    )
    assert node.patterns == (PatternRef("address", 3), PatternRef("pay"), PatternRef("date"))
    assert len(diagram.repairs) == 2


def test_pools_parts_and_message_flows() -> None:
    diagram = file(
        '<collaboration id="C"><participant id="Us" name="Council" processRef="tns:P"><extensionElements>'
        '<g:part is="back-office"/></extensionElements></participant><participant id="Them" name="Resident"/>'
        '<participant id="Odd" processRef="nowhere"><extensionElements>'
        '<g:part is="king"/></extensionElements>'
        '</participant><messageFlow id="m1" name="Report" sourceRef="Them" targetRef="S"/>'
        '<messageFlow id="m2" sourceRef="P" targetRef="Them"/>'
        '<messageFlow id="m3" sourceRef="S" targetRef="gone"/>'
        '</collaboration><process id="P"><startEvent id="S"/></process>'
    )
    assert [(pool.key, pool.process, pool.part) for pool in diagram.pools] == [
        ("Us", "P", "back-office"),
        ("Them", None, None),
        ("Odd", None, None),
    ]
    assert diagram.processes[0].pool == "Us"
    assert diagram.pool_of(diagram.nodes[0]) == diagram.pools[0]
    assert [(flow.source, flow.target) for flow in diagram.message_flows] == [("Them", "S"), ("Us", "Them")]
    assert "king" in said(diagram)
    assert "“gone”" in said(diagram)


def test_data_notes_and_groups() -> None:
    diagram = file(
        '<category id="c"><categoryValue id="v" value="Legal"/></category>'
        '<dataStore id="DS" name="Register"/>'
        '<process id="P"><dataObject id="o" name="Form"/><dataObjectReference id="r" dataObjectRef="o">'
        '<dataState name="signed"/></dataObjectReference><dataStoreReference id="s" dataStoreRef="DS"/>'
        '<task id="A"><ioSpecification><dataInput id="in"/>'
        "</ioSpecification><dataInputAssociation><sourceRef>o"
        "</sourceRef><targetRef>in</targetRef></dataInputAssociation>"
        "<dataOutputAssociation><sourceRef>in</sourceRef>"
        '<targetRef>s</targetRef></dataOutputAssociation></task><task id="B"/>'
        '<textAnnotation id="n"><text>By law\nwithin 5 days</text>'
        '</textAnnotation><group id="g" categoryValueRef="v"/>'
        '<association id="a1" sourceRef="n" targetRef="A"/>'
        '<association id="a2" sourceRef="r" targetRef="B"/></process>'
    )
    assert [(data.key, data.name, data.state) for data in diagram.data] == [
        ("r", "Form", "signed"),
        ("s", "Register", None),
    ]
    nodes = diagram.node_by_key
    assert (nodes["A"].data_in, nodes["A"].data_out, nodes["B"].data_in) == (("r",), ("s",), ("r",))
    assert [(note.key, note.text, note.about) for note in diagram.notes] == [
        ("n", "By law\nwithin 5 days", ("A",)),
        ("g", "Legal", ()),
    ]


def test_the_drawing_is_read_over_all_planes_and_what_is_broken_is_left_out() -> None:
    diagram = file(
        '<process id="P"><subProcess id="S"><task id="A"/></subProcess><sequenceFlow id="f" sourceRef="S" '
        'targetRef="S"/></process><di:BPMNDiagram>'
        '<di:BPMNPlane bpmnElement="P"><di:BPMNShape bpmnElement="S" '
        'isExpanded="false"><dc:Bounds x="1" y="2.5" width="3" height="4"/></di:BPMNShape>'
        '<di:BPMNEdge bpmnElement="f"><dd:waypoint x="0" y="0"/><dd:waypoint x="5" y="6"/></di:BPMNEdge>'
        '<di:BPMNShape bpmnElement="ghost"><dc:Bounds x="1" y="2" width="3" height="4"/></di:BPMNShape>'
        "</di:BPMNPlane></di:BPMNDiagram><di:BPMNDiagram><di:BPMNPlane bpmnElement='S'><di:BPMNShape "
        "bpmnElement='A'><dc:Bounds x='1' y='nan' width='3' height='4'/></di:BPMNShape></di:BPMNPlane>"
        "</di:BPMNDiagram>"
    )
    assert diagram.shapes == {"S": Bounds(1, 2.5, 3, 4, None, False)}
    assert diagram.edges == {"f": ((0, 0), (5, 6))}
    assert len(diagram.repairs) == 2


def test_choreographies_and_unknown_things_are_passed_over() -> None:
    diagram = file(
        '<choreography id="X"><startEvent id="S"/><choreographyTask id="T"/></choreography>'
        '<process id="P"><task id="A"/><madeUp id="M"><task id="hidden"/></madeUp></process>'
    )
    assert "A" in diagram.node_by_key
    assert "S" not in diagram.node_by_key
    assert "choreographies" in said(diagram)


def test_reading_is_linear_however_ids_are_repeated() -> None:
    same = '<task id="A"/><sequenceFlow id="f" sourceRef="A" targetRef="A"/>' * 10_000
    missing = "<task/>" * 10_000 + "".join(f'<task id="task~{n}"/>' for n in range(10_000))
    start = time.perf_counter()
    assert len(process(same).nodes) == 10_000
    assert len({node.key for node in process(missing).nodes}) == 20_000
    assert time.perf_counter() - start < 10


@pytest.mark.corpus
def test_every_reference_of_every_corpus_file_points_at_something(corpus: tuple[Path, ...]) -> None:
    opened = 0
    for path in corpus:
        try:
            document = load(path.read_bytes())
        except UnreadableDocument:
            continue
        diagram = read_document(document)
        opened += 1
        _check_references(diagram)
    assert opened == len(corpus) - 11


def _check_references(diagram: Diagram) -> None:
    nodes, flows, lanes = diagram.node_by_key, diagram.flow_by_key, diagram.lane_by_key
    data = {held.key for held in diagram.data}
    keys = [*nodes, *flows, *lanes, *diagram.pool_by_key, *diagram.process_by_key, *data]
    assert len(keys) == len(set(keys))
    assert len(nodes) == len(diagram.nodes)
    for node in diagram.nodes:
        assert node.process in diagram.process_by_key
        assert node.scope in diagram.process_by_key or nodes[node.scope].is_sub_process
        assert node.lane is None or node.lane in lanes
        assert node.attached_to is None or nodes[node.attached_to].is_activity
        assert all(flows[key].target == node.key for key in node.incoming)
        assert all(flows[key].source == node.key for key in node.outgoing)
        assert node.default is None or node.default in node.outgoing
        assert {*node.data_in, *node.data_out} <= data
    for flow in diagram.flows:
        assert flow.source in nodes
        assert flow.target in nodes
    for message in diagram.message_flows:
        assert {message.source, message.target} <= {*nodes, *diagram.pool_by_key}
    for lane in diagram.lanes:
        assert set(lane.nodes) <= set(nodes)
