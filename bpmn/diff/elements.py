"""A diagram as a list of elements with properties, so that any two can be compared property by property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from bpmn.model import Diagram, EventDefinition, Flow, Loop, Node, Origin

Family = Literal[
    "diagram", "process", "pool", "lane", "node", "flow", "message flow", "data", "note", "shared", "other"
]
Refs = dict[str, tuple[str, ...]]


@dataclass
class Element:
    """One element of a diagram. `uid` is unique among all elements; `file_id` its id, None where the file gives none
    of its own. `own` are properties with text values, `refs` those that name other elements (by uid), both by
    path. `layout` is how it is drawn, `root` the process it lies in. `near` are further elements around it, used to
    recognise it."""

    uid: str
    key: str
    family: Family
    type: str
    name: str
    file_id: str | None
    own: dict[str, str] = field(default_factory=dict)
    refs: Refs = field(default_factory=dict)
    layout: dict[str, str] = field(default_factory=dict)
    root: str | None = None
    near: list[tuple[str, str]] = field(default_factory=list)


def elements(diagram: Diagram) -> dict[str, Element]:
    """Every element of a diagram by uid, in file order within its family, what holds others first."""
    made = [
        Element("definitions:", diagram.id or "", "diagram", "definitions", diagram.name, diagram.id or None),
        *_processes(diagram),
        *_pools(diagram),
        *_lanes(diagram),
        *_nodes(diagram),
        *(_flow(flow) for flow in diagram.flows),
        *_message_flows(diagram),
        *_data(diagram),
        *_notes(diagram),
        *_shared(diagram),
    ]
    made[0].own["targetNamespace"] = diagram.target_namespace
    found = {element.uid: element for element in made}
    for element in made:
        if element.family != "note" or element.type == "group":
            element.own["name"] = element.name
        element.own = {path: text for path, text in element.own.items() if text}
        # What a reference names may be missing where no reader dropped it.
        known = {path: tuple(uid for uid in uids if uid in found) for path, uids in element.refs.items()}
        element.refs = {path: uids for path, uids in known.items() if uids}
    _draw(diagram, found)
    _surround(diagram, found)
    return found


def shared_uid(key: str) -> str:
    """The uid of a message, signal, error or escalation: its key may be another element's too."""
    return f"shared:{key}"


def _one(key: str | None) -> tuple[str, ...]:
    return (key,) if key is not None else ()


def _yes(value: bool) -> str:
    return "true" if value else ""


def _processes(diagram: Diagram) -> Iterator[Element]:
    for process in diagram.processes:
        own = {
            "isExecutable": _yes(process.executable),
            "documentation": process.documentation,
            **extension_properties(process.extensions),
        }
        yield Element(process.key, process.key, "process", "process", process.name, process.file_id, own)


def _pools(diagram: Diagram) -> Iterator[Element]:
    for pool in diagram.pools:
        own = {"part": pool.part or "", "documentation": pool.documentation}
        refs = {"process": _one(pool.process)}
        yield Element(pool.key, pool.key, "pool", "participant", pool.name, pool.file_id, own, refs)


def _lanes(diagram: Diagram) -> Iterator[Element]:
    for lane in diagram.lanes:
        own = {"part": lane.part or "", "documentation": lane.documentation}
        refs = {"parent": _one(lane.parent or lane.process or None)}
        yield Element(lane.key, lane.key, "lane", "lane", lane.name, lane.file_id, own, refs)


def _nodes(diagram: Diagram) -> Iterator[Element]:
    names = dict(diagram.messages)
    undone: dict[str, list[str]] = {}
    for source, target in diagram.associations:
        undone.setdefault(source, []).append(target)
    for node in diagram.nodes:
        element = _node(node, diagram, names.get(node.message or "", ""))
        element.refs["undoneBy"] = tuple(undone.get(node.key, ()))
        yield element


def _origin(origin: Origin | None) -> str:
    return f"{origin.councils} of {origin.of}: {', '.join(origin.names)}" if origin else ""


def _node(node: Node, diagram: Diagram, message: str) -> Element:
    own = {
        "isInterrupting": "" if node.interrupting else "false",
        "triggeredByEvent": _yes(node.triggered_by_event),
        "isForCompensation": _yes(node.for_compensation),
        "parallelMultiple": _yes(node.parallel_multiple),
        "instantiate": _yes(node.instantiates),
        "script": node.script or "",
        "performer": node.performer or "",
        "documentation": node.documentation,
        "patterns": ", ".join(
            f"{pattern.ref} (version {pattern.version})" if pattern.version else pattern.ref
            for pattern in node.patterns
        ),
        "from": _origin(node.origin),
        **_loop(node.loop),
        **extension_properties(node.extensions),
    }
    refs: Refs = {
        "parent": _one(node.scope or None),
        "lane": _one(node.lane),
        "attachedTo": _one(node.attached_to),
        "default": _one(node.default),
        "data.in": node.data_in,
        "data.out": node.data_out,
        "message": _one(shared_uid(node.message) if node.message else None),
    }
    if node.called in diagram.process_by_key:
        refs["calledElement"] = _one(node.called)
    else:
        own["calledElement"] = node.called or ""
    own["message.name"] = message
    if node.is_event:
        own["event"] = ", ".join(event.kind for event in node.events) or "none"
    _events(node.events, own, refs)
    return Element(
        node.key, node.key, "node", node.type, node.name, node.file_id, own, refs, root=node.process or None
    )


