"""Data, annotations and groups, and what they are joined to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bpmn.model import Data, Note
from bpmn.reading.inventory import MODELLED, Entry, Inventory
from bpmn.reading.names import DATA, NODES, NOTES, child, local, tag, text_of, words

_REFERENCE = frozenset({"dataObjectReference"})
_OBJECT = frozenset({"dataObject"})


@dataclass
class DataUse:
    """Which data each node takes in and puts out, by keys."""

    taken: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    put: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))


def data(stock: Inventory) -> tuple[Data, ...]:
    """Data objects and stores as a diagram shows them: references, objects that nothing refers to, and the
    inputs and outputs of a process (not those of its tasks, which are wiring)."""
    return tuple(_data(entry, stock) for entry in _shown(stock).values())


def data_use(root: etree._Element, stock: Inventory) -> DataUse:
    """What nodes read and write, from data associations and from plain associations drawn between the two."""
    shown = _shown(stock)
    stands_for = _stands_for(stock)
    use = DataUse()

    def seen(ref: str | None, scope: str | None) -> str | None:
        found = stock.find(ref, DATA, scope)
        key = stands_for.get(found.key, found.key) if found else None
        return key if key in shown else None

    for entry in stock.of(NODES):
        for held in entry.element.iterchildren(tag("dataInputAssociation")):
            for ref in held.iterchildren(tag("sourceRef")):
                if key := seen(ref.text, entry.scope):
                    use.taken[entry.key][key] = None
        for held in entry.element.iterchildren(tag("dataOutputAssociation")):
            if key := seen(_text(child(held, "targetRef")), entry.scope):
                use.put[entry.key][key] = None
    for source, target in _associations(root, stock, NODES | DATA):
        if source.type in DATA and target.type in NODES and (key := seen(source.file_id, source.scope)):
            use.taken[target.key][key] = None
        elif target.type in DATA and source.type in NODES and (key := seen(target.file_id, target.scope)):
            use.put[source.key][key] = None
    return use


def notes(root: etree._Element, stock: Inventory) -> tuple[Note, ...]:
    """Text annotations with what they are about, and groups with the name of their category."""
    _tell_lost_ends(root, stock)
    about: dict[str, dict[str, None]] = defaultdict(dict)
    for one, other in _associations(root, stock, MODELLED):
        for note, thing in ((one, other), (other, one)):
            if note.type in NOTES and thing.type not in NOTES:
                about[note.key][thing.key] = None
    return tuple(_note(entry, tuple(about[entry.key]), stock) for entry in stock.of(NOTES))


def _tell_lost_ends(root: etree._Element, stock: Inventory) -> None:
    for held in root.iter(tag("association")):
        for side in ("sourceRef", "targetRef"):
            ref = held.get(side)
            if words(ref) and not stock.knows(ref):
                text = f"An association is joined to “{words(ref)}”, which is not in the file."
                stock.mend((held.get("id") or "").strip() or None, text, "reference")


def associations(root: etree._Element, stock: Inventory) -> tuple[tuple[str, str], ...]:
    """The flow nodes that an association joins in pairs: compensation events and what undoes."""
    return tuple(dict.fromkeys((one.key, other.key) for one, other in _associations(root, stock, NODES)))


def _associations(
    root: etree._Element, stock: Inventory, types: frozenset[str]
) -> Iterator[tuple[Entry, Entry]]:
    for held in root.iter(tag("association")):
        source = stock.find(held.get("sourceRef"), types)
        target = stock.find(held.get("targetRef"), types)
        if source is not None and target is not None:
            yield source, target


def _stands_for(stock: Inventory) -> dict[str, str]:
    """The first reference to each data object."""
    found: dict[str, str] = {}
    for entry in stock.of(_REFERENCE):
        there = stock.find(entry.element.get("dataObjectRef"), _OBJECT, entry.scope)
        if there is not None:
            found.setdefault(there.key, entry.key)
    return found


def _shown(stock: Inventory) -> dict[str, Entry]:
    stands_for = _stands_for(stock)
    return {
        entry.key: entry
        for entry in stock.of(DATA)
        if entry.key not in stands_for
        and not (entry.type in ("dataInput", "dataOutput") and not _of_process(entry.element))
    }


def _of_process(element: etree._Element) -> bool:
    holder = element.getparent()
    if holder is None or local(holder) != "ioSpecification":
        return False
    owner = holder.getparent()
    return owner is not None and local(owner) in ("process", "globalTask")


def _data(entry: Entry, stock: Inventory) -> Data:
    element = entry.element
    ref = element.get("dataObjectRef") or element.get("dataStoreRef")
    there = stock.find(ref, _OBJECT, entry.scope)
    behind = there.element if there is not None else stock.other(ref)
    if behind is None and words(ref):
        stock.mend(entry.key, f"It shows the data “{words(ref)}”, which is not in the file.", "reference")
    name = words(element.get("name")) or (words(behind.get("name")) if behind is not None else "")
    state = child(element, "dataState")
    said = words(state.get("name")) if state is not None else ""
    return Data(entry.key, entry.type, name, entry.scope, said or None, entry.file_id)


def _note(entry: Entry, about: tuple[str, ...], stock: Inventory) -> Note:
    if entry.type == "textAnnotation":
        return Note(
            entry.key, "textAnnotation", _text(child(entry.element, "text")) or "", about, entry.file_id
        )
    category = stock.other(entry.element.get("categoryValueRef"))
    name = (category.get("value") if category is not None else None) or entry.element.get("name")
    return Note(entry.key, "group", words(name), about, entry.file_id)


def _text(element: etree._Element | None) -> str | None:
    return text_of(element)
