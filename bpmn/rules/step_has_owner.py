"""Every step lies in a lane or pool that says who does it."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.findings import Finding, Severity
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening, process_called
from bpmn.numerals import counted

NAME = "step-has-owner"
SEVERITY: Severity = "advice"
SUMMARY = "Nobody can tell who does a step: it lies outside all lanes, or there are no pools and lanes."
HEADLINE = "{n} steps or processes that do not say whose work it is"
BY_PEOPLE = frozenset({"task", "userTask", "manualTask"})


def check(diagram: Diagram) -> Iterator[Finding]:
    """One finding for each task that lies in no lane where others of its process do; and one for each process
    without pool and lanes in which people's steps do not say who does them. Steps of programs need no owner."""
    with_lanes = {lane.process for lane in diagram.lanes}
    unowned: dict[str, list[Node]] = {}
    for node in diagram.nodes:
        if node.type not in BY_PEOPLE or node.lane is not None or node.performer is not None:
            continue
        process = diagram.process_by_key[node.process]
        if node.process in with_lanes:
            text = f"{opening(node_called(diagram, node))} lies outside all lanes, so nobody can tell who does it."
            yield Finding(NAME, SEVERITY, (node.key,), text, "Move it into the lane of whoever does it.")
        elif process.pool is None:
            unowned.setdefault(node.process, []).append(node)
    for key, nodes in unowned.items():
        steps, them = counted(len(nodes), "step"), "it" if len(nodes) == 1 else "them"
        text = (
            f"{opening(steps)} of {process_called(diagram, key)} {'does' if them == 'it' else 'do'} not say who "
            f"does {them}: there is neither a pool nor a lane."
        )
        fix = "Draw a pool for the council and a lane for each team, or name who does each step."
        yield Finding(NAME, SEVERITY, tuple(node.key for node in nodes), text, fix)
