"""Shapes have their usual size, so that diagrams look alike."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Bounds, Diagram, Node
from bpmn.numerals import counted

NAME = "standard-size"
SEVERITY: Severity = "advice"
SUMMARY = "Shapes are larger or smaller than usual (a step 100 by 80, a gateway 50 by 50, an event 36 by 36)."
HEADLINE = "{n} diagrams with shapes of unusual size"
BY_DEFAULT = False
STEP, GATEWAY, EVENT = (100.0, 80.0), (50.0, 50.0), (36.0, 36.0)
DATA = {"dataObjectReference": (36.0, 50.0), "dataStoreReference": (50.0, 50.0)}
CLOSED_POOL = 60.0


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for the whole diagram: every step, gateway, event, data object, store and closed pool whose
    shape has another size than usual. Lanes, pools with content and open sub-processes are as large as they
    need to be."""
    shapes = diagram.shapes
    odd = [node.key for node in diagram.nodes if node.key in shapes and _is_odd(node, shapes[node.key])]
    for data in diagram.data:
        if data.key in shapes and data.type in DATA and _size(shapes[data.key]) != DATA[data.type]:
            odd.append(data.key)
    for pool in diagram.pools:
        if pool.process is None and pool.key in shapes and _breadth(shapes[pool.key]) != CLOSED_POOL:
            odd.append(pool.key)
    if odd:
        are = "is" if len(odd) == 1 else "are"
        text = f"{counted(len(odd), 'shape')} in this diagram {are} larger or smaller than usual."
        fix = "Most tools can reset a shape to its usual size; a long name wraps, or can be put shorter."
        yield Finding(NAME, SEVERITY, tuple(odd), text[:1].upper() + text[1:], fix)


def _is_odd(node: Node, bounds: Bounds) -> bool:
    if node.is_sub_process and bounds.expanded:
        return False
    usual = GATEWAY if node.is_gateway else EVENT if node.is_event else STEP
    return _size(bounds) != usual


def _size(bounds: Bounds) -> tuple[float, float]:
    return bounds.width, bounds.height


def _breadth(bounds: Bounds) -> float:
    return bounds.width if bounds.horizontal is False else bounds.height
