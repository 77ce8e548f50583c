"""The one typed model of a BPMN 2.0 file (OMG formal/2013-12-09): frozen dataclasses and nothing else.

Every element has a `key` that is unique in its diagram. It is the file's own id where the file gives a unique one;
a missing or repeated id gets a made-up key (`Task_1~2`, `sequenceFlow~7`) and a `Repair` that says so. All
references between elements (`source`, `target`, `scope`, `lane`, ...) are keys, and always point at something in
the diagram: the reader drops what dangles and lists it as a repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

TASKS = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
    }
)
SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SUB_PROCESSES | {"callActivity"}
GATEWAYS = frozenset(
    {"exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway", "eventBasedGateway"}
)
EVENTS = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)

EventKind = Literal[
    "message",
    "timer",
    "signal",
    "error",
    "escalation",
    "conditional",
    "link",
    "compensate",
    "cancel",
    "terminate",
]
PartName = Literal["resident", "front-office", "back-office", "contractor", "other-body", "system"]
PARTS: tuple[PartName, ...] = (
    "resident",
    "front-office",
    "back-office",
    "contractor",
    "other-body",
    "system",
)


RepairKind = Literal["duplicate-id", "reference", "drawing", "other"]


@dataclass(frozen=True)
class Repair:
    """Something the reader had to mend or leave out. `element` is a key, or None for the file as a whole. `kind` is
    what was met: an id used twice, a reference that leads nowhere, a drawing that fits nothing, or anything else."""

    element: str | None
    text: str
    kind: RepairKind = "other"


@dataclass(frozen=True)
class PatternRef:
    """A pattern attached to a step: its slug and version number (None: the newest published)."""

    ref: str
    version: int | None = None


@dataclass(frozen=True)
class Origin:
    """Where a part of a drafted diagram comes from: so many `councils` `of` so many have it, and their names."""

    councils: int
    of: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timer:
    """`kind` is timeDate, timeDuration or timeCycle; `text` the expression as written, stripped, perhaps empty."""

    kind: Literal["timeDate", "timeDuration", "timeCycle"]
    text: str


@dataclass(frozen=True)
class EventDefinition:
    """What an event waits for or throws. `ref` is the id of the message, signal, error or escalation it names (None
    when absent or dangling), `name` that element's name, or a link's name; `code` an error or escalation code. For a
    compensation `ref` is the activity to undo (None: all that can be), `waits` whether the throw waits until it is."""

    kind: EventKind
    ref: str | None = None
    name: str | None = None
    code: str | None = None
    timer: Timer | None = None
    condition: str | None = None
    waits: bool = True


@dataclass(frozen=True)
class Loop:
    """A loop marker. `standard` repeats; `parallel` and `sequential` are the two kinds of multi-instance.
    `cardinality` is how many instances there are, `maximum` how often a standard loop goes round at most, as written.
    """

    kind: Literal["standard", "parallel", "sequential"]
    condition: str | None = None
    cardinality: str | None = None
    maximum: str | None = None


@dataclass(frozen=True)
class Node:
    """A flow node: an activity, gateway or event.

    `type` is the element's local name in the specification (`userTask`, `exclusiveGateway`, `boundaryEvent`, ...).
    `scope` is the key of the process or sub-process it lies directly in, `process` of the process at the root.
    `incoming` and `outgoing` are keys of sequence flows, in file order, derived from the flows themselves.
    `lane` is the innermost lane that names the node, or (inside a sub-process) that names an enclosing node.
    `interrupting` is false for a non-interrupting boundary event or event sub-process start.
    `data_in` and `data_out` are keys of data objects and stores.
    `extensions` holds what other tools added, as sorted (path, value) pairs, `performer` whom the file names to do it,
    `origin` which councils have it, in a diagram drafted from several.
    """

    key: str
    type: str
    name: str
    process: str
    scope: str
    lane: str | None = None
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str | None = None
    events: tuple[EventDefinition, ...] = ()
    parallel_multiple: bool = False
    attached_to: str | None = None
    interrupting: bool = True
    loop: Loop | None = None
    triggered_by_event: bool = False
    for_compensation: bool = False
    instantiates: bool = False
    called: str | None = None
    message: str | None = None
    script: str | None = None
    performer: str | None = None
    documentation: str = ""
    patterns: tuple[PatternRef, ...] = ()
    data_in: tuple[str, ...] = ()
    data_out: tuple[str, ...] = ()
    extensions: tuple[tuple[str, str], ...] = ()
    file_id: str | None = None
    origin: Origin | None = None

    @property
    def is_activity(self) -> bool:
        """Whether it is a task, sub-process or call activity."""
        return self.type in ACTIVITIES

    @property
    def is_gateway(self) -> bool:
        """Whether it is a gateway of any kind."""
        return self.type in GATEWAYS

    @property
    def is_event(self) -> bool:
        """Whether it is an event of any kind."""
        return self.type in EVENTS

    @property
    def is_sub_process(self) -> bool:
        """Whether other nodes may lie inside it."""
        return self.type in SUB_PROCESSES

    @property
    def event_kind(self) -> str:
        """`none` for a blank event (and for what is no event), the one definition's kind, or `multiple`."""
        if not self.events:
            return "none"
        return self.events[0].kind if len(self.events) == 1 else "multiple"


