"""Findings against the BPMN 2.0 XML schema. Every one is a warning: one in ten real files fails it and still
opens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import cast

from lxml import etree

from bpmn.document import Document
from bpmn.findings import Finding
from bpmn.reading.inventory import MODELLED
from bpmn.reading.names import BPMN, local, words

# The compiled schema keeps the faults of its last validation, and a server has several threads.
_ONE_AT_A_TIME = Lock()
_MOST = 10
_LOCATIONS = 5
_NAMESPACE = re.compile(r"\{[^{}]*\}")


@cache
def _schema() -> etree.XMLSchema:
    """The schema that SpiffWorkflow ships; its five files name each other and nothing on the network."""
    with as_file(files("SpiffWorkflow.bpmn.parser") / "schema") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "BPMN20.xsd"), etree.XMLParser(no_network=True)))


def xsd_findings(document: Document) -> tuple[Finding, ...]:
    """What the schema has against a file: one finding for each kind of fault, at most ten, each with the
    lines and the ids of the elements it is about. Empty when the file is valid."""
    schema = _schema()
    if document.root.tag != f"{{{BPMN}}}definitions":
        return ()
    with _ONE_AT_A_TIME:
        if schema.validate(document.root):
            return ()
        faults = list(cast("Iterable[etree._LogEntry]", schema.error_log))
    kinds: dict[str, list[etree._LogEntry]] = {}
    texts: dict[str, str] = {}
    for fault in faults:
        text = _in_plain_words(fault)
        texts.setdefault(_kind(text), text)
        kinds.setdefault(_kind(text), []).append(fault)
    holders = _holders(document.root, kinds)
    found = [_finding(texts[kind], alike, holders) for kind, alike in list(kinds.items())[:_MOST]]
    if len(kinds) > _MOST:
        more = len(kinds) - _MOST
        text = f"The schema finds {more} more kind{'s' * (more > 1)} of fault in this file, not listed here."
        found.append(Finding("xsd", "warning", (), text))
    return tuple(found)


def _finding(text: str, faults: list[etree._LogEntry], holders: dict[int, str]) -> Finding:
    lines = list(dict.fromkeys(fault.line for fault in faults))
    some = ", ".join(str(line) for line in lines[:_LOCATIONS])
    if len(lines) == 1:
        where = f"line {some}"
    else:
        where = f"lines {some}" + (f" and {len(lines) - _LOCATIONS} more" if len(lines) > _LOCATIONS else "")
    elements = tuple(dict.fromkeys(holders[line] for line in lines if line in holders))
    return Finding(
        "xsd",
        "warning",
        elements,
        f"The file departs from the BPMN 2.0 schema ({where}): {text}.",
        "Other tools may refuse the file or lose this part; export it "
        "again from your tool, if it can write strict BPMN.",
    )


def _holders(root: etree._Element, kinds: dict[str, list[etree._LogEntry]]) -> dict[int, str]:
    """The nearest element with an id on or around each line that is complained of."""
    wanted = {fault.line for faults in kinds.values() for fault in faults}
    found: dict[int, str] = {}
    for element in root.iter("*"):
        line = element.sourceline
        if isinstance(line, int) and line in wanted and line not in found and (key := _id_around(element)):
            found[line] = key
    return found


def _id_around(element: etree._Element) -> str | None:
    step: etree._Element | None = element
    while step is not None and step.getparent() is not None:
        key = step.get("bpmnElement") or (step.get("id") if local(step) in MODELLED else None)
        if key:
            return key
        step = step.getparent()
    return None


_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"Element '(.+?)': This element is not expected\. Expected is(?: one of)? \( (.+?) \)",
        "{0} does not belong where it stands (expected here: {1})",
    ),
    (r"Element '(.+?)': This element is not expected", "{0} does not belong where it stands"),
    (
        r"Element '(.+?)': Missing child element\(s\)\. Expected is(?: one of)? \( (.+?) \)",
        "{0} lacks its {1}",
    ),
    (r"Element '(.+?)', attribute '(.+?)': The attribute '.+?' is not allowed", "{0} may not have {1}"),
    (r"Element '(.+?)': The attribute '(.+?)' is required but missing", "{0} lacks {1}"),
    (
        r"Element '(.+?)', attribute '(.+?)': '([^A-Za-z_].*?|.*?[^\w.\-].*?|)' is "
        r"not a valid value of the atomic type 'xs:(?:ID|NCName)'",
        "the {1} “{2}” of {0} is not one that XML allows (it must begin with a letter and hold no spaces)",
    ),
    (
        r"Element '(.+?)', attribute '(.+?)': '(.*?)' is not a valid value of the atomic type 'xs:ID'",
        "the {1} “{2}” of {0} is used more than once",
    ),
    (
        r"Element '(.+?)', attribute '(.+?)': (?:\[.*?\] )?(?:The value )?'(.*?)' is not",
        "the {1} “{2}” of {0} is not a valid value",
    ),
    (
        r"Element '(.+?)': (?:\[.*?\] )?(?:The value )?'(.*?)' is not",
        "the text “{1}” of {0} is not a valid value",
    ),
    (r"Element '(.+?)': Character content.*", "{0} holds text of its own, which it may not"),
    (
        r"Element '(.+?)': No matching global element declaration "
        r"available, but demanded by the strict wildcard",
        "{0} is not known to BPMN",
    ),
    (r"Element '(.+?)', attribute '.+?type': .*", "{0} claims a type that BPMN does not know"),
    (r"Element '(.+?)': The type definition is abstract", "{0} is too general to be used itself"),
)


def _in_plain_words(fault: etree._LogEntry) -> str:
    message = words(fault.message)
    for pattern, plain in _WORDS:
        if found := re.match(pattern, message, re.DOTALL):
            return plain.format(*(_short(group) for group in found.groups()))
    return _short(message).rstrip(".")


def _kind(text: str) -> str:
    """What two faults share that differ only in the value complained of."""
    return re.sub("“.*?”", "“”", text)


def _short(text: str) -> str:
    names = _NAMESPACE.sub("", text).split(", ")
    listed = ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")
    return listed if len(listed) <= 200 else listed[:197] + "..."
