"""The names of BPMN's XML and the one way elements are made here."""

from __future__ import annotations

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
GUILDHALL = "https://guildhall.example/bpmn/1"
NAMESPACES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "guildhall": GUILDHALL}

_NOT_XML = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return "".join(c for c in text.translate(_NOT_XML) if not "\ud800" <= c <= "\udfff")


def add(
    parent: etree._Element, tag: str, text: str | None = None, space: str = BPMN, **attributes: str | None
) -> etree._Element:
    """Append a child element; attributes that are None are left out. Only guarded text goes in."""
    child = etree.SubElement(parent, f"{{{space}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            child.set(name, clean(value))
    if text is not None:
        child.text = clean(text)
    return child


def expression(parent: etree._Element, tag: str, text: str, language: str | None = None) -> etree._Element:
    """Append an expression, typed as a formal one (specification clause 8.4.7)."""
    child = add(parent, tag, text, language=language)
    child.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    return child
