"""Flow nodes: activities, gateways and events."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from bpmn.model import ACTIVITIES, Flow, Loop, Node
from bpmn.reading.data import DataUse
from bpmn.reading.events import definitions
from bpmn.reading.extensions import extensions, origin, patterns
from bpmn.reading.flows import message
from bpmn.reading.inventory import Entry, Inventory
from bpmn.reading.names import NODES, child, documentation, local, text_of, true, words
from bpmn.reading.people import performer

_PROCESS = frozenset({"process"})
_SPLITTING = ACTIVITIES | {"exclusiveGateway", "inclusiveGateway", "complexGateway"}


def nodes(
    stock: Inventory, flows: tuple[Flow, ...], lane_of: dict[str, str], use: DataUse
) -> tuple[Node, ...]:
    """Every flow node, its flows in and out derived from the sequence flows, not from what it says itself."""
    incoming: dict[str, list[str]] = defaultdict(list)
    outgoing: dict[str, list[str]] = defaultdict(list)
    for flow in flows:
        outgoing[flow.source].append(flow.key)
        incoming[flow.target].append(flow.key)
    return tuple(
        _node(
            entry, stock, tuple(incoming[entry.key]), tuple(outgoing[entry.key]), lane_of.get(entry.key), use
        )
        for entry in stock.of(NODES)
        if entry.process is not None and entry.scope is not None
    )


def _node(
    entry: Entry,
    stock: Inventory,
    incoming: tuple[str, ...],
    outgoing: tuple[str, ...],
    lane: str | None,
    use: DataUse,
) -> Node:
    element, key = entry.element, entry.key
    return Node(
        key,
        entry.type,
        words(element.get("name")),
        entry.process or "",
        entry.scope or "",
        lane,
        incoming,
        outgoing,
        default=_default(entry, stock, outgoing),
        events=definitions(entry, stock) if entry.type.endswith("Event") else (),
        parallel_multiple=true(element, "parallelMultiple"),
        attached_to=_host(entry, stock),
        interrupting=_interrupting(entry),
        loop=_loop(element) if entry.type in ACTIVITIES else None,
        triggered_by_event=true(element, "triggeredByEvent"),
        for_compensation=true(element, "isForCompensation"),
        instantiates=true(element, "instantiate"),
        called=_called(element, stock),
        message=message(element.get("messageRef"), key, stock),
        script=text_of(child(element, "script")),
        performer=performer(element, stock),
        documentation=documentation(element),
        patterns=patterns(element, key, stock),
        data_in=tuple(use.taken.get(key, ())),
        data_out=tuple(use.put.get(key, ())),
        extensions=extensions(element),
        file_id=entry.file_id,
        origin=origin(element, key, stock),
    )


def _default(entry: Entry, stock: Inventory, outgoing: tuple[str, ...]) -> str | None:
    ref = (entry.element.get("default") or "").strip()
    if not ref or entry.type not in _SPLITTING:
        return None
    flow = stock.find(ref, frozenset({"sequenceFlow"}), entry.scope)
    if flow is not None and flow.key in outgoing:
        return flow.key
    text = f"Its default flow “{words(ref)}” does not leave it; it has no default here."
    stock.mend(entry.key, text, "reference")
    return None


def _host(entry: Entry, stock: Inventory) -> str | None:
    if entry.type != "boundaryEvent":
        return None
    ref = entry.element.get("attachedToRef")
    host = stock.find(ref, ACTIVITIES, entry.scope)
    if host is not None:
        return host.key
    where = f"“{words(ref)}”, which is no activity in the file" if words(ref) else "nothing"
    stock.mend(entry.key, f"It is a boundary event attached to {where}.", "reference")
    return None


def _interrupting(entry: Entry) -> bool:
    if entry.type == "boundaryEvent":
        return true(entry.element, "cancelActivity", default=True)
    return true(entry.element, "isInterrupting", default=True)


def _called(element: etree._Element, stock: Inventory) -> str | None:
    ref = (element.get("calledElement") or "").strip()
    there = stock.find(ref, _PROCESS)
    return there.key if there is not None else ref or None


def _loop(element: etree._Element) -> Loop | None:
    for held in element.iterchildren("*"):
        if local(held) == "standardLoopCharacteristics":
            return Loop(
                "standard",
                condition=text_of(child(held, "loopCondition")),
                maximum=(held.get("loopMaximum") or "").strip() or None,
            )
        if local(held) == "multiInstanceLoopCharacteristics":
            return Loop(
                "sequential" if true(held, "isSequential") else "parallel",
                condition=text_of(child(held, "completionCondition")),
                cardinality=text_of(child(held, "loopCardinality")),
            )
    return None
