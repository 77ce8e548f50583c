"""Sequence flows and message flows: what dangles is left out, and said."""

from __future__ import annotations

from bpmn.model import Flow, MessageFlow
from bpmn.reading.extensions import extensions
from bpmn.reading.inventory import Entry, Inventory
from bpmn.reading.names import NODES, child, documentation, local, text_of, words

_ENDS = NODES | {"participant"}
_SEQUENCE = frozenset({"sequenceFlow"})
_MESSAGE = frozenset({"messageFlow"})
_PROCESS = frozenset({"process"})


def sequence_flows(stock: Inventory) -> tuple[Flow, ...]:
    """The sequence flows that have both ends. A flow written outside the sub-process that both its ends lie
    in is taken to lie with them."""
    return tuple(flow for entry in stock.of(_SEQUENCE) if (flow := _flow(entry, stock)) is not None)


def message_flows(stock: Inventory, pool_of_process: dict[str, str]) -> tuple[MessageFlow, ...]:
    """The message flows that have both ends; an end at a process is taken to be its pool."""
    found = (_message_flow(entry, stock, pool_of_process) for entry in stock.of(_MESSAGE))
    return tuple(flow for flow in found if flow is not None)


def message(ref: str | None, key: str, stock: Inventory) -> str | None:
    """The id of the message a reference names; None, and a repair, when there is no such message."""
    there = stock.other(ref)
    if there is not None and local(there) == "message":
        return there.get("id")
    if ref and ref.strip():
        stock.mend(key, f"It names the message “{words(ref)}”, which is not in the file.", "reference")
    return None


def _flow(entry: Entry, stock: Inventory) -> Flow | None:
    element = entry.element
    source = stock.find(element.get("sourceRef"), NODES, entry.scope)
    target = stock.find(element.get("targetRef"), NODES, entry.scope)
    if source is None or target is None or source.scope is None:
        stock.mend(entry.key, _dangling(entry, "sequence flow", source, target), "reference")
        return None
    scope = entry.scope or source.scope
    if source.scope == target.scope != scope:
        stock.mend(entry.key, "The flow is written outside the sub-process that both its ends lie in.")
        scope = source.scope
    expression = child(element, "conditionExpression")
    return Flow(
        entry.key,
        source.key,
        target.key,
        scope,
        name=words(element.get("name")),
        condition=text_of(expression),
        language=expression.get("language") if expression is not None else None,
        documentation=documentation(element),
        extensions=extensions(element),
        file_id=entry.file_id,
    )


def _message_flow(entry: Entry, stock: Inventory, pools: dict[str, str]) -> MessageFlow | None:
    source = _end(entry.element.get("sourceRef"), stock, pools)
    target = _end(entry.element.get("targetRef"), stock, pools)
    if source is None or target is None:
        stock.mend(entry.key, _dangling(entry, "message flow", source, target), "reference")
        return None
    carried = message(entry.element.get("messageRef"), entry.key, stock)
    return MessageFlow(entry.key, source, target, words(entry.element.get("name")), carried, entry.file_id)


def _end(ref: str | None, stock: Inventory, pools: dict[str, str]) -> str | None:
    found = stock.find(ref, _ENDS)
    if found is not None:
        return found.key
    process = stock.find(ref, _PROCESS)
    return pools.get(process.key) if process is not None else None


def _dangling(entry: Entry, what: str, source: object, target: object) -> str:
    ends = [
        f"{side} {_said(entry.element.get(ref))}"
        for side, ref, found in (("start", "sourceRef", source), ("end", "targetRef", target))
        if found is None
    ]
    name = words(entry.element.get("name"))
    called = f" “{name}”" if name else ""
    return f"The {what}{called} was left out: its {' and its '.join(ends)}."


def _said(ref: str | None) -> str:
    return f"(“{words(ref)}”) is no step in the file" if words(ref) else "is not given"
