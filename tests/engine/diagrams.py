"""Random diagrams for property tests: every construct that changes what may happen, joined without sense."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from bpmn.model import Diagram, EventDefinition, EventKind, Flow, Loop, MessageFlow, Node, Pool, Process

_WORK = ("task", "userTask", "receiveTask", "sendTask", "callActivity")
_GATEWAYS = (
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
)
_BOUNDARY: tuple[EventKind, ...] = (
    "timer",
    "message",
    "error",
    "escalation",
    "signal",
    "compensate",
    "cancel",
)


def diagrams() -> st.SearchStrategy[Diagram]:
    """Any diagram that `drawn` can draw."""
    return st.integers(0, 2**32).map(drawn)


def drawn(seed: int) -> Diagram:
    """The diagram of a seed: one or two pools of up to about twenty nodes each."""
    return _Pencil(Random(seed)).diagram()


def whole_diagrams() -> st.SearchStrategy[Diagram]:
    """Any diagram that `drawn_whole` can draw."""
    return st.integers(0, 2**32).map(drawn_whole)


def drawn_whole(seed: int) -> Diagram:
    """The diagram of a seed with what only a walk looks at besides: handlers that undo, events that have things
    undone, transactions and their cancelling, signals, event sub-processes of every kind, multi-instance."""
    return _WholePencil(Random(seed)).diagram()


class _Pencil:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []
        self.calm = chance.random() < 0.5

    def diagram(self) -> Diagram:
        processes = [
            Process(f"P{n}", f"Process {n}", f"Pool{n}") for n in range(self.chance.choice((1, 1, 2)))
        ]
        for process in processes:
            self.scope(process.key, process.key, 0)
        mail = self.mail() if len(processes) > 1 else ()
        return Diagram(
            processes=tuple(processes),
            pools=tuple(Pool(f"Pool{n}", f"Pool {n}", one.key) for n, one in enumerate(processes)),
            nodes=tuple(self._with_flows(node) for node in self.nodes),
            flows=tuple(self.flows),
            message_flows=mail,
        )

    def _with_flows(self, node: Node) -> Node:
        out = tuple(flow.key for flow in self.flows if flow.source == node.key)
        default = self.chance.choice(out) if out and self.chance.random() < 0.3 else None
        into = tuple(flow.key for flow in self.flows if flow.target == node.key)
        return replace(node, incoming=into, outgoing=out, default=default)

    def mail(self) -> tuple[MessageFlow, ...]:
        keys = [node.key for node in self.nodes] + ["Pool0"]
        pairs = [
            (self.chance.choice(keys), self.chance.choice(keys)) for _ in range(self.chance.randint(0, 6))
        ]
        return tuple(MessageFlow(f"M{n}", source, target) for n, (source, target) in enumerate(pairs))

    def add(self, type_: str, process: str, scope: str, *events: EventDefinition, **more: object) -> Node:
        node = Node(f"{type_[:4]}{len(self.nodes)}", type_, "", process, scope, events=events, **more)  # type: ignore[arg-type]
        self.nodes.append(node)
        return node

    def scope(self, key: str, process: str, depth: int) -> None:
        first = len(self.nodes)
        for _ in range(self.chance.choice((0, 1, 1, 1, 2))):
            kind = self.chance.choice(("", "", "message", "timer"))
            self.add("startEvent", process, key, *self.events(kind))
        for _ in range(self.chance.randint(1, 4 if depth else 9)):
            self.some_node(key, process, depth)
        for _ in range(self.chance.randint(0, 2)):
            kind = self.chance.choice(("", "", "terminate", "error", "escalation", "message", "cancel"))
            self.add("endEvent", process, key, *self.events(kind))
        here = [node for node in self.nodes[first:] if node.scope == key and not node.triggered_by_event]
        self.join_up(key, here)

    def events(self, kind: str) -> tuple[EventDefinition, ...]:
        if not kind:
            return ()
        ref = self.chance.choice((None, "one", "two")) if kind in ("error", "escalation") else None
        return (EventDefinition(kind, ref=ref, code=ref),)  # type: ignore[arg-type]

    def some_node(self, key: str, process: str, depth: int) -> None:
        dice = self.chance.random()
        if dice < 0.4:
            self.activity(self.chance.choice(_WORK), key, process)
        elif dice < 0.7:
            gateways = _GATEWAYS[:1] * 3 if self.calm and self.chance.random() < 0.6 else _GATEWAYS
            self.add(self.chance.choice(gateways), process, key, instantiates=self.chance.random() < 0.1)
        elif dice < 0.87 or depth > 1:
            self.event(key, process)
        else:
            self.sub_process(key, process, depth)

    def activity(self, type_: str, key: str, process: str) -> Node:
        loop = Loop("standard") if self.chance.random() < 0.1 else None
        node = self.add(type_, process, key, loop=loop, for_compensation=self.chance.random() < 0.05)
        if self.chance.random() < 0.25:
            self.boundary(node)
        return node

    def boundary(self, host: Node) -> None:
        events = self.events(self.chance.choice(_BOUNDARY))
        interrupting = self.chance.random() < 0.5
        self.add(
            "boundaryEvent",
            host.process,
            host.scope,
            *events,
            attached_to=host.key,
            interrupting=interrupting,
        )

    def event(self, key: str, process: str) -> None:
        type_ = self.chance.choice(("intermediateCatchEvent", "intermediateThrowEvent"))
        kind = self.chance.choice(("message", "timer", "link", "escalation", ""))
        if kind == "link":
            name = self.chance.choice("AB")
            self.add(type_, process, key, EventDefinition("link", name=name))
        else:
            self.add(type_, process, key, *self.events(kind))

    def sub_process(self, key: str, process: str, depth: int) -> None:
        dice = self.chance.random()
        if dice < 0.3:
            inner = self.add("subProcess", process, key, triggered_by_event=True)
            self.scope(inner.key, process, depth + 1)
            self.start_of(inner)
        else:
            inner = self.activity("adHocSubProcess" if dice < 0.45 else "subProcess", key, process)
            self.boundary(inner)
            self.scope(inner.key, process, depth + 1)

    def start_of(self, inner: Node) -> None:
        kind = self.chance.choice(("error", "escalation", "timer", "message"))
        for place, node in enumerate(self.nodes):
            if node.scope == inner.key and node.type == "startEvent":
                interrupting = self.chance.random() < 0.5
                self.nodes[place] = replace(node, events=self.events(kind), interrupting=interrupting)

    def join_up(self, scope: str, nodes: list[Node]) -> None:
        """Mostly forward, so that walks get somewhere; sometimes back or at random."""
        anywhere = [node for node in nodes if node.type != "boundaryEvent"]
        for place, node in enumerate(nodes):
            if node.type == "endEvent":
                continue
            later = [one for one in nodes[place + 1 :] if one.type not in ("startEvent", "boundaryEvent")]
            for _ in range(self.chance.choice((0, 1, 1, 1, 2, 3) if node.is_gateway else (1, 1, 1, 1, 0, 2))):
                pool = later if later and self.chance.random() < 0.85 else anywhere
                self.flow(scope, node, self.chance.choice(pool))

    def flow(self, scope: str, source: Node, target: Node) -> None:
        condition = self.chance.choice(("a == 1", "${b}", "prose")) if self.chance.random() < 0.15 else None
        self.flows.append(Flow(f"F{len(self.flows)}", source.key, target.key, scope, condition=condition))


class _WholePencil(_Pencil):
    """Draws as the other, and then gives activities their handlers."""

    def __init__(self, chance: Random) -> None:
        super().__init__(chance)
        self.undo: list[tuple[str, str]] = []

    def diagram(self) -> Diagram:
        return replace(super().diagram(), associations=tuple(self.undo))

    def scope(self, key: str, process: str, depth: int) -> None:
        super().scope(key, process, depth)
        here = [node for node in self.nodes if node.scope == key]
        for node in [one for one in here if one.is_activity and not one.for_compensation]:
            if not node.triggered_by_event and self.chance.random() < 0.5:
                self.handler(node, depth)

    def handler(self, node: Node, depth: int) -> None:
        edge = self.add(
            "boundaryEvent",
            node.process,
            node.scope,
            EventDefinition("compensate"),
            attached_to=node.key,
        )
        big = depth < 2 and self.chance.random() < 0.15
        loop = Loop("parallel") if self.chance.random() < 0.1 else None
        type_ = "subProcess" if big else "task"
        undo = self.add(type_, node.process, node.scope, loop=loop, for_compensation=True)
        if self.chance.random() < 0.1:
            self.boundary(undo)
        if big:
            super().scope(undo.key, node.process, 2)
        self.undo.append((edge.key, undo.key))

    def events(self, kind: str) -> tuple[EventDefinition, ...]:
        if kind in ("", "escalation", "message") and self.chance.random() < 0.3:
            kind = self.chance.choice(("compensate", "signal"))
        if kind == "compensate":
            done = [node.key for node in self.nodes if node.is_activity]
            ref = self.chance.choice(done) if done and self.chance.random() < 0.4 else None
            return (EventDefinition("compensate", ref=ref, waits=self.chance.random() < 0.8),)
        if kind == "signal":
            return (EventDefinition("signal", ref="one", name="One"),)
        return super().events(kind)

    def activity(self, type_: str, key: str, process: str) -> Node:
        if type_ == "subProcess" and self.chance.random() < 0.4:
            type_ = "transaction"
        node = super().activity(type_, key, process)
        if node.loop is not None and self.chance.random() < 0.6:
            node = replace(node, loop=Loop(self.chance.choice(("parallel", "sequential")), cardinality="2"))
            self.nodes = [node if one.key == node.key else one for one in self.nodes]
        if type_ == "transaction":
            self.add("boundaryEvent", process, key, EventDefinition("cancel"), attached_to=node.key)
        return node

    def start_of(self, inner: Node) -> None:
        super().start_of(inner)
        kinds: tuple[EventKind, ...] = ("compensate", "compensate", "signal", "conditional")
        if self.chance.random() < 0.6:
            kind = self.chance.choice(kinds)
            for place, node in enumerate(self.nodes):
                if node.scope == inner.key and node.type == "startEvent":
                    self.nodes[place] = replace(node, events=(EventDefinition(kind),))
