"""What lies inside a process: lanes, nodes, flows and data, written in the order the schema wants."""

from __future__ import annotations

from lxml import etree

from bpmn.model import Data, Diagram, EventDefinition, Flow, Lane, Loop, Node, Origin, PatternRef
from bpmn.write.ids import Ids
from bpmn.write.roots import Roots
from bpmn.write.xml import GUILDHALL, add, expression

_THROWING = frozenset({"endEvent", "intermediateThrowEvent"})


class Writer:
    """Writes the contents of processes and sub-processes into elements. One a file."""

    def __init__(self, diagram: Diagram, ids: Ids, roots: Roots) -> None:
        self._diagram, self._ids, self._roots = diagram, ids, roots
        self._flows: dict[str, list[Flow]] = {}
        self._data: dict[str, list[Data]] = {}
        self._lanes: dict[str | None, list[Lane]] = {}
        for flow in diagram.flows:
            self._flows.setdefault(flow.scope, []).append(flow)
        home = diagram.processes[0].key if diagram.processes else ""
        for data in diagram.data:
            self._data.setdefault(data.scope or home, []).append(data)
        for lane in diagram.lanes:
            self._lanes.setdefault(lane.parent, []).append(lane)

    def write(self, element: etree._Element, process: str) -> None:
        """Write everything of a process into its element; sub-processes by a stack, however deep."""
        self._process_data(element, process)
        self._lane_sets(element, process)
        open_scopes = [(element, process)]
        while open_scopes:
            parent, scope = open_scopes.pop()
            for node in self._diagram.nodes_in(scope):
                child = self._node(parent, node)
                if node.is_sub_process:
                    open_scopes.append((child, node.key))
            for flow in self._flows.get(scope, ()):
                self._flow(parent, flow)
            for data in self._data.get(scope, ()):
                self._datum(parent, data)

    def _lane_sets(self, element: etree._Element, process: str) -> None:
        todo: list[tuple[etree._Element, str, list[Lane]]] = [
            (element, "laneSet", [lane for lane in self._lanes.get(None, ()) if lane.process == process])
        ]
        while todo:
            parent, tag, lanes = todo.pop()
            if not lanes:
                continue
            group = add(parent, tag, id=self._ids.new(f"LaneSet_{self._ids[lanes[0].key]}"))
            for lane in lanes:
                child = add(group, "lane", id=self._ids[lane.key], name=lane.name or None)
                head(child, lane.documentation, part=lane.part)
                for key in lane.nodes:
                    add(child, "flowNodeRef", self._ids[key])
                todo.append((child, "childLaneSet", self._lanes.get(lane.key, [])))

    def _process_data(self, element: etree._Element, process: str) -> None:
        ends = [data for data in self._data.get(process, ()) if data.type in ("dataInput", "dataOutput")]
        if not ends:
            return
        specification = add(element, "ioSpecification")
        for tag in ("dataInput", "dataOutput"):
            for data in ends:
                if data.type == tag:
                    _state(
                        add(specification, tag, id=self._ids[data.key], name=data.name or None), data.state
                    )
        for tag, kind in (("inputSet", "dataInput"), ("outputSet", "dataOutput")):
            group = add(specification, tag)
            for data in ends:
                if data.type == kind:
                    add(group, f"{kind}Refs", self._ids[data.key])

    def _node(self, parent: etree._Element, node: Node) -> etree._Element:
        element = add(parent, node.type, id=self._ids[node.key], name=node.name or None)
        self._attributes(element, node)
        head(element, node.documentation, node.patterns, origin=node.origin)
        for tag, keys in (("incoming", node.incoming), ("outgoing", node.outgoing)):
            for key in keys:
                add(element, tag, self._ids[key])
        self._data_links(element, node)
        if node.performer is not None and node.is_activity:
            role = add(element, "potentialOwner")
            expression(add(role, "resourceAssignmentExpression"), "formalExpression", node.performer)
        if node.loop is not None:
            _loop(element, node.loop)
        for event in node.events:
            self._event(element, event)
        if node.script is not None and node.type == "scriptTask":
            add(element, "script", node.script)
        return element

    def _attributes(self, element: etree._Element, node: Node) -> None:
        default = self._ids[node.default] if node.default in self._ids and node.default else None
        values = {
            "default": default,
            "attachedToRef": self._ids[node.attached_to] if node.attached_to else None,
            "calledElement": node.called if node.type == "callActivity" else None,
            "messageRef": self._roots.message(node.message)
            if node.type in ("sendTask", "receiveTask")
            else None,
            "cancelActivity": "false" if node.type == "boundaryEvent" and not node.interrupting else None,
            "isInterrupting": "false" if node.type == "startEvent" and not node.interrupting else None,
            "parallelMultiple": "true" if node.parallel_multiple else None,
            "triggeredByEvent": "true" if node.triggered_by_event else None,
            "isForCompensation": "true" if node.for_compensation and node.is_activity else None,
            "instantiate": "true" if node.instantiates else None,
        }
        for name, value in values.items():
            if value is not None:
                element.set(name, value)

    def _data_links(self, element: etree._Element, node: Node) -> None:
        sources = [self._ids[key] for key in node.data_in]
        targets = [self._ids[key] for key in node.data_out]
        takes = bool(sources) and (node.is_activity or node.type in _THROWING)
        gives = bool(targets) and (node.is_activity or (node.is_event and node.type not in _THROWING))
        place = None
        if takes:
            place = self._ids.new(f"Property_{self._ids[node.key]}")
            add(element, "property", id=place, name="__targetRef_placeholder")
        for source in sources if takes else ():
            link = add(element, "dataInputAssociation", id=self._ids.new(f"DataInput_{source}"))
            add(link, "sourceRef", source)
            add(link, "targetRef", place)
        for target in targets if gives else ():
            link = add(element, "dataOutputAssociation", id=self._ids.new(f"DataOutput_{target}"))
            add(link, "targetRef", target)

    def _event(self, element: etree._Element, event: EventDefinition) -> None:
        child = add(
            element, f"{event.kind}EventDefinition", id=self._ids.new(f"Definition_{element.get('id')}")
        )
        ref = self._roots.ref(event)
        if ref is not None:
            child.set(f"{event.kind}Ref", ref)
        if event.kind == "compensate" and event.ref is not None:
            child.set("activityRef", self._ids[event.ref])
        if not event.waits:
            child.set("waitForCompletion", "false")
        if event.kind == "link":
            child.set("name", event.name or "")
        if event.timer is not None:
            expression(child, event.timer.kind, event.timer.text)
        if event.kind == "conditional":
            expression(child, "condition", event.condition or "")

    def _flow(self, parent: etree._Element, flow: Flow) -> None:
        element = add(
            parent,
            "sequenceFlow",
            id=self._ids[flow.key],
            name=flow.name or None,
            sourceRef=self._ids[flow.source],
            targetRef=self._ids[flow.target],
        )
        head(element, flow.documentation)
        if flow.condition is not None:
            expression(element, "conditionExpression", flow.condition, flow.language)

    def _datum(self, parent: etree._Element, data: Data) -> None:
        if data.type in ("dataInput", "dataOutput") and parent.tag.endswith("}process"):
            return
        element = add(parent, _datum_tag(data), id=self._ids[data.key], name=data.name or None)
        _state(element, data.state)
        if data.type == "dataObjectReference":
            held = self._ids.new(f"DataObject_{self._ids[data.key]}")
            element.set("dataObjectRef", held)
            add(parent, "dataObject", id=held)


