"""Large, odd and unlike diagrams: sensible answers, no failure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from bpmn.diff import diff
from bpmn.model import Diagram, Flow, Node, Process

MANY = 1_000


def chain(prefix: str, names: Callable[[int], str], count: int = MANY, ids: bool = True) -> Diagram:
    """Steps one after the other."""
    keys = [f"{prefix}{number}" for number in range(count)]
    flows = tuple(
        Flow(f"{one}-{other}", one, other, "P", file_id=f"{one}-{other}" if ids else None)
        for one, other in pairwise(keys)
    )
    ways_in, ways_out = (
        {flow.target: (flow.key,) for flow in flows},
        {flow.source: (flow.key,) for flow in flows},
    )
    made = (
        Node(key, "task", names(number), "P", "P", file_id=key if ids else None)
        for number, key in enumerate(keys)
    )
    nodes = tuple(
        replace(node, incoming=ways_in.get(node.key, ()), outgoing=ways_out.get(node.key, ()))
        for node in made
    )
    return Diagram(processes=(Process("P", "One", file_id="P"),), nodes=nodes, flows=flows)


def test_nothing_in_common() -> None:
    found = diff(chain("a", lambda n: f"alpha{n}"), chain("b", lambda n: f"beta{n}"))
    assert (len(found.of("removed")), len(found.of("added"))) == (2 * MANY - 1, 2 * MANY - 1)


def test_every_id_another_and_one_step_more() -> None:
    found = diff(chain("a", lambda n: f"Step {n}"), chain("b", lambda n: f"Step {n}", MANY + 1))
    assert [change.type for change in found.changes if change.kind != "id"] == ["task", "sequenceFlow"]


def test_every_id_another_and_one_name() -> None:
    found = diff(chain("a", lambda n: "Step"), chain("b", lambda n: "Step", MANY + 1))
    assert [change.kind for change in found.changes if change.kind != "id"] == ["added", "added"]


def test_no_labels() -> None:
    found = diff(chain("a", lambda n: ""), chain("a", lambda n: "", MANY + 1))
    assert [change.kind for change in found.changes] == ["added", "added"]
    assert diff(chain("a", lambda n: "", ids=False), chain("b", lambda n: "", ids=False)).same
    found = diff(chain("a", lambda n: "", ids=False), chain("b", lambda n: "", MANY + 1, ids=False))
    assert [change.kind for change in found.changes] == ["added", "added"]


@pytest.mark.parametrize(
    "name", ["Проверить заявку", "申請を確認する", "تحقق من الطلب", "x" * 5_000, "word " * 1_000]
)
def test_other_scripts_and_long_labels(name: str) -> None:
    found = diff(chain("a", lambda n: f"{name}{n}", 10), chain("b", lambda n: f"{name}{n}", 11))
    assert [change.type for change in found.changes if change.kind != "id"] == ["task", "sequenceFlow"]
    assert len(found.summary) < 500


def test_nothing_at_all() -> None:
    assert diff(Diagram(), Diagram()).same
    assert len(diff(Diagram(), chain("a", str, 3)).of("added")) == 6
