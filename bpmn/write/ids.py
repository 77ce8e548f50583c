"""The ids of a new file: every key of the model becomes a valid, unique XML id."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.model import Diagram

_NCNAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_NOT_NAME = re.compile(r"[^\w.\-]")


def is_id(text: str) -> bool:
    """Whether the text may stand as an XML id (an NCName; the rare characters beyond letters and digits are
    not used)."""
    return bool(_NCNAME.match(text))


class Ids:
    """Gives each key one id: the key itself where it may be an id and is free, else the nearest name that
    may."""

    def __init__(self) -> None:
        self._by_key: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, key: str) -> str:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def add(self, key: str) -> str:
        """The id of a key, made at the first asking."""
        if key not in self._by_key:
            self._by_key[key] = self.new(key)
        return self._by_key[key]

    def new(self, wanted: str) -> str:
        """An id nobody has yet, as near to the one wanted as can be."""
        base = wanted if is_id(wanted) else _mended(wanted)
        found, number = base, 2
        while found in self._taken:
            found, number = f"{base}_{number}", number + 1
        self._taken.add(found)
        return found


def ids_of(diagram: Diagram) -> Ids:
    """The ids of all elements of a diagram; keys that may stand as ids come first, so that they keep their
    names."""
    ids = Ids()
    for key in sorted(dict.fromkeys(_keys(diagram)), key=lambda key: not is_id(key)):
        ids.add(key)
    return ids


def _keys(diagram: Diagram) -> Iterator[str]:
    yield from (pool.key for pool in diagram.pools)
    yield from (process.key for process in diagram.processes)
    yield from (lane.key for lane in diagram.lanes)
    yield from (node.key for node in diagram.nodes)
    yield from (flow.key for flow in diagram.flows)
    yield from (message_flow.key for message_flow in diagram.message_flows)
    yield from (data.key for data in diagram.data)
    yield from (note.key for note in diagram.notes)


def _mended(text: str) -> str:
    name = _NOT_NAME.sub("_", text)
    return name if is_id(name) else f"_{name}"
