"""One change to an example brings exactly the sentence that tells it. The matches are given, so that nothing
but the sentences is tried."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bpmn.compare import Comparison, Statement, compare
from bpmn.compare.relations import relations
from bpmn.compare.sentences.all import RANK
from bpmn.compare.sentences.deciding import decisions
from bpmn.compare.sentences.time import waits
from bpmn.compare.steps import side
from bpmn.model import Diagram
from bpmn.parts import parts
from bpmn.reader import read
from tests.bpmn.compare import mutating
from tests.bpmn.compare.changing import renamed

EXAMPLES = sorted((Path(__file__).parents[3] / "webapp/examples").glob("*.bpmn"))
IDS = [path.stem for path in EXAMPLES]
examples = pytest.mark.parametrize("path", EXAMPLES, ids=IDS)


@cache
def example(path: Path) -> Diagram:
    return read(path.read_bytes())


def told(diagram: Diagram, other: Diagram) -> Comparison:
    return compare(diagram, other, confirmed=mutating.known(diagram, other))


def happens(diagram: Diagram, *steps: str) -> bool:
    """Whether some case does these steps: of those behind a fault nothing but their order is told."""
    known = relations(side(diagram))
    return all(known.repeats(step) is not None for step in steps)


def analysts(comparison: Comparison) -> list[Statement]:
    return [said for said in comparison.statements if said.kind in RANK]


@examples
def test_two_steps_swapped(path: Path) -> None:
    for one, two in mutating.in_a_row(example(path)):
        comparison = told(example(path), mutating.swapped(example(path), one, two))

        [said] = analysts(comparison)
        assert said.kind == "order"
        assert said.a == said.b == (one, two)
        assert "in A and after it in B" in said.text


@examples
def test_a_step_dropped(path: Path) -> None:
    for step in mutating.plain(example(path)):
        comparison = told(example(path), mutating.dropped(example(path), step))

        [said] = analysts(comparison)
        assert (said.kind, said.a, said.b) == ("only", (step,), ())
        assert said.text.startswith("Only A has ")


@examples
def test_a_step_made_optional(path: Path) -> None:
    for step in mutating.plain(example(path)):
        if not happens(example(path), step):
            continue
        comparison = told(example(path), mutating.made_optional(example(path), step))

        [said] = analysts(comparison)
        assert said.kind == "optional", said.text
        assert step in said.a
        assert step in said.b


@examples
def test_two_steps_side_by_side(path: Path) -> None:
    for one, two in mutating.in_a_row(example(path)):
        if not happens(example(path), one, two):
            continue
        comparison = told(example(path), mutating.side_by_side(example(path), one, two))

        [said] = analysts(comparison)
        assert said.kind == "parallel", said.text
        assert set(said.a) == set(said.b) == {one, two}
        assert said.text.endswith("can be done at the same time in B, one after the other in A.")


@examples
def test_a_step_moved_to_another_lane(path: Path) -> None:
    diagram = example(path)
    views = parts(diagram)
    for step in mutating.plain(diagram):
        node = diagram.node_by_key[step]
        others = [
            lane
            for lane in diagram.lanes
            if lane.process == node.process and lane.key != node.lane and views[lane.key].part
        ]
        if node.lane is None or not others:
            continue
        comparison = told(diagram, mutating.changed(diagram, step, lane=others[0].key))

        [said] = analysts(comparison)
        assert (said.kind, said.a, said.b) == ("role", (step,), (step,))
        assert others[0].name in said.text


@examples
def test_a_changed_limit(path: Path) -> None:
    diagram = example(path)
    for wait in waits(side(diagram)):
        if wait.timer is None:
            continue
        comparison = told(diagram, mutating.with_limit(diagram, wait.element, "P99D"))

        [said] = comparison.statements
        assert said.topic == "time"
        assert said.kind in ("wait", "time")
        assert "99 days" in said.text
        assert wait.how_long in said.text
        assert wait.element in said.a
        assert wait.element in said.b


@examples
def test_a_rule_decides_instead_of_people(path: Path) -> None:
    diagram = example(path)
    for decision in decisions(side(diagram)):
        before = [diagram.node_by_key[f.source] for f in diagram.ways_in(diagram.node_by_key[decision.key])]
        if decision.by_rule or len(before) != 1 or before[0].type not in ("task", "userTask", "manualTask"):
            continue
        comparison = told(diagram, mutating.changed(diagram, before[0].key, type="businessRuleTask"))

        [said] = comparison.statements
        assert (said.kind, said.topic) == ("decides", "decides")
        assert said.a == said.b == (decision.key,)
        assert said.text.endswith("in A and by a rule in B.")
        assert said.reason == "system"


@examples
def test_somebody_else_decides(path: Path) -> None:
    diagram = example(path)
    for decision in decisions(side(diagram)):
        node = diagram.node_by_key[decision.key]
        others = [
            lane
            for lane in diagram.lanes
            if lane.process == node.process
            and lane.key != node.lane
            and parts(diagram)[lane.key].part not in ("resident", "system", None)
        ]
        if decision.by_rule or node.lane is None or not others:
            continue
        comparison = told(diagram, mutating.changed(diagram, decision.key, lane=others[0].key))

        [said] = comparison.statements
        assert said.kind == "decides"
        assert f"by {others[0].name} in B" in said.text


@examples
def test_other_ids_order_and_layout_change_nothing(path: Path) -> None:
    for seed in (1, 2):
        comparison = compare(example(path), renamed(example(path), seed))

        assert comparison.similarity == 1.0
        assert comparison.statements == comparison.largest == ()
        assert all(figure.a == figure.b for figure in comparison.figures)


@examples
def test_other_prefixes_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for prefix in ("bpmn", "bpmn2", "semantic"):
        if f"xmlns:{prefix}=" in text:
            text = text.replace(f"{prefix}:", "x:").replace(f"xmlns:{prefix}=", "xmlns:x=")
    if " xmlns=" in text:
        text = re.sub(r"(</?)(\w+)(?=[\s/>])", r"\1x:\2", text).replace(" xmlns=", " xmlns:x=", 1)
    assert "x:definitions" in text
    comparison = compare(example(path), read(text.encode()))

    assert comparison.similarity == 1.0
    assert comparison.statements == ()
