"""One edit of an example, one change: whatever else the diagram holds, nothing more and nothing else is reported."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from bpmn.diff import diff
from bpmn.document import Document, load
from bpmn.reader import read_document
from bpmn.reading.names import BPMN, tag

EXAMPLES = sorted((Path(__file__).parents[3] / "webapp" / "examples").glob("*.bpmn"))
Change = tuple[str, str, str | None, str | None, str | None]
SOME = 8
FOREIGN = "https://example.org/other"


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Document:
    path: Path = request.param
    return load(path.read_bytes())


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return root.iter(*(tag(name) for name in names))


def after(document: Document, root: etree._Element) -> list[Change]:
    edited = load(etree.tostring(root))
    found = diff(read_document(document), read_document(edited), document, edited)
    return [(c.kind, c.element, c.property, c.old, c.new) for c in found.changes]


def copies(document: Document, *names: str) -> Iterator[tuple[etree._Element, etree._Element]]:
    """A copy of the tree for some elements of these names, spread over the file, and that element in it."""
    count = sum(1 for _ in elements(document.root, *names))
    for number in range(0, count, max(1, count // SOME)):
        root = deepcopy(document.root)
        yield root, list(elements(root, *names))[number]


def test_another_name(example: Document) -> None:
    for root, held in copies(
        example, "task", "userTask", "exclusiveGateway", "lane", "participant", "sequenceFlow"
    ):
        old = held.get("name")
        held.set("name", "Something else")
        expected = ("changed", held.get("id"), "name", old, "Something else")
        assert after(example, root) == [expected]


def test_another_timer(example: Document) -> None:
    for root, held in copies(example, "timeDuration"):
        old, held.text = held.text, "P99D"
        event = next(
            held.iterancestors(tag("boundaryEvent"), tag("intermediateCatchEvent"), tag("startEvent"))
        )
        assert after(example, root) == [("changed", event.get("id"), "timer.timeDuration", old, "P99D")]


def test_another_condition(example: Document) -> None:
    for root, held in copies(example, "conditionExpression"):
        old, held.text = (held.text or "").strip(), "otherwise = true"
        flow = held.getparent()
        assert flow is not None
        assert after(example, root) == [("changed", flow.get("id"), "condition", old, "otherwise = true")]


def test_another_lane(example: Document) -> None:
    for root, held in copies(example, "flowNodeRef"):
        lane = held.getparent()
        assert lane is not None
        sisters = list(lane.itersiblings(tag("lane"))) or list(lane.itersiblings(tag("lane"), preceding=True))
        if sisters and not any(one.get("attachedToRef") == held.text for one in root.iter(f"{{{BPMN}}}*")):
            sisters[0].append(held)
            expected = ("moved", held.text, "lane", lane.get("id"), sisters[0].get("id"))
            assert after(example, root) == [expected]


def test_a_setting_and_documentation(example: Document) -> None:
    for root, held in list(copies(example, "task", "userTask", "serviceTask"))[:3]:
        held.set(f"{{{FOREIGN}}}priority", "7")
        assert after(example, root) == [("changed", held.get("id"), "extension.priority", None, "7")]
        for earlier in held.findall(tag("documentation")):
            held.remove(earlier)
        old = after(example, root)
        held.insert(0, etree.Element(tag("documentation")))
        held[0].text = "As agreed in March"
        found = after(example, root)
        assert [change[-1] for change in found if change[2] == "documentation"] == ["As agreed in March"]
        assert len(found) == len([change for change in old if change[2] != "documentation"]) + 1


def test_another_flow_target_and_a_step_gone(example: Document) -> None:
    for root, held in list(copies(example, "sequenceFlow"))[:5]:
        source, target = held.get("sourceRef"), held.get("targetRef")
        held.set("targetRef", source or "")
        assert ("changed", held.get("id"), "target", target, source) in after(example, root)
    for root, held in list(copies(example, "textAnnotation")):
        holder = held.getparent()
        assert holder is not None
        holder.remove(held)
        assert ("removed", held.get("id"), None, None, None) in after(example, root)
