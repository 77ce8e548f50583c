"""The cases of the usual differ for BPMN files, where the measuring corpus is there: each is reported, in our words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpmn.diff import Diff, diff
from bpmn.document import load
from bpmn.reader import read_document

pytestmark = pytest.mark.corpus

Said = set[tuple[str, str, str | None]]
CASES: dict[tuple[str, str], Said] = {
    ("add/before", "add/after"): {("added", "EndEvent_1", None), ("added", "SequenceFlow_2", None)},
    ("remove/before", "remove/after"): {("removed", "Task_1", None), ("removed", "SequenceFlow_1", None)},
    ("change/before", "change/after"): {
        ("changed", "Task_1", "name"), ("changed", "StartEvent_1", "extension.initiator"),
    },
    ("change/type-change.before", "change/type-change.after"): {("changed", "TASK", "type")},
    ("layout-change/before", "layout-change/after"): {
        ("layout", "Task_1", "bounds"), ("layout", "SequenceFlow_1", "waypoints"),
        ("layout", "SequenceFlow_1", "label"),
    },
    ("collaboration/message-flow-before", "collaboration/message-flow-after"): {
        ("removed", "Participant_1w6hx42", None), ("removed", "MessageFlow_1ofxm38", None),
    },
    ("lanes/create-laneset-before", "lanes/create-laneset-after"): {("added", "Lane_0h952pf", None)},
    ("custom/data-object/before", "custom/data-object/after"): {
        ("changed", "DATA_OBJECT_1", "isCollection"), ("id", "DATA_OBJECT_3", "id"),
    },
    ("extension-elements/signavio.before", "extension-elements/signavio.after"): {
        ("changed", "Process_1", "extension.signavioDiagramMetaData[5].metaValue"),
    },
}  # fmt: skip


def between(corpus: tuple[Path, ...], old: str, new: str) -> Diff:
    """Two files of the differ compared."""
    found = {
        path.as_posix().partition("/fixtures/")[2].removesuffix(".bpmn"): path
        for path in corpus
        if "bpmn-js-differ" in path.as_posix()
    }
    if old not in found or new not in found:
        pytest.skip("the corpus is there without the differ's cases")
    documents = [load(found[name].read_bytes()) for name in (old, new)]
    return diff(*(read_document(document) for document in documents), *documents)


@pytest.mark.parametrize(("old", "new"), CASES, ids=lambda name: name)
def test_a_case(corpus: tuple[Path, ...], old: str, new: str) -> None:
    found = between(corpus, old, new)
    assert {(change.kind, change.element, change.property) for change in found.changes} == CASES[old, new]


def test_lanes_and_pools(corpus: tuple[Path, ...]) -> None:
    found = between(corpus, "collaboration/before", "collaboration/after")
    assert {change.element for change in found.of("removed")} == {"Lane_1", "Task_1"}
    assert [(change.element, change.property) for change in found.of("changed")] == [("Lane_2", "name")]
    other = between(corpus, "different-collaboration/before", "different-collaboration/after")
    assert {"participant", "startEvent"} <= {change.type for change in other.of("added")}
    assert {"participant", "lane", "startEvent"} <= {change.type for change in other.of("removed")}


def test_form_fields_one_by_one(corpus: tuple[Path, ...]) -> None:
    found = between(corpus, "extension-elements/c7.before", "extension-elements/c7.after")
    said = {change.property: change.new for change in found.of("changed")}
    assert len(said) == len(found.changes) > 20
    assert said["extension.formData.formField[longField].validation.constraint[max].config"] == "10"


def test_the_two_large_ones(corpus: tuple[Path, ...]) -> None:
    found = between(corpus, "pizza-collaboration/old", "pizza-collaboration/new")
    assert {change.element for change in found.of("added")} == {"ManualTask_1", "ExclusiveGateway_1"}
    assert {change.type for change in found.of("removed")} == {
        "task",
        "intermediateCatchEvent",
        "sequenceFlow",
        "messageFlow",
    }
    assert ("_6-127", "name") in {(change.element, change.property) for change in found.of("changed")}
    for old, new in (
        ("pizza-collaboration/start-event-old", "pizza-collaboration/start-event-new"),
        ("signavio-collapsed/before.collapsed", "signavio-collapsed/after.expanded"),
    ):
        found = between(corpus, old, new)
        assert found.same
        assert found.of("layout")
