"""From the model to the normal form: one pass over the nodes and one over the flows, without recursion."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from bpmn.model import Diagram, Node
from bpmn.semantics.compensation import compensates, handlers, undoing
from bpmn.semantics.form import Join, NormalForm, Role, Scope, Split, Station, Way, Work
from bpmn.semantics.messages import Messages, messages
from bpmn.semantics.starts import alternatives, implicit
from bpmn.semantics.throws import catchers, watchers_by_scope
from bpmn.semantics.ways import conditional, drawn_ways, left_out, link_name, own_key

AGAIN, GO_ON, FINISH = "again", "go-on", "finish"
_CHOOSING: dict[str, Split] = {
    "exclusiveGateway": "one",
    "inclusiveGateway": "some",
    "complexGateway": "some",
    "eventBasedGateway": "race",
}


def normal_form(diagram: Diagram) -> NormalForm:
    """Everything the diagram says about what may happen, said out loud. Linear in the size of the diagram."""
    return _Builder(diagram).build()


@dataclass(frozen=True)
class _Starts:
    begins: tuple[str, ...]
    alternatives: tuple[str, ...]


class _Builder:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.drawn = list(drawn_ways(diagram))
        self.drawn_in = Counter(way.target for way in self.drawn if way.target is not None)
        self.entered = set(self.drawn_in)
        self.out: dict[str, list[Way]] = defaultdict(list)
        for way in self.drawn:
            self.out[way.source].append(way)
        self.stations: dict[str, Station] = {}
        self.ways: dict[str, Way] = {}
        self.scopes: dict[str, Scope] = {}
        self.messages: Messages = messages(diagram)
        self.catchers = catchers(diagram)
        self.thrown = frozenset(self.catchers.values())
        self.watching = watchers_by_scope(diagram)
        self.starts = self._all_starts()

    def build(self) -> NormalForm:
        for process in self.diagram.processes:
            self._add(Station(process.key, process.key, process.key, role="process", work="scope"))
            self._add_scope(process.key, None)
        for node in self.diagram.nodes:
            self._add_node(node)
            if node.is_sub_process:
                self._add_scope(node.key, node)
        self._connect()
        self._free_the_starts()
        return NormalForm(
            self.stations,
            self.ways,
            self.scopes,
            self.messages.groups,
            tuple(left_out(self.diagram)),
            handlers(self.diagram),
            undoing(self.diagram),
        )

    # scopes

    def _all_starts(self) -> dict[str, _Starts]:
        keys = [process.key for process in self.diagram.processes]
        keys += [node.key for node in self.diagram.nodes if node.is_sub_process]
        return {key: self._starts_of(key) for key in keys}

    def _starts_of(self, scope: str) -> _Starts:
        nodes = self.diagram.nodes_in(scope)
        found = alternatives(nodes, self.entered)
        return _Starts((), found) if found else _Starts(implicit(nodes, self.entered), ())

    def _add_scope(self, key: str, node: Node | None) -> None:
        starts = self.starts[key]
        scope = Scope(key, node.scope if node else None, "process", watches=self._watches(key))
        if node is not None and node.triggered_by_event:
            scope = replace(scope, kind="event")
        elif node is not None:
            scope = self._sub_process(replace(scope, kind="sub-process"), node, starts)
        elif starts.alternatives:
            scope = replace(scope, start=self._choice_of_start(key, None, starts.alternatives))
        else:
            scope = replace(scope, begins=starts.begins)
        self.scopes[key] = scope

    def _sub_process(self, scope: Scope, node: Node, starts: _Starts) -> Scope:
        if node.type == "adHocSubProcess":
            return replace(scope, again=self._pick_next(node, starts.alternatives or starts.begins))
        if len(starts.alternatives) > 1:
            return replace(scope, start=self._choice_of_start(node.key, node, starts.alternatives))
        return replace(scope, begins=starts.alternatives or starts.begins)

    def _watches(self, scope: str) -> tuple[str, ...]:
        return tuple(start.key for start in self.watching.get(scope, ()) if not compensates(start))

    def _choice_of_start(self, scope: str, node: Node | None, starts: tuple[str, ...]) -> str:
        key = own_key(scope, "start")
        self._add(Station(key, scope, scope, node, role="start", split="one"))
        for start in starts:
            self._add_way(Way(own_key(start, "start"), key, start, start))
        return key

    def _pick_next(self, node: Node, first: tuple[str, ...]) -> str | None:
        if not first:
            return None
        key = own_key(node.key, "next")
        self._add(Station(key, node.key, node.key, node, role="next", split="one"))
        for start in first:
            self._add_way(Way(own_key(start, "pick"), key, start, start))
        word = FINISH if FINISH not in first else f"{FINISH}~"
        self._add_way(Way(own_key(node.key, FINISH), key, None, word))
        return key

    # stations

    def _add_node(self, node: Node) -> None:
        out = self.out[node.key]
        main = Station(
            node.key,
            node.key,
            node.scope,
            node,
            join=_join(node, self.drawn_in[node.key]),
            work=self._work(node),
            boundary=self._boundary(node),
            receives=self.messages.receives.get(node.key, ()),
            sends=self.messages.sends.get(node.key, ()),
            waits=node.key in self.messages.waits,
            thrown=node.key in self.thrown,
            catcher=self.catchers.get(node.key),
            terminates=node.type == "endEvent" and any(event.kind == "terminate" for event in node.events),
            interrupting=node.interrupting,
            repeats=node.loop is not None and node.is_activity,
        )
        if main.repeats:
            self._add(main)
            self._add_again(main, self._add_choice(main, out, "ways"))
        elif not node.is_gateway and len(out) > 1 and any(conditional(way.flow) for way in out):
            self._add(main)
            last = self._add_choice(main, out, "ways")
            self._add_way(Way(own_key(node.key, "done"), node.key, last, GO_ON))
        else:
            split: Split = _CHOOSING.get(node.type, "all") if len(out) > 1 or _races(node, out) else "all"
            default = node.default if split == "some" or split == "one" else None
            self._add(replace(main, split=split, default=_among(default, out)))
            self._add_ways(node.key, out)

    def _add_choice(self, main: Station, out: list[Way], role: Role) -> str:
        """The station after an activity from which its ways out leave."""
        key = own_key(main.key, role)
        station = Station(key, main.element, main.scope, main.node, role=role)
        if len(out) > 1 and any(conditional(way.flow) for way in out):
            default = _among(main.node.default if main.node else None, out)
            always = tuple(way.key for way in out if not conditional(way.flow) and way.key != default)
            station = replace(station, split="some", always=always, default=default)
        self._add(station)
        self._add_ways(key, out)
        return key

    def _add_again(self, main: Station, last: str) -> None:
        key = own_key(main.key, AGAIN)
        self._add(Station(key, main.element, main.scope, main.node, role="again", split="one"))
        self._add_way(Way(own_key(main.key, "done"), main.key, key, GO_ON))
        self._add_way(Way(key, key, main.key, AGAIN))
        self._add_way(Way(own_key(main.key, GO_ON), key, last, GO_ON))

    def _work(self, node: Node) -> Work:
        if node.is_sub_process:
            starts = self.starts[node.key]
            return "scope" if starts.begins or starts.alternatives else "do"
        if node.is_activity:
            return "do"
        if node.type == "boundaryEvent":
            return "event"
        if node.type in ("intermediateCatchEvent", "intermediateThrowEvent"):
            return "none" if link_name(node, node.type) is not None else "event"
        return "none"

    def _boundary(self, node: Node) -> tuple[str, ...]:
        if not node.is_activity:
            return ()
        events = self.diagram.boundary_events(node.key)
        return tuple(event.key for event in events if event.scope == node.scope and not compensates(event))

    # connecting

    def _add(self, station: Station) -> None:
        self.stations[station.key] = station

    def _add_way(self, way: Way) -> None:
        self.ways[way.key] = way

    def _add_ways(self, source: str, out: list[Way]) -> None:
        for way in out:
            self._add_way(replace(way, source=source))

    def _connect(self) -> None:
        into: dict[str, list[str]] = defaultdict(list)
        out: dict[str, list[str]] = defaultdict(list)
        for way in self.ways.values():
            out[way.source].append(way.key)
            if way.target is not None:
                into[way.target].append(way.key)
        for key, station in self.stations.items():
            drawn_in = tuple(into[key])
            self.stations[key] = replace(station, ways_in=drawn_in, ways_out=tuple(out[key]))
        inside: dict[str, list[str]] = defaultdict(list)
        for key, station in self.stations.items():
            if station.role != "process":
                inside[station.scope].append(key)
        for key, scope in self.scopes.items():
            self.scopes[key] = replace(scope, stations=tuple(inside[key]))

    def _free_the_starts(self) -> None:
        """A group in which every process waits for another's message could never begin: there, starts may
        happen."""
        for group in self.messages.groups:
            if any(self._can_begin(process) for process in group):
                continue
            for start in (start for process in group for start in self.starts[process].alternatives):
                self.stations[start] = replace(self.stations[start], waits=False)

    def _can_begin(self, process: str) -> bool:
        starts = self.starts[process]
        return bool(starts.begins) or any(not self.stations[key].waits for key in starts.alternatives)


def _join(node: Node, ways_in: int) -> Join:
    if ways_in > 1 and node.type == "parallelGateway":
        return "all"
    return "some" if ways_in > 1 and node.type == "inclusiveGateway" else "each"


def _races(node: Node, out: list[Way]) -> bool:
    return node.type == "eventBasedGateway" and bool(out)


def _among(default: str | None, out: list[Way]) -> str | None:
    return default if any(way.key == default for way in out) else None
