"""Which encoding a file's bytes are really in, whatever its XML declaration says (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._:-]*)["']""")
_PROBE = "<?xml version='1.0' encoding=\"A\"?><!DOCTYPE"


@dataclass(frozen=True)
class Encoding:
    """`codec` is Python's name for what the bytes are in, `mark` the length of the byte order mark.
    `declared` is what the XML declaration says (None: nothing), `contradicted` that the bytes cannot be in
    that."""

    codec: str
    mark: int = 0
    declared: str | None = None
    contradicted: bool = False


def detect(data: bytes) -> Encoding:
    """The encoding of an XML file: its byte order mark, else the shape of its first bytes, else what it
    declares."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, len(mark), _declared(data[len(mark) :], codec))
    for shape, codec in _SHAPES:
        if data.startswith(shape):
            return Encoding(codec, 0, _declared(data, codec))
    declared = _declared(data, "ascii")
    if declared is None:
        return Encoding("utf-8")
    if _reads_like_ascii(declared):
        return Encoding(codecs.lookup(declared).name, 0, declared)
    # Declared UTF-16 (or something unheard of), but the declaration itself could be read byte by byte: the
    # tool that
    # wrote the file changed the encoding and not the declaration, and nearly every tool writes UTF-8.
    return Encoding("utf-8", 0, declared, contradicted=True)


def _declared(data: bytes, codec: str) -> str | None:
    head = data[:1200].decode(codec, "replace").encode("ascii", "replace")
    found = _DECLARATION.match(head)
    return found.group(1).decode("ascii") if found else None


def _reads_like_ascii(name: str) -> bool:
    try:
        # Read back as a file is read: some codecs (idna) write text and cannot read a file.
        return (
            _PROBE.encode(name) == _PROBE.encode("ascii")
            and _PROBE.encode().decode(name, "replace") == _PROBE
        )
    except (LookupError, UnicodeError):
        return False