def head(
    element: etree._Element,
    documentation: str,
    patterns: tuple[PatternRef, ...] = (),
    part: str | None = None,
    origin: Origin | None = None,
) -> None:
    """Write what stands first in any element: its documentation, and the library's own extension elements."""
    if documentation:
        add(element, "documentation", documentation)
    if patterns or part or origin:
        extensions = add(element, "extensionElements")
        for pattern in patterns:
            version = None if pattern.version is None else str(pattern.version)
            add(extensions, "pattern", space=GUILDHALL, ref=pattern.ref, version=version)
        if part:
            add(extensions, "part", None, GUILDHALL, **{"is": part})
        if origin:
            names = "; ".join(" ".join(name.replace(";", ",").split()) for name in origin.names)
            counts = {"councils": str(origin.councils), "of": str(origin.of)}
            add(extensions, "from", None, GUILDHALL, **counts, names=names or None)


def _datum_tag(data: Data) -> str:
    known = ("dataObject", "dataObjectReference", "dataStoreReference")
    return data.type if data.type in known else "dataStoreReference"


def _state(element: etree._Element, state: str | None) -> None:
    if state is not None:
        add(element, "dataState", name=state)


def _loop(element: etree._Element, loop: Loop) -> None:
    if loop.kind == "standard":
        child = add(element, "standardLoopCharacteristics", loopMaximum=loop.maximum)
        if loop.condition is not None:
            expression(child, "loopCondition", loop.condition)
        return
    sequential = "true" if loop.kind == "sequential" else None
    child = add(element, "multiInstanceLoopCharacteristics", isSequential=sequential)
    if loop.cardinality is not None:
        expression(child, "loopCardinality", loop.cardinality)
    if loop.condition is not None:
        expression(child, "completionCondition", loop.condition)
