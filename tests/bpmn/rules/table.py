"""What a rule's test table needs: the elements that the rule names in a drawing."""

from __future__ import annotations

from bpmn.findings import Finding
from bpmn.rules import RULES
from tests.drawing import draw


def findings(rule: str, drawing: str) -> list[Finding]:
    """The rule's findings in a drawing (see `tests/drawing.py`)."""
    check = next(found.check for found in RULES if found.name == rule)
    return list(check(draw(drawing)))


def named(rule: str, drawing: str) -> list[str]:
    """Every element the rule names in a drawing, sorted."""
    return sorted(element for finding in findings(rule, drawing) for element in finding.elements)
