"""What other tools, and this library, add to a file: foreign attributes and `extensionElements`."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from bpmn.model import PARTS, Origin, PartName, PatternRef
from bpmn.reading.inventory import Inventory
from bpmn.reading.names import BPMN, GUILDHALL, XML, XSI, tag, text_of, words

_OURS = f"{{{GUILDHALL}}}"
_NOT_FOREIGN = frozenset({BPMN, XML, XSI, GUILDHALL})
_LABELS = ("name", "id", "key")


def extensions(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """What other tools added, as sorted (path, value) pairs. A path is local names joined by dots, with a
    repeated element told apart by its name, id or key, else its place: `inputOutput.inputParameter[fee]`."""
    found = [
        (etree.QName(name).localname, value)
        for name, value in _attributes(element)
        if name[0] == "{" and etree.QName(name).namespace not in _NOT_FOREIGN
    ]
    for held in element.iterchildren(tag("extensionElements")):
        _collect(held, "", found)
    return tuple(sorted(found))


def patterns(element: etree._Element, key: str, stock: Inventory) -> tuple[PatternRef, ...]:
    """The patterns attached to an element, in order; an attachment without a reference is left out."""
    return tuple(
        ref
        for held in element.iterchildren(tag("extensionElements"))
        for mark in held.iterchildren(_OURS + "pattern")
        if (ref := _pattern(mark, key, stock)) is not None
    )


def part(element: etree._Element, key: str, stock: Inventory) -> PartName | None:
    """Who a pool or lane is, where the file says so in a word this library knows."""
    for held in element.iterchildren(tag("extensionElements")):
        for mark in held.iterchildren(_OURS + "part"):
            said = (mark.get("is") or "").strip()
            for name in PARTS:
                if said == name:
                    return name
            stock.mend(key, f"The part {said!r} is not one of {', '.join(PARTS)}; it was left out.")
    return None


def origin(element: etree._Element, key: str, stock: Inventory) -> Origin | None:
    """Which councils a drafted part comes from, where the file says so in numbers that can be."""
    for held in element.iterchildren(tag("extensionElements")):
        for mark in held.iterchildren(_OURS + "from"):
            councils, of = _number(mark.get("councils")), _number(mark.get("of"))
            names = tuple(name for part in (mark.get("names") or "").split(";") if (name := words(part)))
            if councils is not None and of is not None and councils <= of:
                return Origin(councils, of, names)
            stock.mend(key, "It does not say of how many councils how many have it; that was left out.")
    return None


def _number(text: str | None) -> int | None:
    said = (text or "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


def _pattern(mark: etree._Element, key: str, stock: Inventory) -> PatternRef | None:
    slug, version = (mark.get("ref") or "").strip(), (mark.get("version") or "").strip()
    if not slug:
        stock.mend(key, "A pattern is attached that does not say which; it was left out.")
        return None
    if version and not (
        version.isascii() and version.isdigit() and int(version[:9]) > 0 and len(version) < 10
    ):
        stock.mend(
            key,
            f"The pattern {slug} is attached in version {version!r}, which is no number; the newest is used.",
        )
        version = ""
    return PatternRef(slug, int(version) if version else None)


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _collect(parent: etree._Element, path: str, found: list[tuple[str, str]]) -> None:
    children = [child for child in parent.iterchildren("*") if not str(child.tag).startswith(_OURS)]
    labels = [_label(child) for child in children]
    often = Counter(labels)
    place: Counter[str] = Counter()
    for child, label in zip(children, labels, strict=True):
        place[label] += 1
        here = f"{path}{label}" + (f"[{place[label]}]" if often[label] > 1 else "")
        found.extend((f"{here}.{etree.QName(name).localname}", value) for name, value in _attributes(child))
        inner = len(found)
        _collect(child, f"{here}.", found)
        text = words(child.text) if len(child) else text_of(child)
        if text or (len(found) == inner and not child.attrib):
            found.append((here, text or ""))


def _label(element: etree._Element) -> str:
    name = etree.QName(element).localname
    mark = next((element.get(label) for label in _LABELS if element.get(label)), None)
    return f"{name}[{words(mark)}]" if mark else name
