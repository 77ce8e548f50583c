"""Every element of a file that the model knows, found in one walk, each with a key that is unique in the
file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from bpmn.model import Repair, RepairKind
from bpmn.reading.names import DATA, NODES, NOTES, SCOPES, local

MODELLED = NODES | DATA | NOTES | {"process", "participant", "lane", "sequenceFlow", "messageFlow"}
_LEFT_OUT = {
    "choreography": "choreographies",
    "globalChoreographyTask": "choreographies",
    "conversation": "conversations",
    "globalConversation": "conversations",
    "subConversation": "conversations",
    "callConversation": "conversations",
    "choreographyTask": "choreographies",
    "subChoreography": "choreographies",
    "callChoreography": "choreographies",
}
_CLOSED = frozenset({"extensionElements", "documentation", "choreography", "globalConversation"})


@dataclass(frozen=True)
class Entry:
    """An element of the file with its key, and the keys of the scope and of the process it lies in (a process
    is its own). `around` is the key of the lane around a lane."""

    element: etree._Element
    type: str
    key: str
    file_id: str | None
    scope: str | None
    process: str | None
    around: str | None = None


@dataclass
class Inventory:
    """What the walk found. `others` are elements with an id that the model has no record for."""

    entries: list[Entry] = field(default_factory=list)
    others: dict[str, etree._Element] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    # For each id (and for each id in a scope) the first entry of each type: an id may be used any number of times.
    _by_id: dict[str, dict[str, Entry]] = field(default_factory=dict)
    _by_place: dict[tuple[str, str | None], dict[str, Entry]] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)

    def of(self, types: frozenset[str]) -> Iterator[Entry]:
        """The entries of some types, in file order."""
        return (entry for entry in self.entries if entry.type in types)

    def find(self, ref: str | None, types: frozenset[str], scope: str | None = None) -> Entry | None:
        """What a reference names: a qualified name or an id. Where an id was used more than once, the one in
        the given scope is meant, else the first in the file."""
        for name in _spellings(ref):
            if name in self._by_id:
                near = _first(self._by_place.get((name, scope), {}), types)
                return near or _first(self._by_id[name], types)
        return None

    def other(self, ref: str | None) -> etree._Element | None:
        """The element a reference names among those without a record of their own (messages, errors, ...)."""
        for name in _spellings(ref):
            if name in self.others:
                return self.others[name]
        return None

    def knows(self, ref: str | None) -> bool:
        """Whether anything in the file has that id."""
        return any(name in self._by_id for name in _spellings(ref)) or self.other(ref) is not None

    def mend(self, element: str | None, text: str, kind: RepairKind = "other") -> None:
        """Note a repair."""
        self.repairs.append(Repair(element, text, kind))

    def add(self, entry: Entry) -> None:
        """Keep an entry; its id, if it has one, is then known."""
        self.entries.append(entry)
        self._keys.add(entry.key)
        if entry.file_id is not None:
            self._by_id.setdefault(entry.file_id, {}).setdefault(entry.type, entry)
            self._by_place.setdefault((entry.file_id, entry.scope), {}).setdefault(entry.type, entry)


def _first(by_type: dict[str, Entry], types: frozenset[str]) -> Entry | None:
    return next((entry for kind, entry in by_type.items() if kind in types), None)


def _spellings(ref: str | None) -> Iterator[str]:
    if ref and (ref := ref.strip()):
        yield ref
        if ":" in ref or "}" in ref:
            yield ref.replace("}", ":").rsplit(":", 1)[1]


def take_stock(root: etree._Element) -> Inventory:
    """Walk a file once, in document order, and give every element of the model its key."""
    stock = Inventory()
    naming = _Naming({held.get("id") or "" for held in root.iter("*")}, stock)
    left_out: set[str] = set()
    waiting: list[tuple[etree._Element, str | None, str | None, str | None]] = [(root, None, None, None)]
    while waiting:
        element, scope, process, lane = waiting.pop()
        name = local(element)
        if name in _LEFT_OUT:
            left_out.add(_LEFT_OUT[name])
        if name in MODELLED:
            key, file_id = naming.of(element, name)
            process = key if name == "process" else process
            stock.add(Entry(element, name, key, file_id, None if name == "process" else scope, process, lane))
            scope = key if name in SCOPES else scope
            lane = key if name == "lane" else None
        elif name and (other := element.get("id")):
            stock.others.setdefault(other, element)
        if name and name not in _CLOSED:
            inside = [(child, scope, process, lane) for child in element.iterchildren("*")]
            waiting.extend(reversed(inside))
    for what in sorted(left_out):
        stock.mend(
            None, f"The file holds {what}, which are not shown here: only processes and pools are read."
        )
    return stock


class _Naming:
    """Hands out keys: the file's own id where it is there and new, else one made up that no element has."""

    def __init__(self, taken: set[str], stock: Inventory) -> None:
        self._taken = taken
        self._stock = stock
        self._seen: set[str] = set()
        self._count: dict[str, int] = {}
        self._next: dict[str, int] = {}

    def of(self, element: etree._Element, name: str) -> tuple[str, str | None]:
        """The key and the file's own id (None when it gives none)."""
        self._count[name] = self._count.get(name, 0) + 1
        file_id = (element.get("id") or "").strip() or None
        if file_id is None:
            key = self._free(f"{name}~", self._count[name])
            self._stock.mend(key, f"{_called(element, name)} has no id; it is called {key} here.")
        elif file_id in self._seen:
            key = self._free(f"{file_id}~", 2)
            text = (
                f"The id {file_id} is used more than once; "
                f"{_called(element, name, start=False)} is called {key}."
            )
            self._stock.mend(key, text, "duplicate-id")
        else:
            key = file_id
        self._seen.add(key)
        return key, file_id

    def _free(self, stem: str, number: int) -> str:
        number = max(number, self._next.get(stem, 0))
        while (key := f"{stem}{number}") in self._taken or key in self._seen:
            number += 1
        self._next[stem] = number + 1
        return key


def _called(element: etree._Element, name: str, start: bool = True) -> str:
    title = " ".join((element.get("name") or "").split())
    the = "The" if start else "the"
    return f"{the} {name} “{title}”" if title else f"{'A' if start else 'a second'} {name}"
