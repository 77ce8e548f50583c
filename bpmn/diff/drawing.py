"""How elements are drawn beyond place and size: colours, labels, markers. All of it is layout."""

from __future__ import annotations

from lxml import etree

from bpmn.diff.elements import Element
from bpmn.document import Document
from bpmn.reading.inventory import MODELLED, Inventory
from bpmn.reading.names import BPMN_DI, DC, XML, XSI

_SHAPE, _EDGE, _LABEL = (f"{{{BPMN_DI}}}{name}" for name in ("BPMNShape", "BPMNEdge", "BPMNLabel"))
_HELD = frozenset(
    {"id", "bpmnElement", "isHorizontal", "isExpanded", "sourceElement", "targetElement", "labelStyle"}
)


def add_drawing(found: dict[str, Element], document: Document, stock: Inventory) -> None:
    """Add to the layout of elements what the document's drawing says of them; of one drawn twice, the first."""
    seen: set[str] = set()
    for drawn in document.root.iter(_SHAPE, _EDGE):
        entry = stock.find(drawn.get("bpmnElement"), MODELLED)
        if entry is None or entry.key in seen or entry.key not in found:
            continue
        seen.add(entry.key)
        layout = found[entry.key].layout
        layout |= _attributes(drawn, "")
        for label in drawn.iterchildren(_LABEL):
            layout |= _attributes(label, "label.")
            if (bounds := label.find(f"{{{DC}}}Bounds")) is not None:
                sides = (bounds.get(side) or "" for side in ("x", "y", "width", "height"))
                layout["label"] = " ".join(_number(side) for side in sides)


def _attributes(drawn: etree._Element, path: str) -> dict[str, str]:
    found = {}
    for name, value in drawn.items():
        here = etree.QName(name)
        if here.namespace not in (XSI, XML) and here.localname not in _HELD:
            found[path + here.localname] = str(value).strip()
    return found


def _number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
