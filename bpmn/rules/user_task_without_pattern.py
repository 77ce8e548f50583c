"""A step that people do shows the pages, letter or script they meet there."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import node_called, opening

NAME = "user-task-without-pattern"
SEVERITY: Severity = "advice"
SUMMARY = "A user task has no pattern attached, so a walk through the process cannot show what its user sees."
HEADLINE = "{n} user tasks without a pattern"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each user task that carries no pattern."""
    for node in diagram.nodes:
        if node.type == "userTask" and not node.patterns:
            text = (
                f"{opening(node_called(diagram, node))} has no pattern yet, so nobody can see what its user "
                "meets there."
            )
            yield Finding(NAME, SEVERITY, (node.key,), text, "Attach a pattern from the library to it.")
