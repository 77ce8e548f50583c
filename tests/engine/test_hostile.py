"""Files made to run code, to hang a server or to overflow a stack."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bpmn.model import Diagram, Flow, Node, Process
from bpmn.reader import read
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.random_walk import each_walk
from engine.walkthrough import Walkthrough
from tests.drawing import drawn
from tests.engine.walking import do


def chain(length: int, type_: str = "task") -> Diagram:
    """A process of one row, with the ids that SpiffWorkflow keeps for itself."""
    keys = ["Start", *(f"T{n}" for n in range(length)), "End"]
    types = ["startEvent", *[type_] * length, "endEvent"]
    nodes = tuple(Node(key, kind, "", "P", "P") for key, kind in zip(keys, types, strict=True))
    flows = tuple(Flow(f"F{n}", keys[n], keys[n + 1], "P") for n in range(len(keys) - 1))
    return Diagram(processes=(Process("P", ""),), nodes=nodes, flows=flows)


@pytest.mark.parametrize("type_", ["task", "exclusiveGateway", "parallelGateway"])
def test_a_chain_of_three_thousand(type_: str) -> None:
    began = time.process_time()
    (walk,) = each_walk(chain(3_000, type_), 1, 1, 4_000)
    assert walk.outcome == "ended"
    again = Walkthrough.replay(chain(3_000, type_), walk.to_json())
    again.back()
    assert again.outcome == "going"
    assert time.process_time() - began < 5


def test_sub_processes_nested_two_hundred_deep() -> None:
    nodes = [Node(f"P{n + 1}", "subProcess", "", "P", f"P{n}" if n else "P") for n in range(200)]
    nodes.append(Node("T", "task", "", "P", "P200"))
    case = Walkthrough.start(Diagram(processes=(Process("P", ""),), nodes=tuple(nodes)))
    assert do(case, "T").outcome == "ended"


def test_nothing_in_the_file_is_run(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    code = f"__import__('os').mkdir({str(mark)!r})"
    data = drawn("""
        start S
        scriptTask A
        task X
        xor G
        task B
        task C loop=standard
        catch K condition=CODE
        end E
        S -> A -> X -> G
        G -> B : one [CODE]
        G -> C : two [${CODE}]
        B -> K -> E
        C -> E
    """).decode()
    data = data.replace(
        '<scriptTask id="A">', f'<scriptTask id="A" scriptFormat="python"><script>import os\n{code}</script>'
    )
    assert "<script>" in data
    diagram = read(data.replace("CODE", code).encode())
    before = dict(os.environ)
    for walk in each_walk(diagram, 5, 10):
        assert walk.outcome == "ended"
    case = do(Walkthrough.start(diagram), "S", "A", "X", __import__="yes", os="1")
    assert case.tokens == ("G",)
    assert case.options()[0].suggested is None
    assert not mark.exists()
    assert dict(os.environ) == before


def test_ids_and_names_are_only_names() -> None:
    names = ["__class__", "%s", "{0}", "Root", "Start", "End", "P"]
    nodes = tuple(Node(name, "task", name, "Process", "Process") for name in names)
    case = Walkthrough.start(Diagram(processes=(Process("Process", ""),), nodes=nodes))
    assert do(case, *names).outcome == "ended"


def test_the_limits_are_checked_before_the_work() -> None:
    diagram = chain(10)
    with pytest.raises(WalkError, match="elements"):
        Walkthrough.start(diagram, limits=WalkLimits(elements=5))
    with pytest.raises(WalkError, match="at most 2 can be walked"):
        Walkthrough.replay(diagram, [{"element": "Start"}] * 3, limits=WalkLimits(steps=2))
    with pytest.raises(WalkError, match="no more can be taken"):
        do(Walkthrough.start(diagram, limits=WalkLimits(steps=1)), "Start", "T0")
    with pytest.raises(WalkError, match="seconds"):
        Walkthrough.replay(diagram, [{"element": "Start"}], limits=WalkLimits(seconds=-1))


def test_five_hundred_parallel_branches() -> None:
    diagram = chain(0)
    tasks = tuple(Node(f"T{n}", "task", "", "P", "P") for n in range(500))
    gateways = (Node("A", "parallelGateway", "", "P", "P"), Node("B", "parallelGateway", "", "P", "P"))
    flows = [Flow("in", "Start", "A", "P"), Flow("out", "B", "End", "P")]
    for n in range(500):
        flows += [Flow(f"a{n}", "A", f"T{n}", "P"), Flow(f"b{n}", f"T{n}", "B", "P")]
    diagram = replace(diagram, nodes=(*diagram.nodes, *gateways, *tasks), flows=tuple(flows))
    (walk,) = each_walk(diagram, 1, 1, 1_000)
    assert (walk.outcome, len(walk.steps)) == ("ended", 501)


@pytest.mark.parametrize("seconds", [0.2])
def test_a_decision_with_thousands_of_ways_stops_in_time(seconds: float) -> None:
    nodes = (Node("S", "startEvent", "", "P", "P"), Node("G", "exclusiveGateway", "", "P", "P"))
    flows = tuple(Flow(f"F{n}", "G", "G", "P", condition=f"x == {n}") for n in range(5_000))
    diagram = Diagram(processes=(Process("P", ""),), nodes=nodes, flows=(Flow("F", "S", "G", "P"), *flows))
    began = time.process_time()
    with pytest.raises(WalkError, match="seconds"):
        list(each_walk(diagram, 1, 3, limits=WalkLimits(seconds=seconds)))
    assert time.process_time() - began < 5


def test_a_file_that_hangs_the_engines_own_parser_is_walked() -> None:
    data = drawn("start S\nsub P {\ntask A\nend E\nA -> E\n}\nS -> P").decode()
    data = data.replace(
        '<task id="A">',
        '<dataObjectReference id="D" dataObjectRef="Nowhere"/><task id="A"><ioSpecification><dataInput id="I"/>'
        '<inputSet><dataInputRefs>I</dataInputRefs></inputSet></ioSpecification><dataInputAssociation id="X">'
        "<sourceRef>D</sourceRef><targetRef>I</targetRef></dataInputAssociation>",
    )
    assert "dataObjectRef" in data
    began = time.process_time()
    assert do(Walkthrough.start(read(data.encode())), "S", "A").outcome == "ended"
    assert time.process_time() - began < 2


EDITED: list[object] = [
    None,
    "S",
    {},
    {"version": 2, "steps": []},
    {"version": 1, "steps": "S"},
    {"version": 1, "steps": [{"element": 5}]},
    {"version": 1, "steps": [{"element": "S", "kind": "explode"}]},
    {"version": 1, "steps": [{"element": "A"}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "Nowhere" * 50}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A", "chose": "yes"}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A", "answers": [1]}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A", "answers": {"a": {"b": 1}}}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A"}, {"element": "G", "chose": ["nowhere"]}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A"}, {"element": "G", "chose": []}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A"}, {"element": "G", "chose": ["G-B", "G-C"]}]},
    {"version": 1, "steps": [{"element": "S"}, {"element": "A", "times": 3}]},
    {"version": 1, "steps": [{"element": "S", "times": "three"}]},
    {"version": 1, "process": "Elsewhere", "steps": []},
    {"version": 1, "steps": [], "calls": ["A"]},
    {"version": 1, "steps": [], "calls": {"A": "B"}},
    {"version": 1, "steps": [], "calls": {"A": {"process": ["B"]}}},
    {"walks": [{}, {}]},
]


@pytest.mark.parametrize("log", EDITED)
def test_a_log_edited_by_hand_gets_a_sentence(log: object) -> None:
    diagram = read(drawn("start S\ntask A\nxor G\ntask B\ntask C\nS -> A -> G -> B\nG -> C"))
    with pytest.raises(WalkError) as refused:
        Walkthrough.replay(diagram, log)
    said = str(refused.value)
    assert said.endswith(".")
    assert len(said) < 300


def test_a_choice_that_is_not_possible_changes_nothing() -> None:
    case = do(
        Walkthrough.start(read(drawn("start S\ntask A\nxor G\ntask B\ntask C\nS -> A -> G -> B\nG -> C"))),
        "S",
    )
    before = (case.log, case.enabled, case.answers)
    for choice in ({"element": "B"}, {"element": "A", "kind": "choose"}, {"element": "A", "times": 9}):
        with pytest.raises(WalkError):
            case.take(choice, answers={"x": "1"})
    assert (case.log, case.enabled, case.answers) == before


def test_handlers_that_throw_themselves_come_to_an_end() -> None:
    """A handler that has the same things undone again finds them undone already."""
    case = Walkthrough.start(
        read(
            drawn("""
        start S
        task A
        boundary X on=A compensate
        sub U compensation {
        task V
        throw W compensate
        V -> W
        }
        throw T compensate
        end E
        S -> A -> T -> E
        X ... U
    """)
        )
    )
    do(case, "S", "A", "T", "V", "W")
    assert case.outcome == "ended"


def test_hundreds_of_rounds_are_undone_in_time() -> None:
    case = Walkthrough.start(
        read(
            drawn(
                "start S\ntask A loop=parallel\nboundary X on=A compensate\ntask U compensation\nend E compensate\n"
                "S -> A -> E\nX ... U"
            )
        )
    )
    began = time.process_time()
    do(case, "S")
    case.take(case.options()[0], times=500)
    while case.outcome == "going":
        case.take(case.options()[0])
    assert len([step for step in case.history if step.element == "U"]) == 500
    assert time.process_time() - began < 5
