"""A copy of a file for the browser's viewer: UTF-8, one id an element, references that agree with the flows, a layout.

The upload itself is never handed to the viewer: its encoding may be declared wrongly, its `incoming` and `outgoing`
may contradict the flows (the viewer then draws nodes unconnected), and it may have no diagram interchange at all.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from bpmn.document import Document
from bpmn.layout import lay_out
from bpmn.model import Diagram
from bpmn.write.build import build
from bpmn.write.ids import ids_of

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
COME_FIRST = ("documentation", "extensionElements", "auditing", "monitoring", "categoryValueRef")
BEFORE_FLOWS = {f"{{{MODEL}}}{name}" for name in COME_FIRST}


def viewer_copy(document: Document, diagram: Diagram) -> bytes:
    """BPMN 2.0 XML (UTF-8) that shows `diagram`, read from `document`; `viewer_ids` says what its elements
    are called."""
    if not diagram.shapes or _ids_were_repaired(diagram):
        return build(diagram if diagram.shapes else lay_out(diagram))
    root = deepcopy(document.root)
    elements = {element.get("id"): element for element in root.iter(f"{{{MODEL}}}*") if element.get("id")}
    for node in diagram.nodes:
        if (element := elements.get(node.key)) is not None:
            _rewrite_flows(element, node.incoming, node.outgoing)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def viewer_ids(diagram: Diagram) -> dict[str, str]:
    """The id that each of the model's keys has in the viewer's copy."""
    if diagram.shapes and not _ids_were_repaired(diagram):
        return {node.key: node.key for node in diagram.nodes} | {flow.key: flow.key for flow in diagram.flows}
    ids = ids_of(diagram)
    return {key: ids[key] for key in (*diagram.node_by_key, *diagram.flow_by_key)}


def _ids_were_repaired(diagram: Diagram) -> bool:
    parts = (
        diagram.nodes,
        diagram.flows,
        diagram.pools,
        diagram.lanes,
        diagram.processes,
        diagram.message_flows,
    )
    return any(item.key != item.file_id for group in parts for item in group)


def _rewrite_flows(element: etree._Element, incoming: tuple[str, ...], outgoing: tuple[str, ...]) -> None:
    tags = (f"{{{MODEL}}}incoming", f"{{{MODEL}}}outgoing")
    for child in [child for child in element if child.tag in tags]:
        element.remove(child)
    at = sum(1 for child in element if child.tag in BEFORE_FLOWS)
    for tag, keys in zip(reversed(tags), (outgoing, incoming), strict=True):
        for key in reversed(keys):
            made = etree.Element(tag)
            made.text = key
            element.insert(at, made)
