"""What the steps of a walk ask, and what to type there so that the case goes along a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bpmn.conditions import Answer
from bpmn.model import Diagram, Node
from bpmn.patterns import DecisionTable, Pattern, questions
from bpmn.patterns.table_inputs import answers_for
from engine.feasible import Asked


def asked_by(diagram: Diagram, patterns: Mapping[str, Pattern]) -> dict[str, dict[str, Asked]]:
    """What each step's pages ask, by the step's key and the answer's name; what its rules decide is answered there
    too."""
    found: dict[str, dict[str, Asked]] = {}
    for node in diagram.nodes:
        for pattern in _attached(node, patterns):
            for one in questions(pattern):
                values = tuple(value for value, _ in one.choices)
                several = one.component.component == "checkboxes"
                found.setdefault(node.key, {})[one.name] = Asked(values, several)
            for table in _decided_there(pattern):
                given = dict.fromkeys([*(row.then for row in table.rows), table.otherwise])
                found.setdefault(node.key, {})[table.name] = Asked(tuple(value for value in given if value))
    return found


def typed_for(node: Node, patterns: Mapping[str, Pattern], answers: Mapping[str, Answer]) -> dict[str, Any]:
    """These answers of a step as somebody types them: in place of what a table of rules gives, answers from which it
    gives that."""
    typed = dict(answers)
    for pattern in _attached(node, patterns):
        for table in _decided_there(pattern):
            if table.name in typed:
                wanted = str(typed.pop(table.name))
                typed = {**(answers_for(pattern, table, wanted) or {}), **typed}
    return typed


def _attached(node: Node, patterns: Mapping[str, Pattern]) -> Iterator[Pattern]:
    return (patterns[ref.ref] for ref in node.patterns if ref.ref in patterns)


def _decided_there(pattern: Pattern) -> Iterator[DecisionTable]:
    """The tables whose inputs the pattern asks itself."""
    names = {one.name for one in questions(pattern)}
    return (table for table in pattern.tables if table.inputs and set(table.inputs) <= names)
