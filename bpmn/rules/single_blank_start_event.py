"""A process has one plain start at most: further starts say what sets them off."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import opening
from bpmn.numerals import in_words
from bpmn.scopes import scope_called, scopes

NAME = "single-blank-start-event"
SEVERITY: Severity = "warning"
SUMMARY = "A process or sub-process has several blank start events, so nobody can tell where a case begins."
HEADLINE = "{n} processes with several blank start events"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each process or sub-process that directly holds two or more start events without a
    definition."""
    for scope in scopes(diagram):
        blank = sum(node.type == "startEvent" and not node.events for node in diagram.nodes_in(scope.key))
        if blank > 1:
            text = (
                f"{opening(scope_called(diagram, scope.key))} has {in_words(blank)} start events that do "
                "not say what sets them off, so nobody can tell where a case begins."
            )
            fix = "Keep one, or say at each what sets it off: a message, a time, a condition."
            yield Finding(NAME, SEVERITY, (scope.key,), text, fix)
