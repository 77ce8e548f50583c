"""Laws of the diff, over generated diagrams, the example library's and the measuring corpus."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from bpmn.diff import Diff, diff
from bpmn.document import Document, load
from bpmn.errors import BpmnError
from bpmn.model import Diagram
from bpmn.reader import read_document
from bpmn.write.build import build
from tests.bpmn.diagrams import diagrams
from tests.bpmn.diff.respelled import respelled, with_other_ids

EXAMPLES = sorted((Path(__file__).parents[3] / "webapp" / "examples").glob("*.bpmn"))
# Their renaming is not one: a reference with a prefix, and ids of the model's namespace inside an extension.
NOT_RENAMED = {"GenMyModel 0.47/B.1.0-export.bpmn", "Visual Paradigm 11.1/A.2.0-roundtrip.bpmn"}


def compared(old: Document, new: Document) -> Diff:
    return diff(read_document(old), read_document(new), old, new)


def mirrored(found: Diff) -> list[str]:
    return sorted(repr(change.mirrored()) for change in found.changes)


def changes(found: Diff) -> list[str]:
    return sorted(repr(change) for change in found.changes)


def parsed(path: Path) -> Document | None:
    try:
        return load(path.read_bytes())
    except BpmnError:
        return None


@given(diagrams())
@settings(deadline=None)
def test_a_diagram_and_itself(diagram: Diagram) -> None:
    found = diff(diagram, diagram)
    assert (found.changes, found.same, found.summary) == ((), True, "The two versions are the same.")


@given(diagrams(), diagrams())
@settings(deadline=None)
def test_the_mirror_image(one: Diagram, other: Diagram) -> None:
    assert mirrored(diff(one, other)) == changes(diff(other, one))


@given(diagrams())
@settings(deadline=None)
def test_spelling_and_ids_say_nothing(diagram: Diagram) -> None:
    written = load(build(diagram))
    assert compared(written, load(respelled(written.root))).changes == ()
    renamed = compared(written, load(with_other_ids(written.root)))
    assert renamed.same, [change for change in renamed.changes if change.kind != "id"]


@given(diagrams(), diagrams())
@settings(deadline=None)
def test_every_element_is_accounted_for(one: Diagram, other: Diagram) -> None:
    """What is on one side only is exactly what is added or removed."""
    found = diff(one, other)
    gone = {change.element for change in found.of("removed") if change.type == "userTask"}
    new = {change.element for change in found.of("added") if change.type == "userTask"}
    there = {node.key for node in one.nodes if node.type == "userTask"}
    here = {node.key for node in other.nodes if node.type == "userTask"}
    assert gone <= there
    assert new <= here
    assert there - {node.key for node in other.nodes} >= gone - {n.key for n in other.nodes}
    assert not gone & {node.key for node in other.nodes if node.file_id and node.key in there}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_spelled_otherwise(path: Path) -> None:
    document = load(path.read_bytes())
    for encoding in ("UTF-8", "UTF-16"):
        assert compared(document, load(respelled(document.root, encoding))).changes == ()
    renamed = compared(document, load(with_other_ids(document.root)))
    assert {change.kind for change in renamed.changes} == {"id"}


def test_examples_against_each_other_mirror() -> None:
    documents = [load(path.read_bytes()) for path in EXAMPLES]
    for one, other in pairwise(documents):
        assert mirrored(compared(one, other)) == changes(compared(other, one))


@pytest.mark.corpus
def test_real_files_spelled_otherwise(corpus: tuple[Path, ...]) -> None:
    wrong = []
    for path in corpus:
        if (document := parsed(path)) is None:
            continue
        if compared(document, document).changes:
            wrong.append(f"{path}: differs from itself")
        if compared(document, load(respelled(document.root))).changes:
            wrong.append(f"{path}: differs when spelled otherwise")
        if "/".join(path.parts[-2:]) in NOT_RENAMED:
            continue
        if not compared(document, load(with_other_ids(document.root))).same:
            wrong.append(f"{path}: differs under other ids")
    assert wrong == []


@pytest.mark.corpus
def test_real_files_mirror(corpus: tuple[Path, ...]) -> None:
    read = [(path, document) for path in corpus if (document := parsed(path)) is not None]
    neighbours = [(one, other) for one, other in pairwise(read) if one[0].parent == other[0].parent]
    wrong = [
        f"{path} and {other_path}"
        for (path, one), (other_path, other) in neighbours
        if mirrored(compared(one, other)) != changes(compared(other, one))
    ]
    assert neighbours
    assert wrong == []


def test_other_ids_are_other_ids() -> None:
    """The helper does rename: a test that cannot fail is no test."""
    root = etree.fromstring(EXAMPLES[0].read_bytes())
    ids = {held.get("id") for held in root.iter("*")}
    again = {held.get("id") for held in etree.fromstring(with_other_ids(root)).iter("*")}
    assert len(ids - again) > len(ids) / 3
