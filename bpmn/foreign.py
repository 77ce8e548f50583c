"""What a file is that is not BPMN, and how to get BPMN out of the tool it came from."""

from __future__ import annotations

import io
import zipfile

from bpmn.reading.names import BPMN

_BPMN_FROM = {
    "visio": (
        "This is a Visio drawing, not BPMN: in Visio (Plan 2) choose "
        "Process, Export, BPMN 2.0, or redraw it in a free "
        "BPMN editor, and upload that .bpmn file."
    ),
    "bizagi": (
        "This is a Bizagi Modeler file, not BPMN: in Bizagi choose "
        "Export/Import, BPMN, Export to BPMN, and upload the "
        ".bpmn file it writes."
    ),
    "xpdl": (
        "This is an XPDL file, not BPMN: in the tool it came from (in "
        "Bizagi: Export/Import, BPMN, Export to BPMN) "
        "export as BPMN 2.0 and upload that .bpmn file."
    ),
    "signavio": (
        "This is Signavio's own format, not BPMN: in Signavio open the "
        "diagram, choose Import/Export, Export BPMN 2.0 "
        "XML, and upload that .bpmn file."
    ),
    "aris": (
        "This is an ARIS export, not BPMN: in ARIS right-click the BPMN "
        "model, choose Export, BPMN 2.0, and upload "
        "that .bpmn file."
    ),
    "draw.io": (
        "This is a draw.io drawing, not BPMN: draw.io cannot export "
        "BPMN, so redraw it in a BPMN editor (bpmn.io is "
        "free) or enter it as a table of steps."
    ),
}
_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
)
_ROOTS = {
    "VisioDocument": "visio",
    "mxfile": "draw.io",
    "mxGraphModel": "draw.io",
    "AML": "aris",
    "diagram": "signavio",
}
_OTHER_ROOTS = {
    "html": "a web page",
    "svg": "an SVG picture",
    "graphml": "a GraphML drawing",
    "XMI": "a UML model (XMI)",
    "pnml": "a Petri net (PNML)",
    "pkg": "an Office document",
}
_ADVICE = "in the tool that drew the diagram choose Export or Save as, BPMN 2.0, and upload that file"


def recognise_bytes(data: bytes) -> str | None:
    """The sentence for a file that is not XML and is known by its first bytes; None when they say nothing."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "VisioDocument".encode("utf-16-le") in data:
            return _BPMN_FROM["visio"]
        return f"This is an older Microsoft Office file, not BPMN: {_ADVICE}."
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return f"This is {what}, not BPMN: {_ADVICE}."
    return _json(data)


def recognise_root(name: str, namespace: str) -> str | None:
    """The sentence for an XML file by its root element's local name and namespace; None for BPMN's
    `definitions`, and for one in a namespace nobody knows (the reader then says that it could read nothing in
    it)."""
    lowered = namespace.lower()
    if name == "Package" and ("xpdl" in lowered or "wfmc" in lowered):
        return _BPMN_FROM["xpdl"]
    if "bizagi" in lowered:
        return _BPMN_FROM["bizagi"]
    if "visio" in lowered:
        return _BPMN_FROM["visio"]
    if name == "definitions":
        return _definitions(namespace)
    if "/spec/BPMN/" in namespace:
        return (
            f"This is a fragment of a BPMN file (its root is {name}, not definitions): upload the whole file."
        )
    if name in _ROOTS:
        return _BPMN_FROM[_ROOTS[name]]
    if name in _OTHER_ROOTS:
        return f"This is {_OTHER_ROOTS[name]}, not BPMN: {_ADVICE}."
    return f"This XML file is not BPMN (its root element is {name}, not definitions): {_ADVICE}."


def recognise_doctype(name: str) -> str | None:
    """The sentence for a file whose document type declaration names a known format; None for any other."""
    if name in ("AML", "html", "svg") or name.lower() == "html":
        return recognise_root("html" if name.lower() == "html" else name, "")
    return None


def _definitions(namespace: str) -> str | None:
    for mark, what in (
        ("DMN", "a decision model (DMN)"),
        ("CMMN", "a case model (CMMN)"),
        ("wsdl", "a WSDL file"),
    ):
        if mark in namespace:
            return f"This is {what}, not a BPMN process diagram: {_ADVICE}."
    if "BPMN" in namespace and namespace != BPMN:
        return "This file uses a draft of BPMN older than 2.0: open it in its tool and export it as BPMN 2.0."
    return None


def _zip(data: bytes) -> str:
    try:
        names = [name.lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()[:1000]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        return "This is a damaged zip file, not BPMN: unpack it and upload the .bpmn files from it."
    if any(name.startswith("visio/") for name in names):
        return _BPMN_FROM["visio"]
    if any(name.endswith(".diag") for name in names):
        return _BPMN_FROM["bizagi"]
    if any("signavio" in name or name.endswith(("_model.json", ".sgx", ".signavio.xml")) for name in names):
        return _BPMN_FROM["signavio"]
    if "[content_types].xml" in names:
        return f"This is a Microsoft Office document, not BPMN: {_ADVICE}."
    return "This is a zip file, not one diagram: unpack it, or upload it with the ending .zip."


def _json(data: bytes) -> str | None:
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head not in (b"{", b"["):
        return None
    if b'"stencil' in data or b'"resourceId"' in data:
        return _BPMN_FROM["signavio"]
    return f"This is JSON, not BPMN: {_ADVICE}."
