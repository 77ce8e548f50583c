"""A diagram with the processes that its call activities call put in their place.

In the diagram that comes out a call activity is a sub-process that holds what it calls, under keys of its own
(`Call_1/Task_3`): nothing in a file can be named so, for no id holds a slash. Message flows of the called process lead
nowhere there, so that its messages may always come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bpmn.errors import BpmnError
from bpmn.limits import LIMITS
from bpmn.model import Data, Diagram, EventDefinition, Flow, Lane, Node
from bpmn.naming import called as spoken

MOST_DEEP = 6
MOST_ELEMENTS = LIMITS.flow_elements
SEPARATOR = "/"


class CannotCall(BpmnError):
    """A call that leads nowhere, into itself, or too deep; or more than can be walked."""


@dataclass(frozen=True)
class Called:
    """What a call activity calls: a process of a diagram. `identity` is the same for the same process wherever it is
    called; by it a process that calls itself is noticed. `same_file`: it is of the file that the call stands in."""

    diagram: Diagram
    process: str
    identity: str
    same_file: bool = False


def with_called(diagram: Diagram, calls: Mapping[str, Called], identity: str = "") -> Diagram:
    """The diagram with its calls put in. `calls` are by the key of the call activity; that of a call within a called
    process is its key in the diagram that comes out (`Call_1/Call_2`). `identity` is that of the diagram's own process.
    Raises CannotCall: no such call activity or process, a process that calls itself, too deep or too large."""
    for key in sorted(calls, key=lambda one: (one.count(SEPARATOR), one)):
        _check(diagram, key, calls, identity)
        diagram = _graft(diagram, key, calls[key])
    return diagram


def call_of(diagram: Diagram, element: str) -> str | None:
    """The call activity of the file itself within which an element lies that was put in; None for any other."""
    first, slash, _ = element.partition(SEPARATOR)
    node = diagram.node_by_key.get(first) if slash else None
    return first if node is not None and _holds_a_call(node) else None


def without_called(diagram: Diagram) -> Diagram:
    """The diagram as its file draws it, without what was put in."""
    if not any(_holds_a_call(node) for node in diagram.nodes):
        return diagram
    return replace(
        diagram,
        nodes=tuple(node for node in diagram.nodes if call_of(diagram, node.key) is None),
        flows=tuple(flow for flow in diagram.flows if call_of(diagram, flow.key) is None),
        lanes=tuple(lane for lane in diagram.lanes if call_of(diagram, lane.key) is None),
        data=tuple(data for data in diagram.data if call_of(diagram, data.key) is None),
    )


def _holds_a_call(node: Node) -> bool:
    return node.type == "subProcess" and node.called is not None


def calls_in(diagram: Diagram, processes: Iterable[str]) -> tuple[Node, ...]:
    """The call activities in some processes, in file order."""
    wanted = set(processes)
    return tuple(node for node in diagram.nodes if node.type == "callActivity" and node.process in wanted)


def _check(diagram: Diagram, key: str, calls: Mapping[str, Called], identity: str) -> None:
    node, call = diagram.node_by_key.get(key), calls[key]
    if node is None or node.type != "callActivity":
        raise CannotCall(
            f"There is no call activity {key[:60]!r} in this diagram, so nothing can be put there."
        )
    here = spoken(diagram, key)
    if any(one.key.startswith(key + SEPARATOR) for one in diagram.nodes):
        raise CannotCall(
            f"The file has elements that are named as if they lay in {here}, so nothing can be put there."
        )
    if call.process not in call.diagram.process_by_key:
        raise CannotCall(f"What {here} calls is not in the file: choose one of the processes that are.")
    parts = key.split(SEPARATOR)
    around = [SEPARATOR.join(parts[:place]) for place in range(1, len(parts))]
    if len(parts) > MOST_DEEP:
        raise CannotCall(f"{here} lies {len(parts)} calls deep; at most {MOST_DEEP} can be walked into.")
    if call.identity == identity or any(
        calls[one].identity == call.identity for one in around if one in calls
    ):
        raise CannotCall(f"{here} calls the process that it is part of, so walking into it would never end.")
    size = sum(len(one.nodes) + len(one.flows) for one in (diagram, call.diagram))
    if size > MOST_ELEMENTS:
        raise CannotCall(
            f"With what {here} calls there are {size:,} elements; at most {MOST_ELEMENTS:,} can be walked."
        )


def _graft(diagram: Diagram, key: str, call: Called) -> Diagram:
    host = diagram.node_by_key[key]
    graft = _Graft(host, call)
    at = diagram.nodes.index(host) + 1
    inside = replace(host, type="subProcess")
    return replace(
        diagram,
        nodes=(*diagram.nodes[: at - 1], inside, *graft.nodes(), *diagram.nodes[at:]),
        flows=(*diagram.flows, *graft.flows()),
        lanes=(*diagram.lanes, *graft.lanes()),
        data=(*diagram.data, *graft.data()),
        associations=(*diagram.associations, *graft.associations()),
    )


class _Graft:
    """What is put in one call activity's place."""

    def __init__(self, host: Node, call: Called) -> None:
        self.host = host
        self.process = call.process
        self.source = call.diagram
        self.same_file = call.same_file
        self.inner = [node for node in self.source.nodes if node.process == self.process]
        self.held = {node.key for node in self.inner}
        pool = self.source.process_by_key[self.process].pool
        self.pool = self.source.pool_by_key.get(pool) if pool else None

    def key(self, key: str) -> str:
        return f"{self.host.key}{SEPARATOR}{key}"

    def maybe(self, key: str | None) -> str | None:
        return None if key is None else self.key(key)

    def all(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.key(key) for key in keys)

    def nodes(self) -> list[Node]:
        return [
            replace(
                node,
                key=self.key(node.key),
                process=self.host.process,
                scope=self._scope(node.scope),
                lane=self._lane(node),
                incoming=self.all(node.incoming),
                outgoing=self.all(node.outgoing),
                default=self.maybe(node.default),
                attached_to=self.maybe(node.attached_to),
                events=tuple(self._event(event) for event in node.events),
                data_in=self.all(node.data_in),
                data_out=self.all(node.data_out),
            )
            for node in self.inner
        ]

    def flows(self) -> list[Flow]:
        return [
            replace(
                flow,
                key=self.key(flow.key),
                source=self.key(flow.source),
                target=self.key(flow.target),
                scope=self._scope(flow.scope),
            )
            for flow in self.source.flows
            if flow.source in self.held and flow.target in self.held
        ]

    def lanes(self) -> list[Lane]:
        """The lanes of the called process, and one for its pool, in which they and all else lie: so that every step
        says whose it is."""
        found = [
            replace(
                lane,
                key=self.key(lane.key),
                process=self.host.process,
                nodes=self.all(key for key in lane.nodes if key in self.held),
                parent=self.key(lane.parent) if lane.parent else self._pool_lane(),
            )
            for lane in self.source.lanes
            if lane.process == self.process
        ]
        if self.pool is not None:
            key = self.key(self.pool.key)
            found.append(Lane(key, self.pool.name, self.host.process, part=self.pool.part))
        return found

    def data(self) -> list[Data]:
        used = {key for node in self.inner for key in (*node.data_in, *node.data_out)}
        return [
            replace(data, key=self.key(data.key), scope=self._scope(data.scope) if data.scope else None)
            for data in self.source.data
            if data.key in used
        ]

    def associations(self) -> list[tuple[str, str]]:
        return [
            (self.key(one), self.key(other))
            for one, other in self.source.associations
            if one in self.held and other in self.held
        ]

    def _scope(self, scope: str) -> str:
        return self.host.key if scope == self.process else self.key(scope)

    def _lane(self, node: Node) -> str | None:
        return self.key(node.lane) if node.lane else self._pool_lane() or self.host.lane

    def _pool_lane(self) -> str | None:
        return self.key(self.pool.key) if self.pool is not None else None

    def _event(self, event: EventDefinition) -> EventDefinition:
        """Activities to undo are those inside; another file's errors and signals are others, though their ids may be
        the same."""
        if event.ref is None or (self.same_file and event.kind != "compensate"):
            return event
        return replace(event, ref=self.key(event.ref))
