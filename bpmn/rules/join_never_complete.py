"""A parallel join gets what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram
from bpmn.naming import listed, node_called, opening, tidy
from bpmn.semantics import NormalForm, normal_form
from bpmn.statespace import StuckJoin, affordable, compile_group, explore, stuck_joins

NAME = "join-never-complete"
SEVERITY: Severity = "error"
SUMMARY = (
    "A parallel gateway can be left waiting for a path that is never taken, so the case gets stuck there."
)
HEADLINE = "{n} places where a case gets stuck"


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each parallel join at which some case really gets stuck: the join, then the decision
    that sends the case past it. Each group of processes that messages join is played through, up to
    5,000 situations; what lies beyond is not reported on."""
    joining = {
        node.process for node in diagram.nodes if node.type == "parallelGateway" and len(node.incoming) > 1
    }
    if not joining:
        return
    form = normal_form(diagram)
    for group in form.groups:
        if joining.isdisjoint(group) or not affordable(form, group):
            continue
        for stuck in stuck_joins(form, explore(compile_group(form, group))):
            yield _finding(diagram, form, stuck)


def _finding(diagram: Diagram, form: NormalForm, stuck: StuckJoin) -> Finding:
    join = form.stations[stuck.join].element
    split = form.stations[stuck.split].element if stuck.split else None
    elements = (join, split) if split in diagram.node_by_key and split is not None else (join,)
    here = node_called(diagram, diagram.node_by_key[join])
    missing = listed((_source(diagram, form, way) for way in stuck.missing), "or")
    start = f"This case gets stuck at {here}: it waits for a path from every side"
    if len(elements) == 1:
        text = f"{start}, but nothing ever comes from {missing}."
        fix = f"Make {here} an exclusive gateway (X) if one path is enough, or lead every path to it."
        return Finding(NAME, SEVERITY, elements, opening(text), opening(fix))
    decision = node_called(diagram, diagram.node_by_key[elements[1]])
    taken = listed(_way(diagram, form, way) for way in stuck.taken)
    text = f"{start}, but when {decision} takes {taken}, nothing comes from {missing}."
    fix = (
        f"Make {here} an exclusive gateway (X) if one path is enough, make {decision} a parallel gateway "
        "(+) if all "
        f"of its paths should happen, or lead the path after {taken} back to {here}."
    )
    return Finding(NAME, SEVERITY, elements, text, opening(fix))


def _source(diagram: Diagram, form: NormalForm, way: str) -> str:
    element = form.stations[form.ways[way].source].element
    node = diagram.node_by_key.get(element)
    return node_called(diagram, node) if node is not None else "the start"


def _way(diagram: Diagram, form: NormalForm, key: str) -> str:
    way = form.ways[key]
    if way.flow is not None and way.flow.name.strip():
        return f"'{tidy(way.flow.name)}'"
    target = form.stations[way.target].element if way.target is not None else ""
    node = diagram.node_by_key.get(target)
    return f"the way to {node_called(diagram, node)}" if node is not None else "that way"