@dataclass(frozen=True)
class Flow:
    """A sequence flow. `condition` is the expression as written (stripped, never empty), `language` its URI if any."""

    key: str
    source: str
    target: str
    scope: str
    name: str = ""
    condition: str | None = None
    language: str | None = None
    documentation: str = ""
    extensions: tuple[tuple[str, str], ...] = ()
    file_id: str | None = None


@dataclass(frozen=True)
class Process:
    """A process. `pool` is the key of the participant that shows it, when the file draws one."""

    key: str
    name: str
    pool: str | None = None
    executable: bool = False
    documentation: str = ""
    extensions: tuple[tuple[str, str], ...] = ()
    file_id: str | None = None


@dataclass(frozen=True)
class Pool:
    """A participant. `process` is None for a closed pool (a black box). `part` is what the file says, never a guess."""

    key: str
    name: str
    process: str | None = None
    part: PartName | None = None
    documentation: str = ""
    file_id: str | None = None


@dataclass(frozen=True)
class Lane:
    """A lane. `nodes` are the keys it names itself, `parent` the lane around it; `part` as in `Pool`."""

    key: str
    name: str
    process: str
    nodes: tuple[str, ...] = ()
    parent: str | None = None
    part: PartName | None = None
    documentation: str = ""
    file_id: str | None = None


@dataclass(frozen=True)
class MessageFlow:
    """A message flow between two pools or nodes of different pools (keys of pools or nodes)."""

    key: str
    source: str
    target: str
    name: str = ""
    message: str | None = None
    file_id: str | None = None


@dataclass(frozen=True)
class Data:
    """A data object (reference) or data store; `type` is the element's local name."""

    key: str
    type: str
    name: str
    scope: str | None = None
    state: str | None = None
    file_id: str | None = None


@dataclass(frozen=True)
class Note:
    """A text annotation, with the keys of the elements it is associated with; or a group's name (`type` group)."""

    key: str
    type: Literal["textAnnotation", "group"]
    text: str
    about: tuple[str, ...] = ()
    file_id: str | None = None


@dataclass(frozen=True)
class Shared:
    """A message, signal, error or escalation that the file declares once, at its root, for steps and events to name.
    `key` is its id (made up where the file gives none). `used` tells whether anything in the file names it."""

    key: str
    kind: Literal["message", "signal", "error", "escalation"]
    name: str
    code: str | None = None
    used: bool = True


@dataclass(frozen=True)
class Bounds:
    """A shape's place in diagram units (pixels at zoom 1); `expanded` is None where the file does not say."""

    x: float
    y: float
    width: float
    height: float
    horizontal: bool | None = None
    expanded: bool | None = None


