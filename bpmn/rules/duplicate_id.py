"""An id belongs to one element."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import called, opening

NAME = "duplicate-id"
SEVERITY: Severity = "warning"
SUMMARY = "Two elements of the file share an id, so what names it may mean either."
HEADLINE = "{n} elements whose id is used already"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each pool, lane, process, step, flow, datum or note whose id an earlier one has; the reader
    gave it another key."""
    for repair in diagram.repairs:
        if repair.kind == "duplicate-id" and repair.element is not None:
            text = (
                f"{opening(called(diagram, repair.element))} has an id that another element of the file has, so "
                "flows, lanes and the drawing may mean either."
            )
            fix = "Give it an id of its own: copying and pasting it in your tool does that."
            yield Finding(NAME, SEVERITY, (repair.element,), text, fix)
