"""The names BPMN files use: namespaces, sets of element names, and small helpers for attributes and text."""

from __future__ import annotations

from lxml import etree

from bpmn.model import ACTIVITIES, EVENTS, GATEWAYS

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
GUILDHALL = "https://guildhall.example/bpmn/1"

NODES = ACTIVITIES | GATEWAYS | EVENTS
SCOPES = frozenset({"process", "subProcess", "transaction", "adHocSubProcess"})
DATA = frozenset({"dataObject", "dataObjectReference", "dataStoreReference", "dataInput", "dataOutput"})
NOTES = frozenset({"textAnnotation", "group"})


def tag(name: str) -> str:
    """A BPMN element's name as lxml writes it."""
    return f"{{{BPMN}}}{name}"


FLOW_ELEMENTS = frozenset(tag(name) for name in NODES | {"sequenceFlow"})
_PREFIX = f"{{{BPMN}}}"
_CUT = len(_PREFIX)


def local(element: etree._Element) -> str:
    """The local name of a BPMN element; an empty string for any other."""
    name = element.tag
    return name[_CUT:] if isinstance(name, str) and name.startswith(_PREFIX) else ""


def true(element: etree._Element, attribute: str, default: bool = False) -> bool:
    """A yes-or-no attribute: `true` and `1` both mean yes (XML Schema's boolean)."""
    value = element.get(attribute)
    return default if value is None else value.strip().lower() in ("true", "1")


def words(text: str | None) -> str:
    """A name as people read it: line breaks and runs of spaces are one space."""
    return " ".join(text.split()) if text else ""


def text_of(element: etree._Element | None) -> str | None:
    """All the text in an element, stripped; None when there is none."""
    if element is None:
        return None
    return "".join(str(part) for part in element.itertext()).strip() or None


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first BPMN child of that name."""
    return element.find(tag(name))


def documentation(element: etree._Element) -> str:
    """The text of all `documentation` children, a blank line between two."""
    texts = (text_of(found) for found in element.iterchildren(tag("documentation")))
    return "\n\n".join(text for text in texts if text)
