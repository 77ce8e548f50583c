"""One change to an example brings exactly the sentence that tells it. The matches are given, so that nothing
but the sentences is tried."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bpmn.compare import Statement, WordMeaning, compare
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS
from bpmn.compare.relations import Relations, relations
from bpmn.compare.sentences import speak
from bpmn.compare.sentences.all import RANK
from bpmn.compare.sentences.deciding import decisions
from bpmn.compare.sentences.waits import waits
from bpmn.compare.steps import Side, side
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


@cache
def understood(path: Path) -> tuple[Side, Relations]:
    """An example prepared once for all its changes."""
    prepared = side(example(path))
    return prepared, relations(prepared)


def told(path: Path, other: Diagram) -> tuple[Statement, ...]:
    """All that is said of an example and a changed one, every step matched with itself."""
    ours, known = understood(path)
    theirs = side(other)
    matches = tuple(sorted(mutating.known(ours.diagram, other), key=lambda match: ours.index[match.a[0]]))
    said = speak(Compared(ours, theirs, matches, NO_FACTS, NO_FACTS, WordMeaning()), known, relations(theirs))
    return (*said.summary, *said.details)


def happens(path: Path, *steps: str) -> bool:
    """Whether some case does these steps: of those behind a fault nothing but their order is told."""
    _, known = understood(path)
    return all(known.repeats(step) is not None for step in steps)


def analysts(statements: tuple[Statement, ...]) -> list[Statement]:
    return [said for said in statements if said.kind in RANK]


@examples
def test_two_steps_swapped(path: Path) -> None:
    for one, two in mutating.in_a_row(example(path)):
        statements = told(path, mutating.swapped(example(path), one, two))

        [said] = analysts(statements)
        assert said.kind == "order"
        assert said.a == said.b == (one, two)
        assert "in A and after it in B" in said.text


@examples
def test_a_step_dropped(path: Path) -> None:
    """Where a message went with it, what its receiver may now do may differ as well."""
    messages = example(path).message_flows
    for step in mutating.plain(example(path)):
        *others, said = analysts(told(path, mutating.dropped(example(path), step)))

        assert (said.kind, said.a, said.b) == ("only", (step,), ())
        assert said.text.startswith("Only A has ")
        assert not others or any(step in (flow.source, flow.target) for flow in messages)


@examples
def test_a_step_made_optional(path: Path) -> None:
    for step in mutating.plain(example(path)):
        if not happens(path, step):
            continue
        statements = told(path, mutating.made_optional(example(path), step))

        [said] = analysts(statements)
        assert said.kind == "optional", said.text
        assert step in said.a
        assert step in said.b


@examples
def test_two_steps_side_by_side(path: Path) -> None:
    for one, two in mutating.in_a_row(example(path)):
        if not happens(path, one, two):
            continue
        statements = told(path, mutating.side_by_side(example(path), one, two))

        [said] = analysts(statements)
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
        statements = told(path, mutating.changed(diagram, step, lane=others[0].key))

        [said] = analysts(statements)
        assert (said.kind, said.a, said.b) == ("role", (step,), (step,))
        assert others[0].name in said.text


@examples
def test_a_changed_limit(path: Path) -> None:
    diagram = example(path)
    for wait in waits(side(diagram)):
        if wait.timer is None:
            continue
        statements = told(path, mutating.with_limit(diagram, wait.element, "P99D"))

        [said] = statements
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
        statements = told(path, mutating.changed(diagram, before[0].key, type="businessRuleTask"))

        [said] = statements
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
        statements = told(path, mutating.changed(diagram, decision.key, lane=others[0].key))

        [said] = statements
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
