"""A trace of the soundness check, walked in the engine: it leads where the check said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read
from bpmn.soundness import Fault, decide
from engine.from_trace import follow
from tests.drawing import draw

TWO_TASKS = (
    "start S\nxor G\ntask A\ntask B\nand J\nend E\nS -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E"
)
LOOPED = (
    "start S\ntask L loop=standard\nxor G\ntask A\ntask B\nand J\nend E\n"
    "S -> L -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E"
)
IN_A_SUB = (
    "start S\nsub P {\nstart T\nor G\ntask A\ntask B\nand J\nend F\nT -> G\nG -> A : a\nG -> B : b\nA -> J\n"
    "B -> J\nJ -> F\n}\nend E\nS -> P -> E"
)


def deadlocks(diagram: Diagram) -> list[Fault]:
    return [fault for fault in decide(diagram).faults if fault.kind == "deadlock"]


A_RACE = (
    "start S\nrace R\ncatch M message\ncatch T timer=P2D\nand J\nend E\n"
    "S -> R\nR -> M\nR -> T\nM -> J\nT -> J\nJ -> E"
)
SOME_ALWAYS = (
    "start S\ntask A\ntask B\nand J\ntask C\nend E\nS -> A\nA -> J\n"
    'A -> B : [out == "yes"]\nB -> J\nC -> J\nJ -> E'
)


@pytest.mark.parametrize("drawing", [TWO_TASKS, LOOPED, IN_A_SUB, A_RACE, SOME_ALWAYS])
def test_the_walk_stands_where_the_case_gets_stuck(drawing: str) -> None:
    diagram = draw(drawing)
    (fault,) = deadlocks(diagram)
    walk = follow(diagram, fault.steps)
    assert walk.outcome == "stuck"
    assert fault.elements[0] in walk.tokens


def test_an_end_reached_twice_is_reached_in_the_walk() -> None:
    diagram = draw("start S\nand G\ntask A\ntask B\nend E\nS -> G\nG -> A\nG -> B\nA -> E\nB -> E")
    (fault,) = [fault for fault in decide(diagram).faults if fault.kind == "ends-twice"]
    walk = follow(diagram, fault.steps)
    assert walk.outcome == "ended"
    assert [step.element for step in walk.history].count("A") == 1


@pytest.mark.corpus
def test_every_deadlock_of_the_corpus_is_one_in_the_engine(corpus: tuple[Path, ...]) -> None:
    wrong = []
    for path in corpus:
        try:
            diagram = read(path.read_bytes())
        except BpmnError:
            continue
        wrong += [
            path.name for fault in deadlocks(diagram) if follow(diagram, fault.steps).outcome != "stuck"
        ]
    assert wrong == []
