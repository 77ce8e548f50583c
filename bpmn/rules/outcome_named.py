"""An end event says how the case turned out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import flat, tidy

NAME = "outcome-named"
SEVERITY: Severity = "advice"
SUMMARY = "An end event is called 'End' or the like, which says nothing of the outcome."
HEADLINE = "{n} end events that do not say how the case turned out"
SAYS_NOTHING = re.compile(
    r"(?:the |process |terminate |none )?"
    r"(?:end(?:ed|s)?|end ?event|finish(?:ed)?|stop(?:ped)?|ende|endereignis|fin|fine|fim|einde|slut|koniec)"
    r"(?: ?event| (?:of )?(?:the )?(?:process|flow|workflow))?[ _-]*\d*",
    re.IGNORECASE,
)


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each end event directly in a process whose name is only a word for the end. One without any
    name is label-required's."""
    for node in diagram.nodes:
        name = flat(node.name)
        if node.type != "endEvent" or node.scope != node.process or not name:
            continue
        if SAYS_NOTHING.fullmatch(name):
            text = f"The end event '{tidy(name)}' does not say how the case turned out."
            fix = "Name it with the outcome, for example 'Permit issued' or 'Application refused'."
            yield Finding(NAME, SEVERITY, (node.key,), text, fix)
