"""Where elements stand in a file's own bytes, so that a change can be spliced in and touch nothing else.

lxml knows no byte offsets; expat's `CurrentByteIndex` is the offset of a tag in the file's own encoding."""

from __future__ import annotations

import codecs
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from bpmn.encodings import Encoding, detect
from bpmn.errors import CannotEdit
from bpmn.reading.names import BPMN

_BETWEEN = "\n"  # no namespace can hold it: a line break in an attribute is read as a space


@dataclass
class Span:
    """An element's place: `start` and `inside` are where its start tag begins and what follows it begins,
    `close` and `end` the same for its end tag. Of a self-closed element the last three are equal."""

    namespace: str
    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    close: int
    end: int
    children: list[Span] = field(default_factory=list)

    @property
    def self_closed(self) -> bool:
        """Whether it is written as one tag, `<task/>`."""
        return self.inside == self.end

    def holds(self, namespace: str, *names: str) -> list[Span]:
        """The children of a namespace and name, in order."""
        return [child for child in self.children if child.namespace == namespace and child.name in names]


class Ruler:
    """Finds characters by byte offset in a file of any encoding that expat reads."""

    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self.data = data
        self.codec = encoding.codec
        self.width = 2 if encoding.codec.startswith("utf-16") else 1

    def encode(self, text: str) -> bytes:
        """The bytes of some XML in the file's encoding; a character that it lacks becomes a reference."""
        return text.encode(self.codec, "xmlcharrefreplace")

    def character(self, at: int) -> str:
        """The character whose bytes begin at an offset, if it is of ASCII; else a replacement character."""
        unit = self.data[at : at + self.width]
        text = unit.decode(self.codec, "replace")
        return text if text.isascii() and len(text) == 1 else "\ufffd"

    def after_tag(self, start: int) -> int:
        """The offset after the `>` that ends the tag which begins at `start`."""
        quote = ""
        at = start
        while at < len(self.data):
            character = self.character(at)
            at += self.width
            if quote:
                quote = "" if character == quote else quote
            elif character in "\"'":
                quote = character
            elif character == ">":
                return at
        raise CannotEdit("The file cannot be changed here: one of its tags does not end.")

    def blank_before(self, at: int) -> str:
        """The run of spaces, tabs and line breaks that ends at an offset."""
        found: list[str] = []
        while at >= self.width and (character := self.character(at - self.width)) in " \t\r\n":
            found.append(character)
            at -= self.width
        return "".join(reversed(found))


def find(data: bytes, ids: Collection[str]) -> tuple[Ruler, dict[str, list[Span]]]:
    """Every BPMN element with one of some ids, with its children and theirs. Raises `CannotEdit` when the
    file is in an encoding in which nothing can be spliced."""
    ruler, walk = _walked(data, ids)
    return ruler, walk.found


def whole(data: bytes) -> tuple[Ruler, Span]:
    """The root element with all that is in it. Raises `CannotEdit` as `find` does."""
    ruler, walk = _walked(data, None)
    assert walk.root is not None
    return ruler, walk.root


def _walked(data: bytes, ids: Collection[str] | None) -> tuple[Ruler, _Walk]:
    encoding = detect(data)
    ruler = Ruler(data, encoding)
    if encoding.codec.startswith("utf-32"):
        raise CannotEdit(
            "The file is in UTF-32, which cannot be changed here: save it as UTF-8 and upload that."
        )
    walk = _Walk(ruler, ids)
    parser = expat.ParserCreate(_expat_name(encoding), _BETWEEN)
    parser.namespace_prefixes = True
    parser.StartElementHandler = lambda name, attributes: walk.open(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: walk.shut(parser.CurrentByteIndex)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise CannotEdit(
            f"The file can be read but not changed here ({fault}): save it as UTF-8 in your tool."
        ) from None
    return ruler, walk


def splice(data: bytes, changes: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The data with each `[start, end)` replaced; changes may not overlap and keep their order."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [data[at:start], new]
        at = end
    return b"".join([*pieces, data[at:]])


def _expat_name(encoding: Encoding) -> str | None:
    """What to tell expat: nothing where it finds out by itself, the truth where the declaration is wrong."""
    if encoding.codec.startswith("utf-16"):
        return "utf-16" if encoding.mark else encoding.codec.replace("-le", "le").replace("-be", "be")
    if encoding.mark or encoding.contradicted or encoding.declared is None:
        return "utf-8"
    return codecs.lookup(encoding.declared).name


class _Walk:
    """Keeps the elements with some ids, two generations deep; all of them when `ids` is None."""

    def __init__(self, ruler: Ruler, ids: Collection[str] | None) -> None:
        self._ruler = ruler
        self._all = ids is None
        self._ids = frozenset(ids or ())
        self.root: Span | None = None
        # For each open element: its span where it is wanted, and how many generations below it are wanted
        # too.
        self._open: list[tuple[Span | None, int]] = []
        self.found: dict[str, list[Span]] = {}

    def open(self, name: str, attributes: dict[str, str], start: int) -> None:
        around, left = self._open[-1] if self._open else (None, 0)
        wanted = name.startswith(BPMN + _BETWEEN) and attributes.get("id", "").strip() in self._ids
        if not wanted and left <= 0 and not self._all:
            self._open.append((None, 0))
            return
        span = self._span(name, attributes, start)
        self.root = self.root or span
        if around is not None and (left > 0 or self._all):
            around.children.append(span)
        if wanted:
            self.found.setdefault(attributes["id"].strip(), []).append(span)
        self._open.append((span, 2 if wanted else left - 1))

    def shut(self, at: int) -> None:
        span, _ = self._open.pop()
        if span is not None and not span.self_closed:
            span.close = at
            span.end = self._ruler.after_tag(at)

    def _span(self, name: str, attributes: dict[str, str], start: int) -> Span:
        namespace, local, prefix = (
            ([*name.split(_BETWEEN), "", ""])[:3] if _BETWEEN in name else ("", name, "")
        )
        inside = self._ruler.after_tag(start)
        shut = self._ruler.character(inside - 2 * self._ruler.width) == "/"
        return Span(namespace, local, prefix, attributes, start, inside, inside, inside if shut else -1)
