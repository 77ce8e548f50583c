"""Bytes to a parsed tree, hardened: nothing outside the file is fetched, nothing in it is expanded, and size,
depth and number of elements are bounded. The original bytes stay with the tree, unchanged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree

from bpmn.encodings import Encoding, detect
from bpmn.errors import UnreadableDocument
from bpmn.foreign import recognise_bytes, recognise_doctype, recognise_root
from bpmn.limits import LIMITS, Limits
from bpmn.reading.names import BPMN, FLOW_ELEMENTS
from bpmn.xmlfaults import in_plain_words

_BEFORE_ROOT = re.compile(r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([^\s>\[]+)", re.IGNORECASE)
_NO_DOCTYPE = (
    "The file has a document type declaration (DOCTYPE), which BPMN "
    "files never need and which can be used to attack "
    "a reader: remove it and upload the file again."
)


@dataclass(frozen=True)
class Document:
    """A file that could be parsed: its bytes as they came, the `definitions` element, and the Python name of
    the encoding its bytes are in (which may not be the one it declares)."""

    data: bytes
    root: etree._Element
    encoding: str


def load(data: bytes, limits: Limits = LIMITS) -> Document:
    """Parse a BPMN file. Raises `UnreadableDocument`, with a sentence and where there is one a line, for
    anything that is not well-formed XML, has a DOCTYPE, is over a limit, or is not rooted in BPMN's
    `definitions`."""
    _check_size(data, limits)
    if refusal := recognise_bytes(data):
        raise UnreadableDocument(refusal)
    encoding = detect(data)
    _refuse_doctype(data, encoding)
    root = _parse(data, encoding)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(_NO_DOCTYPE)
    _refuse_other_roots(root)
    _check_tree(root, limits)
    return Document(data, root, encoding.codec)


def _check_size(data: bytes, limits: Limits) -> None:
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
        raise UnreadableDocument("The file is empty: export the diagram again and upload that.")
    if len(data) > limits.size:
        raise UnreadableDocument(
            f"The file is {len(data) / 1024 / 1024:.1f} MB and a diagram "
            f"may have {limits.size / 1024 / 1024:.0f} MB: "
            "split it into several diagrams."
        )
    # Upper bounds that need no tree: a parsed element costs some thirty times its five bytes.
    if data.count(b"<") - data.count(b"</") > limits.elements or data.count(b"=") > limits.attributes:
        raise UnreadableDocument(
            "The file holds too many XML elements to be one diagram: split it into several."
        )


def _refuse_doctype(data: bytes, encoding: Encoding) -> None:
    text = data[encoding.mark :].decode(encoding.codec, "replace")
    before = _BEFORE_ROOT.match(text)
    found = _DOCTYPE.match(text, before.end() if before else 0)
    if found:
        raise UnreadableDocument(
            recognise_doctype(found.group(1)) or _NO_DOCTYPE, text.count("\n", 0, found.start()) + 1
        )


def _refuse_other_roots(root: etree._Element) -> None:
    name = etree.QName(root)
    if refusal := recognise_root(name.localname, name.namespace or ""):
        line = root.sourceline
        raise UnreadableDocument(refusal, line if isinstance(line, int) else None)


def _parse(data: bytes, encoding: Encoding) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding=encoding.codec if encoding.contradicted else None,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise in_plain_words(fault, encoding) from None
    except (ValueError, LookupError, etree.LxmlError) as fault:
        raise UnreadableDocument(f"The file cannot be read as XML: {fault}.") from None


@cache
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (depth + 1) + ")")


@cache
def _wider_than(attributes: int) -> etree.XPath:
    return etree.XPath(f"boolean(//*[count(@*) > {attributes}])")


def _check_tree(root: etree._Element, limits: Limits) -> None:
    if _deeper_than(limits.depth)(root):
        raise UnreadableDocument(
            f"The file's elements are nested more than {limits.depth} deep: no diagram needs that."
        )
    if _wider_than(limits.attributes_of_one)(root):
        most = limits.attributes_of_one
        raise UnreadableDocument(f"One element has more than {most:,} attributes: no diagram needs that.")
    count = 0
    for element in root.iter(f"{{{BPMN}}}*"):
        count += element.tag in FLOW_ELEMENTS
    if count > limits.flow_elements:
        raise UnreadableDocument(
            f"The diagram has {count:,} steps and flows and may have "
            f"{limits.flow_elements:,}: split it into several."
        )
