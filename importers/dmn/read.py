"""Reading a DMN file: one decision table with literal tests (DMN 1.1 to 1.5, clause 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bpmn.patterns import limits
from bpmn.patterns.places import good_name
from bpmn.patterns.record import DecisionTable, Hit, TableRow
from bpmn.patterns.unary import UnreadableTest
from importers.dmn.feel import from_feel, value_from_feel
from importers.errors import ImportRefused
from importers.records import Imported

MAX_BYTES = 1_000_000
MAX_DEPTH = 60
LONGEST = 2_000
_HITS: dict[str, Hit] = {
    "UNIQUE": "unique",
    "U": "unique",
    "FIRST": "first",
    "F": "first",
    "ANY": "any",
    "A": "any",
}
_SPACE = re.compile(r"https?://www\.omg\.org/spec/DMN/\d{8}/(MODEL/|dmn\.xsd)\Z")


class NotDmn(ImportRefused):
    """The bytes are no DMN file with a decision table that can be taken."""


def read(data: bytes) -> Imported[DecisionTable]:
    """The file's decision table, with a sentence for everything that could not be carried over; a test that cannot
    be read stays in its cell as it was, so that somebody can put it right. Raises `ImportRefused`."""
    root = _parsed(data)
    notes: list[str] = []
    tables = [one for one in root.iter() if _local(one) == "decisionTable"]
    if not tables:
        raise NotDmn(
            "The file holds no decision table: export the decision as a table, not as an expression."
        )
    if len(tables) > 1:
        notes.append(f"The file holds {len(tables)} decision tables; only the first was taken.")
    return Imported(_table(tables[0], notes), tuple(notes))


def _parsed(data: bytes) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise NotDmn("The DMN file is larger than 1 MB: export only the decision you want to bring in.")
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data[:100_000], re.IGNORECASE) or b"\0" in data:
        raise NotDmn(
            "The file has a document type declaration (DOCTYPE) or is no text: remove it, or export the file again."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise NotDmn(
            f"The file is not well-formed XML{f' (line {line})' if line else ''}: export it again."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotDmn("The file has a document type declaration, which DMN files never need: remove it.")
    name = etree.QName(root)
    if name.localname != "definitions" or not _SPACE.match(name.namespace or ""):
        raise NotDmn("The file is no DMN file: its root must be “definitions” of DMN 1.1 to 1.5.")
    if _depth(root) > MAX_DEPTH:
        raise NotDmn("The file is nested too deeply to be a DMN file.")
    return root


def _depth(root: etree._Element) -> int:
    deepest, waiting = 0, [(root, 1)]
    while waiting and deepest <= MAX_DEPTH:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in element)
    return deepest


def _table(element: etree._Element, notes: list[str]) -> DecisionTable:
    policy = (element.get("hitPolicy") or "UNIQUE").upper()
    if policy not in _HITS:
        raise NotDmn(
            f"The table's hit policy is {policy[:20]}, which ranks or gives several results: use UNIQUE, FIRST or ANY."
        )
    decision = element.getparent()
    outputs = list(_inner(element, "output"))
    inputs = [_input(one, number, notes) for number, one in enumerate(_inner(element, "input"), start=1)]
    rules = list(_inner(element, "rule"))
    if len(inputs) > limits.MAX_INPUTS or len(rules) > limits.MAX_ROWS:
        raise NotDmn(
            f"The table has more than {limits.MAX_INPUTS} inputs or {limits.MAX_ROWS} rows: split it."
        )
    if not inputs or not outputs:
        raise NotDmn("The table has no input or no output: add both, then export it again.")
    if len(set(inputs)) != len(inputs):
        raise NotDmn("Two inputs of the table have the same name: give each its own, then export it again.")
    if len(outputs) > 1:
        notes.append(f"The table gives {len(outputs)} results in each row; only the first was taken.")
    title = _of(decision, "question") or (decision.get("name") if decision is not None else "") or ""
    default = _of(next(_inner(outputs[0], "defaultOutputEntry"), None), "text")
    return DecisionTable(
        name=_name(outputs[0].get("name") or _variable(decision) or title, "the result", notes),
        title=title[:LONGEST],
        hit=_HITS[policy],
        inputs=tuple(inputs),
        rows=tuple(_row(rule, inputs, number, notes) for number, rule in enumerate(rules, start=1)),
        otherwise=_value(default, "The default result", notes) if default else "",
    )


def _variable(decision: etree._Element | None) -> str:
    found = next(_inner(decision, "variable"), None)
    return (found.get("name") or "") if found is not None else ""


def _input(element: etree._Element, number: int, notes: list[str]) -> str:
    expression = _of(next(_inner(element, "inputExpression"), None), "text")
    return _name(expression or element.get("label") or f"input_{number}", f"input {number}", notes)


def _name(text: str, what: str, notes: list[str]) -> str:
    """A name that conditions can use, made from what the file says."""
    written = text.strip()
    if good_name(written):
        return written
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", written)
    made = re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")[:50] or "answer"
    if not good_name(made):
        made = f"answer_{made}"[:50].rstrip("_")
    notes.append(
        f"The name of {what}, “{written[:60]}”, became “{made}”: check that it is the name of the answer."
    )
    return made


def _row(rule: etree._Element, inputs: list[str], number: int, notes: list[str]) -> TableRow:
    entries = [_of(one, "text") for one in _inner(rule, "inputEntry")]
    when: dict[str, str] = {}
    for name, text in zip(inputs, entries, strict=False):
        try:
            test = from_feel(text)
        except UnreadableTest:
            test = text.strip()[: limits.LONGEST_TEST]
            notes.append(f"Row {number}: the test “{test[:60]}” on {name} is no literal test: put it right.")
        if test:
            when[name] = test[: limits.LONGEST_TEST]
    then = _of(next(_inner(rule, "outputEntry"), None), "text")
    because = next((said for one in _inner(rule, "annotationEntry") if (said := _of(one, "text"))), "")
    because = because or _of(rule, "description")
    return TableRow(when, _value(then, f"Row {number}: the result", notes), _plain(because))


def _value(text: str, where: str, notes: list[str]) -> str:
    value = value_from_feel(text)
    if value is None:
        notes.append(f"{where} “{text[:60]}” would have to be worked out; it was kept as a text.")
        return _plain(text)
    return _plain(value)


def _plain(text: str) -> str:
    """A text of the file that cannot be taken for a place of a setting."""
    kept = "".join(one for one in text if one >= " " or one in "\n\t").replace("{{", "{").replace("}}", "}")
    return kept.strip()[:LONGEST]


def _inner(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    if element is not None:
        yield from (child for child in element if _local(child) == name)


def _of(element: etree._Element | None, name: str) -> str:
    """The text of the first inner element of that name, "" where there is none."""
    found = next(_inner(element, name), None)
    return "".join(str(part) for part in found.itertext()).strip() if found is not None else ""


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
