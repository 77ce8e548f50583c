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
    began = time.monotonic()
    (walk,) = each_walk(chain(3_000, type_), 1, 1, 4_000)
    assert walk.outcome == "ended"
    again = Walkthrough.replay(chain(3_000, type_), walk.to_json())
    again.back()
    assert again.outcome == "going"
    assert time.monotonic() - began < 5


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
    began = time.monotonic()
    with pytest.raises(WalkError, match="seconds"):
        list(each_walk(diagram, 1, 3, limits=WalkLimits(seconds=seconds)))
    assert time.monotonic() - began < 5