@dataclass(frozen=True)
class Diagram:
    """One BPMN file. Tuples are in file order; `shapes` and `edges` are the diagram interchange by element key.

    `associations` are those between two flow nodes, source first: a compensation event and the activity that undoes.
    `shared` is how the file declares what events name; two diagrams that say the same may differ in it, so equality
    leaves it out, as it is the events that are compared.
    """

    id: str | None = None
    name: str = ""
    exporter: str = ""
    target_namespace: str = ""
    processes: tuple[Process, ...] = ()
    pools: tuple[Pool, ...] = ()
    lanes: tuple[Lane, ...] = ()
    nodes: tuple[Node, ...] = ()
    flows: tuple[Flow, ...] = ()
    message_flows: tuple[MessageFlow, ...] = ()
    data: tuple[Data, ...] = ()
    notes: tuple[Note, ...] = ()
    associations: tuple[tuple[str, str], ...] = ()
    messages: tuple[tuple[str, str], ...] = ()
    shared: tuple[Shared, ...] = field(default=(), compare=False)
    shapes: dict[str, Bounds] = field(default_factory=dict, hash=False)
    edges: dict[str, tuple[tuple[float, float], ...]] = field(default_factory=dict, hash=False)
    repairs: tuple[Repair, ...] = ()

    @cached_property
    def node_by_key(self) -> dict[str, Node]:
        """Every flow node by its key."""
        return {node.key: node for node in self.nodes}

    @cached_property
    def flow_by_key(self) -> dict[str, Flow]:
        """Every sequence flow by its key."""
        return {flow.key: flow for flow in self.flows}

    @cached_property
    def lane_by_key(self) -> dict[str, Lane]:
        """Every lane by its key."""
        return {lane.key: lane for lane in self.lanes}

    @cached_property
    def pool_by_key(self) -> dict[str, Pool]:
        """Every participant by its key."""
        return {pool.key: pool for pool in self.pools}

    @cached_property
    def process_by_key(self) -> dict[str, Process]:
        """Every process by its key."""
        return {process.key: process for process in self.processes}

    @cached_property
    def light_names(self) -> dict[str, tuple[str, str]]:
        """What else there is (data, notes, message flows, shared declarations) by its key: what it is, and its name."""
        found: dict[str, tuple[str, str]] = {held.key: (held.kind, held.name) for held in self.shared}
        found |= {data.key: ("data object", data.name) for data in self.data}
        found |= {
            note.key: ("note" if note.type == "textAnnotation" else "group", note.text) for note in self.notes
        }
        return found | {flow.key: ("message flow", flow.name) for flow in self.message_flows}

    @cached_property
    def _nodes_by_scope(self) -> dict[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.scope, []).append(node)
        return {scope: tuple(nodes) for scope, nodes in found.items()}

    @cached_property
    def _boundary_by_host(self) -> dict[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.attached_to is not None:
                found.setdefault(node.attached_to, []).append(node)
        return {host: tuple(nodes) for host, nodes in found.items()}

    def nodes_in(self, scope: str) -> tuple[Node, ...]:
        """The nodes that lie directly in a process or sub-process, in file order."""
        return self._nodes_by_scope.get(scope, ())

    def boundary_events(self, host: str) -> tuple[Node, ...]:
        """The boundary events attached to an activity, in file order."""
        return self._boundary_by_host.get(host, ())

    def ways_out(self, node: Node) -> Iterator[Flow]:
        """A node's outgoing sequence flows."""
        return (self.flow_by_key[key] for key in node.outgoing)

    def ways_in(self, node: Node) -> Iterator[Flow]:
        """A node's incoming sequence flows."""
        return (self.flow_by_key[key] for key in node.incoming)

    def pool_of(self, node: Node) -> Pool | None:
        """The participant whose process the node lies in."""
        process = self.process_by_key.get(node.process)
        return self.pool_by_key.get(process.pool) if process and process.pool else None
