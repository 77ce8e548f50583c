"""Writing a decision table as a DMN 1.5 file."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from bpmn.conditions.values import name_in_words
from bpmn.patterns import fill
from bpmn.patterns.record import DecisionTable, Setting
from bpmn.patterns.unary import read_test
from importers.dmn.feel import to_feel, value_to_feel

SPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def write(table: DecisionTable, settings: Mapping[str, Setting] | None = None) -> bytes:
    """The table as a file of one decision, its settings filled in (DMN has no places for them). Raises
    `UnreadableTest` for a table with a test that cannot be read."""
    values = settings or {}

    def said(text: str) -> str:
        return fill(text, values)

    root = etree.Element(
        f"{{{SPACE}}}definitions",
        {
            "id": f"definitions_{table.name}",
            "name": table.name,
            "namespace": "https://guildhall.example/dmn/1",
        },
        nsmap={None: SPACE},  # type: ignore[dict-item]
    )
    decision = _add(root, "decision", id=f"decision_{table.name}", name=said(table.title) or table.name)
    if table.title:
        _text(decision, "question", said(table.title))
    _add(decision, "variable", name=table.name)
    inner = _add(decision, "decisionTable", id=f"table_{table.name}", hitPolicy=table.hit.upper())
    for name in table.inputs:
        one = _add(inner, "input", id=f"input_{name}", label=name_in_words(name))
        _text(_add(one, "inputExpression", id=f"expression_{name}"), "text", name)
    output = _add(inner, "output", id=f"output_{table.name}", name=table.name)
    if table.otherwise:
        _text(_add(output, "defaultOutputEntry"), "text", value_to_feel(said(table.otherwise)))
    _add(inner, "annotation", name="because")
    for number, row in enumerate(table.rows, start=1):
        rule = _add(inner, "rule", id=f"rule_{number}")
        for name in table.inputs:
            test = read_test(name, row.when.get(name, ""), values)
            _text(_add(rule, "inputEntry", id=f"test_{number}_{name}"), "text", to_feel(test))
        _text(_add(rule, "outputEntry", id=f"value_{number}"), "text", value_to_feel(said(row.then)))
        _text(_add(rule, "annotationEntry"), "text", said(row.because))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, kind: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SPACE}}}{kind}", attributes)


def _text(parent: etree._Element, name: str, text: str) -> None:
    _add(parent, name).text = text