def _loop(loop: Loop | None) -> dict[str, str]:
    if loop is None:
        return {}
    return {
        "loop": loop.kind,
        "loop.condition": loop.condition or "",
        "loop.cardinality": loop.cardinality or "",
    }


def extension_properties(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What other tools added, as properties: `extension.` and the path."""
    found: dict[str, str] = {}
    for path, value in pairs:
        here = f"extension.{path}"
        # xsi:type names a type with whatever prefix the file happens to use.
        value = value.rpartition(":")[2] if path.endswith(".type") else value
        value = value or "(empty)"
        found[here] = f"{found[here]}\n{value}" if here in found else value
    return found


def _events(events: tuple[EventDefinition, ...], own: dict[str, str], refs: Refs) -> None:
    often: Counter[str] = Counter()
    for event in events:
        often[event.kind] += 1
        here = event.kind + (f"[{often[event.kind]}]" if often[event.kind] > 1 else "")
        if event.timer is not None:
            own[f"{here}.{event.timer.kind}"] = event.timer.text or "(empty)"
        if event.condition:
            own["condition" + here.removeprefix("conditional")] = event.condition
        if event.code:
            own[f"{here}.code"] = event.code
        if event.kind == "compensate":
            refs[f"{here}.activity"] = _one(event.ref)
            continue
        if event.ref:
            refs[here] = _one(shared_uid(event.ref))
        if event.name:
            own[f"{here}.name"] = event.name


def _flow(flow: Flow) -> Element:
    own = {
        "condition": flow.condition or "",
        "condition.language": flow.language or "",
        "documentation": flow.documentation,
        **extension_properties(flow.extensions),
    }
    refs = {"source": _one(flow.source), "target": _one(flow.target)}
    return Element(flow.key, flow.key, "flow", "sequenceFlow", flow.name, flow.file_id, own, refs)


def _message_flows(diagram: Diagram) -> Iterator[Element]:
    names = dict(diagram.messages)
    for flow in diagram.message_flows:
        own = {"message.name": names.get(flow.message, "") if flow.message else ""}
        refs = {"source": _one(flow.source), "target": _one(flow.target)}
        if flow.message:
            refs["message"] = _one(shared_uid(flow.message))
        yield Element(flow.key, flow.key, "message flow", "messageFlow", flow.name, flow.file_id, own, refs)


def _data(diagram: Diagram) -> Iterator[Element]:
    for data in diagram.data:
        own, refs = {"state": data.state or ""}, {"parent": _one(data.scope)}
        yield Element(data.key, data.key, "data", data.type, data.name, data.file_id, own, refs)


def _notes(diagram: Diagram) -> Iterator[Element]:
    for note in diagram.notes:
        own = {"text": note.text if note.type == "textAnnotation" else ""}
        refs = {"about": note.about}
        yield Element(note.key, note.key, "note", note.type, note.text, note.file_id, own, refs)


def _shared(diagram: Diagram) -> Iterator[Element]:
    for held in diagram.shared:
        own = {"code": held.code or ""}
        file_id = None if held.key.startswith(f"{held.kind}~") else held.key
        yield Element(shared_uid(held.key), held.key, "shared", held.kind, held.name, file_id, own)


def _draw(diagram: Diagram, found: dict[str, Element]) -> None:
    for key, bounds in diagram.shapes.items():
        if key in found:
            place = (bounds.x, bounds.y, bounds.width, bounds.height)
            found[key].layout["bounds"] = " ".join(f"{number:g}" for number in place)
            if bounds.expanded is not None:
                found[key].layout["isExpanded"] = str(bounds.expanded).lower()
            if bounds.horizontal is not None:
                found[key].layout["isHorizontal"] = str(bounds.horizontal).lower()
    for key, points in diagram.edges.items():
        if key in found:
            found[key].layout["waypoints"] = " ".join(f"{x:g},{y:g}" for x, y in points)


def _surround(diagram: Diagram, found: dict[str, Element]) -> None:
    """What each element is recognised by besides its own words: references both ways, and a node's neighbours."""
    for uid, element in found.items():
        for path, targets in element.refs.items():
            for target in targets:
                if target in found:
                    element.near.append((f"{path}>", target))
                    found[target].near.append((f"{path}<", uid))
    for flow in diagram.flows:
        found[flow.source].near.append(("next>", flow.target))
        found[flow.target].near.append(("next<", flow.source))
