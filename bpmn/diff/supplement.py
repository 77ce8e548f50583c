"""What a file says beyond the model: attributes and parts that have no record of their own, and hidden elements.

Paths are local names joined by dots. Prefixes never matter, ids inside are left out, references to what the model
does not know are followed to a name, and a value that is the standard's default is as good as none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from bpmn.diff.elements import Element, extension_properties, shared_uid
from bpmn.document import Document
from bpmn.reading.extensions import extensions
from bpmn.reading.inventory import MODELLED, Entry, Inventory, take_stock
from bpmn.reading.names import BPMN, GUILDHALL, XML, XSI, documentation, local, text_of, words


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OURS = {None, BPMN}
_NO_NOISE = frozenset({BPMN, XML, XSI, GUILDHALL})
_SHARED = frozenset({"message", "signal", "error", "escalation"})
_BARE = frozenset({"pool", "lane", "message flow", "data", "note"})
"""Families whose documentation and extensions the model leaves out."""
# Attributes that the model holds, that follow from the flows, or that say which tool wrote the file.
_HELD = _names(
    "id name sourceRef targetRef default attachedToRef cancelActivity isInterrupting triggeredByEvent "
    "isForCompensation parallelMultiple instantiate calledElement messageRef processRef isExecutable gatewayDirection "
    "dataObjectRef dataStoreRef categoryValueRef errorCode escalationCode exporter exporterVersion "
    "targetNamespace"
)
_HELD_IN_EVENTS = _names("id name messageRef signalRef errorRef escalationRef activityRef")
_HELD_IN_LOOPS = frozenset({"id", "isSequential"})
# Children that are elements of their own, that follow from the flows, or that the model holds.
_APART = MODELLED | _names(
    "incoming outgoing flowNodeRef documentation extensionElements laneSet childLaneSet script association "
    "eventDefinitionRef dataState collaboration import messageFlowAssociation participantAssociation performer "
    "humanPerformer potentialOwner resourceRole categoryValueRef"
)
_TEXT_HELD = _names(
    "conditionExpression condition timeDate timeDuration timeCycle loopCondition completionCondition "
    "loopCardinality text"
)
_DEFAULTS = {
    "startQuantity": "1",
    "completionQuantity": "1",
    "isCollection": "false",
    "isClosed": "false",
    "processType": "None",
    "ordering": "Parallel",
    "cancelRemainingInstances": "true",
    "testBefore": "false",
    "behavior": "All",
    "eventGatewayType": "Exclusive",
    "isReference": "true",
    "itemKind": "Information",
    "isUnlimited": "true",
    "textFormat": "text/plain",
    "waitForCompletion": "true",
    "evaluatesToTypeRef": "",
    "expressionLanguage": "http://www.w3.org/1999/XPath",
    "typeLanguage": "http://www.w3.org/2001/XMLSchema",
}
_PLACEHOLDERS = frozenset({"##unspecified", "##WebService", "##Compensate"})


def supplement(found: dict[str, Element], document: Document) -> Inventory:
    """Add to the elements of a diagram what its document says beyond the model; returns the document's
    inventory."""
    stock = take_stock(document.root)
    names = _Names(document.root)
    for entry in stock.entries:
        if (element := found.get(entry.key)) is not None:
            _add(element, entry.element, names)
    for made in (*_hidden_data(found, stock, names), *_others(found, document.root, names)):
        found.setdefault(made.uid, made)
    for element in found.values():
        called = f"other:{element.own.get('calledElement')}"
        if called in found:
            element.refs["calledElement"] = (called,)
            del element.own["calledElement"]
    definitions = found["definitions:"]
    definitions.own |= dict(_said(document.root, "", names, _HELD, _ROOTS))
    for held in document.root.iterchildren(f"{{{BPMN}}}collaboration"):
        definitions.own |= {f"collaboration.{path}": text for path, text in _all(held, names)}
    return stock


def _add(element: Element, held: etree._Element, names: _Names) -> None:
    element.own |= dict(_said(held, "", names, _HELD, _APART))
    if element.family in _BARE:
        element.own |= _notes_and_settings(held)


def _notes_and_settings(held: etree._Element) -> dict[str, str]:
    text = documentation(held)
    return ({"documentation": text} if text else {}) | extension_properties(extensions(held))


def _all(held: etree._Element, names: _Names) -> Iterator[tuple[str, str]]:
    if name := words(held.get("name")):
        yield "name", name
    yield from _said(held, "", names, _HELD, _APART)
    yield from _notes_and_settings(held).items()


def _hidden_data(found: dict[str, Element], stock: Inventory, names: _Names) -> Iterator[Element]:
    """Data objects that a diagram shows by references only."""
    kinds = frozenset({"dataObject"})
    shown: dict[str, list[Entry]] = {}
    for entry in stock.of(frozenset({"dataObjectReference"})):
        there = stock.find(entry.element.get("dataObjectRef"), kinds, entry.scope)
        if there is not None and entry.key in found:
            shown.setdefault(there.key, []).append(entry)
    for entry in stock.of(kinds):
        if entry.key not in found:
            made = _other(entry.key, entry.element, names, entry.file_id)
            made.family, made.uid = "data", entry.key
            for reference in shown.get(entry.key, ()):
                made.near.append(("shown<", reference.key))
                found[reference.key].near.append(("shown>", entry.key))
            yield made


_ROOTS = _APART | _SHARED


def _others(found: dict[str, Element], root: etree._Element, names: _Names) -> Iterator[Element]:
    """What a file declares at its root beside processes, and more about messages and their like."""
    count: Counter[str] = Counter()
    for held in root.iterchildren("*"):
        name = local(held)
        count[name] += 1
        if name in _SHARED:
            file_id = (held.get("id") or "").strip()
            element = found.get(shared_uid(file_id or f"{name}~{count[name]}"))
            if element is not None:
                element.own |= {path: text for path, text in _all(held, names) if path != "name"}
        elif name and name not in _APART and name != "relationship":
            file_id = (held.get("id") or "").strip()
            yield _other(file_id or f"{name}~{count[name]}", held, names, file_id or None)


def _other(key: str, held: etree._Element, names: _Names, file_id: str | None) -> Element:
    own = dict(_all(held, names))
    return Element(f"other:{key}", key, "other", local(held), own.get("name", ""), file_id, own)


def _said(
    element: etree._Element, path: str, names: _Names, held: frozenset[str], apart: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """(path, value) of everything in an element but what is `held` (attributes) or stands `apart` (children)."""
    for name, value in element.items():
        namespace, here = etree.QName(name).namespace, etree.QName(name).localname
        if namespace in _OURS and here in held:
            continue
        # A foreign attribute of an element itself is an extension, which the model has.
        if (namespace in _OURS or (path and namespace not in _NO_NOISE)) and (
            text := names.meant(element, here, str(value))
        ):
            yield f"{path}{here}", text
    children = [child for child in element.iterchildren(f"{{{BPMN}}}*") if local(child) not in apart]
    labels = [_label(child) for child in children]
    often, place = Counter(labels), Counter[str]()
    for child, label in zip(children, labels, strict=True):
        place[label] += 1
        here = path + label + (f"[{place[label]}]" if often[label] > 1 or place[label] > 1 else "")
        yield from _inside(child, here, names)


def _inside(child: etree._Element, here: str, names: _Names) -> Iterator[tuple[str, str]]:
    name = local(child)
    held, apart = frozenset({"id"}), frozenset({"extensionElements"})
    if name.endswith("EventDefinition"):
        held = _HELD_IN_EVENTS
    elif name.endswith("LoopCharacteristics"):
        held = _HELD_IN_LOOPS
    elif name in ("dataInputAssociation", "dataOutputAssociation"):
        apart |= {"sourceRef", "targetRef"}
    elif name in _TEXT_HELD:
        held |= {"language"}
    yield from _said(child, f"{here}.", names, held, apart)
    if child.find(f"{{{BPMN}}}extensionElements") is not None:
        for path, value in extension_properties(extensions(child)).items():
            yield f"{here}.{path}", value
    if name not in _TEXT_HELD and len(child) == 0 and (text := text_of(child)):
        yield here, names.meant(child, name, text)


def _label(child: etree._Element) -> str:
    name = local(child)
    if name.endswith("EventDefinition"):
        return name.removesuffix("EventDefinition")
    if name.endswith("LoopCharacteristics"):
        return "loop"
    title = words(child.get("name"))
    return f"{name}[{title}]" if title else name


class _Names:
    """What references mean: the name of what has that id, or its kind; never the id itself."""

    def __init__(self, root: etree._Element) -> None:
        self._by_id = {
            held.get("id"): held for held in reversed(list(root.iter(f"{{{BPMN}}}*"))) if held.get("id")
        }

    def meant(self, element: etree._Element, name: str, value: str) -> str:
        """A value without the prefix a file happens to use, "" where it is the standard's default."""
        text = _without_prefix(element, value)
        if name.endswith(("Ref", "Refs")) and text in self._by_id:
            there = self._by_id[text]
            structure = _without_prefix(there, there.get("structureRef") or "")
            text = words(there.get("name")) or structure or local(there)
        if text in ("1", "0") and name.startswith("is"):
            text = "true" if text == "1" else "false"
        return "" if text == _DEFAULTS.get(name) or text in _PLACEHOLDERS else text


def _without_prefix(element: etree._Element, value: str) -> str:
    text = value.strip()
    prefix, colon, rest = text.partition(":")
    return rest if colon and prefix in element.nsmap and rest and not rest.startswith("//") else text
