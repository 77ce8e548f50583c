"""Pools, processes and lanes, and which lane a node lies in."""

from __future__ import annotations

from bpmn.model import Lane, Pool, Process
from bpmn.reading.extensions import extensions, part
from bpmn.reading.inventory import Entry, Inventory
from bpmn.reading.names import NODES, documentation, tag, true, words

_LANE = frozenset({"lane"})
_POOL = frozenset({"participant"})
_PROCESS = frozenset({"process"})


def pools(stock: Inventory) -> tuple[Pool, ...]:
    """The participants of the file's collaborations."""
    return tuple(_pool(entry, stock) for entry in stock.of(_POOL))


def processes(stock: Inventory, pool_of_process: dict[str, str]) -> tuple[Process, ...]:
    """The processes, each with the pool that shows it."""
    return tuple(
        Process(
            entry.key,
            words(entry.element.get("name")),
            pool_of_process.get(entry.key),
            true(entry.element, "isExecutable"),
            documentation(entry.element),
            extensions(entry.element),
            entry.file_id,
        )
        for entry in stock.of(_PROCESS)
    )


def lanes(stock: Inventory) -> tuple[Lane, ...]:
    """The lanes that lie in a process, outer before inner."""
    return tuple(_lane(entry, stock) for entry in stock.of(_LANE) if entry.process is not None)


def lane_of_nodes(stock: Inventory, found: tuple[Lane, ...]) -> dict[str, str]:
    """The innermost lane of each node. A node that no lane names is where the sub-process around it is."""
    depth: dict[str, int] = {}
    lane_of: dict[str, str] = {}
    for lane in found:
        depth[lane.key] = depth.get(lane.parent or "", -1) + 1
        for node in lane.nodes:
            before = lane_of.get(node)
            if before is None or depth[lane.key] > depth[before]:
                lane_of[node] = lane.key
    # Entries come outer before inner, so the scope of a node has its lane by the time the node is reached.
    for entry in stock.of(NODES):
        if entry.key not in lane_of and entry.scope in lane_of:
            lane_of[entry.key] = lane_of[entry.scope]
    return lane_of


def _pool(entry: Entry, stock: Inventory) -> Pool:
    ref = entry.element.get("processRef")
    process = stock.find(ref, _PROCESS)
    if process is None and words(ref):
        stock.mend(
            entry.key,
            f"The pool shows the process “{words(ref)}”, which is not in the file; it is read as closed.",
            "reference",
        )
    return Pool(
        entry.key,
        words(entry.element.get("name")),
        process.key if process else None,
        part(entry.element, entry.key, stock),
        documentation(entry.element),
        entry.file_id,
    )


def _lane(entry: Entry, stock: Inventory) -> Lane:
    nodes: dict[str, None] = {}
    missing = 0
    for ref in entry.element.iterchildren(tag("flowNodeRef")):
        node = stock.find(ref.text, NODES, entry.scope)
        if node is not None:
            nodes[node.key] = None
        elif not stock.knows(ref.text):
            missing += 1
    if missing:
        stock.mend(
            entry.key,
            f"The lane names {missing} step{'s' * (missing > 1)} that the file does not hold.",
            "reference",
        )
    return Lane(
        entry.key,
        words(entry.element.get("name")),
        entry.process or "",
        tuple(nodes),
        entry.around,
        part(entry.element, entry.key, stock),
        documentation(entry.element),
        entry.file_id,
    )
