"""What is in the file is in the drawing."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import called, listed, opening
from bpmn.numerals import counted

NAME = "no-bpmndi"
SEVERITY: Severity = "warning"
SUMMARY = "The file holds something that its drawing does not show."
HEADLINE = "{n} elements that the drawing does not show"
MOST_NAMED = 3
NEVER_DRAWN = frozenset({"dataObject", "dataInput", "dataOutput"})


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for all pools, lanes, steps, events, gateways, flows, data and notes without a shape or
    line. Associations are not looked at: they are not part of the model."""
    shapes, edges = diagram.shapes, diagram.edges
    data = (held for held in diagram.data if held.type not in NEVER_DRAWN)
    solid = (*diagram.pool_by_key, *diagram.lane_by_key, *diagram.node_by_key)
    light = (*(held.key for held in data), *(note.key for note in diagram.notes))
    lines = (*diagram.flow_by_key, *(flow.key for flow in diagram.message_flows))
    missing = [key for key in (*solid, *light) if key not in shapes]
    missing += [key for key in lines if key not in edges]
    if not missing:
        return
    if not shapes:
        text = "This file has no drawing: it says what happens, but not where to show it."
        fix = "The picture here was laid out by us; keep it with the file if you like it."
        yield Finding(NAME, SEVERITY, tuple(missing), text, fix)
        return
    if len(missing) > MOST_NAMED:
        text = f"{counted(len(missing), 'element')} of this file are not in its drawing."
    else:
        are = "is" if len(missing) == 1 else "are"
        text = f"{listed(called(diagram, key) for key in missing)} {are} in the file but not in its drawing."
    fix = "Draw what is missing, or take it out of the file."
    yield Finding(NAME, SEVERITY, tuple(missing), opening(text), fix)
