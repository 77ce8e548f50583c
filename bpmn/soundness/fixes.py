"""Changes that mend a fault: made from the diagram, applied to the file's bytes, decided again, and offered only
when the fault is gone and no other has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bpmn.errors import BpmnError, CannotEdit
from bpmn.model import Diagram, Flow, Node
from bpmn.naming import node_called, opening
from bpmn.reader import read
from bpmn.soundness.mending import MENDERS
from bpmn.soundness.record import Fault, Fix, Soundness
from bpmn.soundness.verdict import decide
from bpmn.write.redraw import Redrawing

MOST_FAULTS = 10
MOST_ELEMENTS = 2_000
MOST_SITUATIONS = 500
MOST_TRIED = 8
"""How many changes are tried for one fault, the likeliest first; one only where the file is large."""
LARGE, TOO_LARGE = 100_000, 500_000
"""Bytes: trying a change reads and checks the whole file again."""
_TYPES = {
    "exclusiveGateway": "an exclusive gateway (X)",
    "parallelGateway": "a parallel gateway (+)",
    "inclusiveGateway": "an inclusive gateway (O)",
}


def fixes_for(data: bytes, fault: Fault) -> tuple[Fix, ...]:
    """The fixes of a fault of this file that have been checked, the likeliest first; none where `with_fixes` gives
    none."""
    diagram = read(data)
    verdict = decide(diagram)
    return _checked(data, diagram, fault, _causes(verdict)) if _is_quick(data, diagram, verdict) else ()


def apply_fix(data: bytes, fix: Fix) -> bytes:
    """The file with the fix made; nothing else in it is touched. Raises `CannotEdit` where it cannot be."""
    mender = MENDERS.get(fix.kind)
    if mender is None:
        raise CannotEdit(f"There is no fix of the kind “{fix.kind}”.")
    drawing = Redrawing(data)
    mender(drawing, read(data), *fix.arguments)
    return drawing.bytes()


def with_fixes(data: bytes, soundness: Soundness) -> Soundness:
    """The verdict with checked fixes for its first faults. Very large diagrams get none, nor those that could not be
    decided fully or take long to decide: each fix would take as long again."""
    if not soundness.faults:
        return soundness
    diagram = read(data)
    if not _is_quick(data, diagram, soundness):
        return soundness
    before = _causes(soundness)
    mended = tuple(
        replace(fault, fixes=_checked(data, diagram, fault, before))
        for fault in soundness.faults[:MOST_FAULTS]
    )
    return replace(soundness, faults=(*mended, *soundness.faults[MOST_FAULTS:]))


def _is_quick(data: bytes, diagram: Diagram, verdict: Soundness) -> bool:
    """Whether trying changes of this file takes little time."""
    small = len(data) <= TOO_LARGE and len(diagram.nodes) <= MOST_ELEMENTS
    return small and verdict.checked == "fully" and verdict.states <= MOST_SITUATIONS


def _checked(data: bytes, diagram: Diagram, fault: Fault, before: set[tuple[str, str]]) -> tuple[Fix, ...]:
    candidates = islice(_candidates(diagram, fault), MOST_TRIED if len(data) < LARGE else 1)
    return tuple(replace(fix, checked=True) for fix in candidates if _mends(data, fix, fault, before))


def _causes(soundness: Soundness) -> set[tuple[str, str]]:
    return {(fault.kind, fault.elements[0]) for fault in soundness.faults if fault.elements}


def _mends(data: bytes, fix: Fix, fault: Fault, before: set[tuple[str, str]]) -> bool:
    try:
        changed = read(apply_fix(data, fix))
    except BpmnError:
        return False
    after = decide(changed, limit=2 * MOST_SITUATIONS)
    left = _causes(after)
    return after.checked == "fully" and (fault.kind, fault.elements[0]) not in left and left <= before


def _candidates(diagram: Diagram, fault: Fault) -> Iterator[Fix]:
    nodes = [diagram.node_by_key[key] for key in fault.elements if key in diagram.node_by_key]
    if not nodes or any(node.file_id is None for node in nodes):
        return
    if fault.kind == "deadlock":
        yield from _for_deadlock(diagram, nodes)
    elif fault.kind == "unsafe":
        yield from _for_meeting(diagram, nodes)
    elif fault.kind == "ends-twice":
        yield from _for_end(diagram, nodes[0])
    elif fault.kind == "dead":
        yield from _for_dead(diagram, nodes[-1])
    elif fault.kind == "message-wait":
        yield from _for_wait(diagram, nodes[0])


def _for_deadlock(diagram: Diagram, nodes: list[Node]) -> Iterator[Fix]:
    join, *blamed = nodes
    for type_ in ("exclusiveGateway", "inclusiveGateway"):
        yield from _gateway(diagram, join, type_)
    for split in blamed:
        yield from _gateway(diagram, split, "parallelGateway")


def _for_meeting(diagram: Diagram, nodes: list[Node]) -> Iterator[Fix]:
    for node in nodes[1:]:
        if node.is_gateway and len(node.incoming) > 1:
            for type_ in ("parallelGateway", "inclusiveGateway"):
                yield from _gateway(diagram, node, type_)
    for node in nodes:
        if not node.is_gateway and len(node.incoming) > 1:
            text = f"Join the paths with a parallel gateway (+) before {node_called(diagram, node)}."
            yield Fix("join-before", (node.key,), text)
    for node in nodes[1:]:
        if node.is_gateway and len(node.outgoing) > 1:
            yield from _gateway(diagram, node, "exclusiveGateway")


def _for_end(diagram: Diagram, end: Node) -> Iterator[Fix]:
    if len(end.incoming) > 1 and not end.events:
        called = node_called(diagram, end)
        yield Fix("join-before", (end.key,), f"Join the paths with a parallel gateway (+) before {called}.")
        yield Fix("own-ends", (end.key,), f"Give each path to {called} an end event of its own.")


def _for_dead(diagram: Diagram, dead: Node) -> Iterator[Fix]:
    if dead.incoming or dead.attached_to is not None:
        return
    for source in _before(diagram, dead):
        text = f"Draw a flow from {node_called(diagram, source)} to {node_called(diagram, dead)}."
        yield Fix("connect", (source.key, dead.key), text)
    for flow in _to_ends(diagram, dead):
        source, end = (diagram.node_by_key[key] for key in (flow.source, flow.target))
        text = (
            f"Lead {node_called(diagram, source)} to {node_called(diagram, dead)} instead of to "
            f"{node_called(diagram, end)}."
        )
        yield Fix("lead-to", (flow.key, dead.key), opening(text))


def _for_wait(diagram: Diagram, wait: Node) -> Iterator[Fix]:
    if wait.incoming and wait.type in ("receiveTask", "intermediateCatchEvent"):
        text = f"Give {node_called(diagram, wait)} a time limit, with an end of its own."
        yield Fix("time-limit", (wait.key,), text)


def _gateway(diagram: Diagram, node: Node, type_: str) -> Iterator[Fix]:
    if node.is_gateway and node.type not in (type_, "eventBasedGateway"):
        text = opening(f"make {node_called(diagram, node)} {_TYPES[type_]}.")
        yield Fix("gateway", (node.key, type_), text)


def _before(diagram: Diagram, dead: Node) -> Iterator[Node]:
    """Where a flow to it might begin: steps that lead nowhere, then decisions, those drawn nearest first."""
    beside = [node for node in diagram.nodes if node.scope == dead.scope and node.key != dead.key]
    loose = [node for node in beside if not node.outgoing and (node.is_activity or "Throw" in node.type)]
    deciding = ("exclusiveGateway", "inclusiveGateway")
    splits = [node for node in beside if node.type in deciding and len(node.outgoing) > 1]
    yield from sorted(loose, key=lambda node: _far(diagram, dead, node.key))
    yield from sorted(splits, key=lambda node: _far(diagram, dead, node.key))


def _to_ends(diagram: Diagram, dead: Node) -> list[Flow]:
    """Flows to end events of its scope, those drawn nearest first."""
    found = [
        flow
        for flow in diagram.flows
        if flow.scope == dead.scope and diagram.node_by_key[flow.target].type == "endEvent"
    ]
    return sorted(found, key=lambda flow: _far(diagram, dead, flow.source))


def _far(diagram: Diagram, node: Node, other: str) -> float:
    here, there = diagram.shapes.get(node.key), diagram.shapes.get(other)
    if here is None or there is None:
        return 0.0
    return abs(here.x - there.x) + abs(here.y - there.y)
