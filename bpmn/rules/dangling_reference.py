"""What an element names is in the file."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Repair
from bpmn.naming import called, opening

NAME = "dangling-reference"
SEVERITY: Severity = "warning"
SUMMARY = "A flow, event, lane or pool names something that the file does not hold."
HEADLINE = "{n} references to what is not in the file"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each reference that the reader could not follow: the ends of a flow, what a boundary event is
    attached to, a default, a message or the like, a pool's process, a lane's steps, data."""
    for repair in diagram.repairs:
        if repair.kind == "reference":
            elements = (repair.element,) if repair.element is not None else ()
            yield Finding(NAME, SEVERITY, elements, _text(diagram, repair), FIX)


FIX = "Draw it anew in your tool, or take the reference out."


def _text(diagram: Diagram, repair: Repair) -> str:
    """The repair's sentence with its element named: repairs speak of it as "it"."""
    pronoun, _, rest = repair.text.partition(" ")
    if repair.element is None or pronoun not in ("It", "Its"):
        return repair.text
    name = opening(called(diagram, repair.element))
    return f"{name} {rest}" if pronoun == "It" else f"{name}: its {rest}"
