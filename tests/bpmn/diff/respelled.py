"""The same file spelled otherwise: other prefixes, attribute order, spaces, encoding, pretty printing; other ids."""

from __future__ import annotations

import re

from lxml import etree

from bpmn.reading.names import BPMN

_MODEL = f"{{{BPMN}}}"
_MIXED = frozenset(f"{_MODEL}{name}" for name in ("text", "documentation", "script", "conditionExpression"))


def respelled(root: etree._Element, encoding: str = "UTF-16") -> bytes:
    """The file with new prefixes, attributes in the opposite order, indented, in another encoding."""
    uris = {uri for element in root.iter("*") for uri in element.nsmap.values() if uri}
    fresh: dict[str | None, str] = {f"q{number}": uri for number, uri in enumerate(sorted(uris))}
    made = _copied(root, fresh, None)
    _indent(made, 0)
    return etree.tostring(made, encoding=encoding, xml_declaration=True)


def _copied(
    element: etree._Element, fresh: dict[str | None, str], parent: etree._Element | None
) -> etree._Element:
    prefix_of = {uri: prefix for prefix, uri in fresh.items()}
    made = (
        etree.Element(element.tag, nsmap=fresh) if parent is None else etree.SubElement(parent, element.tag)
    )
    for name, value in reversed(element.items()):
        made.set(name, _renamed(element, str(value), prefix_of))
    made.text = _renamed(element, element.text, prefix_of) if len(element) == 0 and element.text else None
    if len(element) and element.text and element.text.strip():
        made.text = element.text
    for child in element.iterchildren("*"):
        _copied(child, fresh, made).tail = child.tail if child.tail and child.tail.strip() else None
    return made


def _renamed(element: etree._Element, value: str, prefix_of: dict[str, str | None]) -> str:
    """A value that is a qualified name keeps its meaning under the new prefixes."""
    found = re.fullmatch(r"(\s*)([\w.-]+):([\w.-]+)(\s*)", value)
    if found and found[2] in element.nsmap:
        return f"{found[1]}{prefix_of[element.nsmap[found[2]]]}:{found[3]}{found[4]}"
    return value


def _indent(element: etree._Element, depth: int) -> None:
    mixed = (
        element.tag in _MIXED or (element.text or "").strip() or any((c.tail or "").strip() for c in element)
    )
    if len(element) == 0 or mixed:
        return
    element.text = "\n" + "\t" * (depth + 1)
    for child in element:
        child.tail = "\n" + "\t" * (depth + 1)
        _indent(child, depth + 1)
    element[-1].tail = "\n" + "\t" * depth


_REFERENCES = frozenset({"default", "bpmnElement", "incoming", "outgoing", "dataObjectRef"})


def with_other_ids(root: etree._Element) -> bytes:
    """The file with every id of the model another one, and every reference following."""
    made = etree.fromstring(etree.tostring(root))
    ids = {held.get("id"): f"other_{n}" for n, held in enumerate(made.iter(f"{_MODEL}*")) if held.get("id")}
    callable_ids = {
        held.get("id") for held in made if held.tag.startswith((f"{_MODEL}process", f"{_MODEL}global"))
    }
    for held in made.iter("*"):
        inside_model = held.tag.startswith(_MODEL)
        if inside_model and held.get("id"):
            held.set("id", ids[held.get("id")])
        for name, value in held.items():
            if inside_model or name == "bpmnElement":
                called = name == "calledElement" and value in callable_ids
                if called or name.endswith("Ref") or name in _REFERENCES:
                    held.set(name, _with_other_id(value, ids))
        local = held.tag.rpartition("}")[2]
        if inside_model and (local.endswith(("Ref", "Refs")) or local in _REFERENCES) and held.text:
            held.text = _with_other_id(held.text, ids)
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True)


def _with_other_id(value: str, ids: dict[str | None, str]) -> str:
    prefix, colon, rest = value.strip().rpartition(":")
    return f"{prefix}{colon}{ids[rest]}" if rest in ids else value
