"""Random small diagrams with pools, lanes, sub-processes and loops, for property tests."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from bpmn.model import (
    Data,
    Diagram,
    EventDefinition,
    Flow,
    Lane,
    Loop,
    MessageFlow,
    Node,
    Note,
    PatternRef,
    Pool,
    Process,
    Timer,
)

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
_SOME = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
_PLAIN = ("task", "userTask", "serviceTask", "manualTask", "businessRuleTask", "callActivity")
_GATEWAYS = ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway")
_EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent")


def _definition(draw: st.DrawFn, type_: str) -> tuple[EventDefinition, ...]:
    kinds = ["none", "message"]
    if type_ in ("startEvent", "intermediateCatchEvent", "boundaryEvent"):
        kinds += ["timer", "conditional"]
    if type_ != "startEvent":
        kinds += ["signal", "escalation"]
    if type_ == "endEvent":
        kinds += ["terminate", "error"]
    kind = draw(st.sampled_from(kinds[type_ == "boundaryEvent" :]))
    if kind == "none":
        return ()
    if kind == "timer":
        timer_kind = draw(st.sampled_from(["timeDuration", "timeDate", "timeCycle"]))
        return (EventDefinition("timer", timer=Timer(timer_kind, draw(_SOME))),)
    if kind == "conditional":
        return (EventDefinition("conditional", condition=draw(_SOME)),)
    if kind == "terminate":
        return (EventDefinition("terminate"),)
    ref = draw(st.sampled_from(["one", "two"]))
    code = "E1" if kind in ("error", "escalation") else None
    return (EventDefinition(kind, ref=f"{kind}_{ref}", name=f"The {kind} {ref}", code=code),)


class _Maker:
    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []

    def scope(self, process: str, scope: str, lanes: list[str], depth: int) -> None:
        draw = self.draw
        here: list[Node] = []
        for number in range(draw(st.integers(0 if depth else 1, 7))):
            type_ = draw(
                st.sampled_from([*_PLAIN, *_GATEWAYS, *_EVENTS, *(["subProcess"] if depth < 2 else [])])
            )
            node = Node(f"{scope}_n{number}", type_, draw(_TEXT), process, scope)
            lane = draw(st.sampled_from(lanes)) if lanes else None
            here.append(replace(node, lane=lane, **self._extras(node)))
        hosts = [node for node in here if node.is_activity]
        for number in range(draw(st.integers(0, 2)) if hosts else 0):
            host = draw(st.sampled_from(hosts))
            events = _definition(draw, "boundaryEvent")
            key = f"{scope}_b{number}"
            event = Node(key, "boundaryEvent", draw(_TEXT), process, scope, host.lane, events=events)
            here.append(replace(event, attached_to=host.key, interrupting=draw(st.booleans())))
        targets = [node for node in here if node.attached_to is None]
        for number in range(draw(st.integers(0, 10)) if here else 0):
            condition = draw(st.none() | _SOME)
            source, target = draw(st.sampled_from(here)), draw(st.sampled_from(targets))
            self.flows.append(
                Flow(f"{scope}_f{number}", source.key, target.key, scope, draw(_TEXT), condition)
            )
        self.nodes += here
        for node in here:
            if node.is_sub_process:
                self.scope(process, node.key, [node.lane] if node.lane else [], depth + 1)

    def _extras(self, node: Node) -> dict[str, object]:
        draw = self.draw
        if node.is_event:
            return {"events": _definition(draw, node.type)}
        if node.is_activity and draw(st.booleans()):
            return {
                "loop": draw(st.sampled_from([None, Loop("parallel"), Loop("sequential", "done", "3")])),
                "patterns": draw(st.sampled_from([(), (PatternRef("address", 3), PatternRef("name"))])),
                "documentation": draw(_TEXT),
            }
        return {}


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """A diagram as the reader would give it (ways in and out derived), without shapes."""
    maker = _Maker(draw)
    processes, pools, lanes = [], [], []
    drawn = draw(st.booleans())
    for number in range(draw(st.integers(1, 2)) if drawn else 1):
        key = f"p{number}"
        processes.append(Process(key, draw(_TEXT), pool=f"pool{number}" if drawn else None))
        own = [f"{key}_lane{n}" for n in range(draw(st.integers(0, 3)))] if drawn else []
        maker.scope(key, key, own, 0)
        lanes += [
            Lane(lane, draw(_TEXT), key, part=draw(st.sampled_from([None, "resident"]))) for lane in own
        ]
        if drawn:
            pools.append(
                Pool(f"pool{number}", draw(_TEXT), key, draw(st.sampled_from([None, "front-office"])))
            )
    if drawn:
        pools.append(Pool("closed", draw(_SOME), None))
    nodes = _wired(maker.nodes, maker.flows)
    by_lane = {
        lane.key: tuple(n.key for n in nodes if n.lane == lane.key and n.scope == n.process) for lane in lanes
    }
    lanes = [replace(lane, nodes=by_lane[lane.key]) for lane in lanes]
    messages = []
    if drawn:
        ends = [n.key for n in nodes if n.is_activity and n.process == "p0"]
        messages = [MessageFlow(f"m{i}", end, "closed", draw(_TEXT)) for i, end in enumerate(ends[:2])]
    notes = [Note("note", "textAnnotation", draw(_SOME), (nodes[0].key,))] if draw(st.booleans()) else []
    data = [Data("store", "dataStoreReference", draw(_SOME), "p0")] if draw(st.booleans()) else []
    return Diagram(
        id="Defs",
        name=draw(_TEXT),
        target_namespace="urn:test",
        processes=tuple(processes),
        pools=tuple(pools),
        lanes=tuple(lanes),
        nodes=tuple(nodes),
        flows=tuple(maker.flows),
        message_flows=tuple(messages),
        data=tuple(data),
        notes=tuple(notes),
    )


def _wired(nodes: list[Node], flows: list[Flow]) -> list[Node]:
    into: dict[str, list[str]] = {}
    out: dict[str, list[str]] = {}
    for flow in flows:
        into.setdefault(flow.target, []).append(flow.key)
        out.setdefault(flow.source, []).append(flow.key)
    return [
        replace(node, incoming=tuple(into.get(node.key, ())), outgoing=tuple(out.get(node.key, ())))
        for node in nodes
    ]
