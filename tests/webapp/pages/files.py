"""Files as people send them, good and bad."""

from __future__ import annotations

import io
import zipfile
import zlib
from struct import pack

from tests.webapp.diagrams import MISSED_BIN

Sent = tuple[io.BytesIO, str]

DOCTYPE = b"""<?xml version="1.0"?><!DOCTYPE definitions [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&d;</definitions>"""
VISIO = (
    b"""<?xml version="1.0"?><VisioDocument xmlns="http://schemas.microsoft.com/office/visio/2012/main"/>"""
)
DMN = b"""<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d"/>"""
CLIPPED = MISSED_BIN[: len(MISSED_BIN) // 2]
STEPS = """who,does what,then,if
Resident,Report a missed bin,,
Customer services,Look at the crew's log,,
Customer services,Was the bin put out?,Send the crew back,yes
,,Tell the resident no,no
Contractor,Send the crew back,end,
Customer services,Tell the resident no,end,
"""


def png() -> bytes:
    """A real picture of one white dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff")) + chunk(b"IEND", b"")
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files under these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def bomb() -> bytes:
    """A small zip that would unpack to more than 200 MB."""
    return zipped({f"{number}.bpmn": bytes(19 * 1024 * 1024) for number in range(11)})


def file(data: bytes, name: str = "missed bin.bpmn") -> Sent:
    """A file as a form sends it."""
    return io.BytesIO(data), name
