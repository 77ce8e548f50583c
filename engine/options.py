"""What a person can do next, in the diagram's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.conditions import Answer, Condition
from bpmn.model import Diagram, Node
from bpmn.naming import called, listed, node_called, opening, tidy
from bpmn.semantics import Way
from engine.acts import Act, Kind, ways_of
from engine.case import Case
from engine.deciding import Decision, Reading, decide
from engine.rounds import HowMany, by_number, how_many
from engine.signals import has_been_sent, sets_off
from engine.undoing import Plan

_PLAIN = {"again": "Do it again", "go-on": "Go on"}


@dataclass(frozen=True)
class FlowChoice:
    """One way out of a decision. `flow` is what the choice log calls it: the flow's key, or `again`, `go-on`,
    `finish`, or the key of a step to pick; `text` what the diagram calls it; `condition` its condition in
    words, when it can be read; `otherwise` marks the default."""

    flow: str
    text: str
    condition: str | None = None
    otherwise: bool = False


@dataclass(frozen=True)
class Option:
    """One thing that can happen next.

    `element` is the key of the step, event or gateway, `node` that node, `pool` the name of its pool or
    process. For a `choose`, `flows` are its ways out, of which `several` says more than one may be taken and
    `least` how many must be; `suggested` are the flows that a readable condition over known answers decides
    for, `because` why. `how_many` says that it may be asked how often the step is done (`take(..., times=3)`).
    `undoes` is the key of the completed step that this one undoes; `note` says in a sentence what and why, or which
    signal has been sent.
    """

    kind: Kind
    element: str
    pool: str
    text: str
    node: Node
    flows: tuple[FlowChoice, ...] = ()
    several: bool = False
    least: int = 0
    suggested: tuple[str, ...] | None = None
    because: str | None = None
    how_many: HowMany | None = None
    undoes: str | None = None
    note: str | None = None


class Words:
    """What to call the elements of one diagram: found once and remembered, for a walk asks at every step."""

    def __init__(self, diagram: Diagram, read: Reading) -> None:
        self.diagram = diagram
        self._read = read
        self._labels: dict[str, str] = {}
        self._pools: dict[str, str] = {}

    def label(self, element: str) -> str:
        """The node's name, or words for a node without one."""
        if element not in self._labels:
            node = self.diagram.node_by_key[element]
            named = tidy(node.name)
            self._labels[element] = named or opening(node_called(self.diagram, node))
        return self._labels[element]

    def quoted(self, element: str) -> str:
        """The element in a sentence: its name in quotes, or words for one without a name."""
        return called(self.diagram, element)

    def pool(self, node: Node) -> str:
        """The name of the node's pool, or of its process; empty when neither has one."""
        if node.process not in self._pools:
            process = self.diagram.process_by_key[node.process]
            pool = self.diagram.pool_by_key.get(process.pool) if process.pool else None
            self._pools[node.process] = tidy((pool.name if pool else "") or process.name)
        return self._pools[node.process]

    def way(self, way: Way) -> str:
        """What the way is called: the flow's name, else its condition in words or as written, else where it
        leads."""
        if way.flow is None:
            if way.target is None:
                return "Finish"
            return self.label(way.choice) if way.choice in self.diagram.node_by_key else _PLAIN[way.choice]
        condition = self._read(way)
        if not way.flow.name.strip() and condition is not None:
            return opening(condition.in_words())
        written = tidy(way.flow.name) or tidy(way.flow.condition or "")
        return written or f"To {node_called(self.diagram, self.diagram.node_by_key[way.flow.target])}"

    def question(self, act: Act) -> str:
        """What a decision asks."""
        said = self.label(act.element)
        if act.station.role == "again":
            return f"{said}: again, or go on?"
        return f"{said}: what next?" if act.station.role == "next" else said


def option(words: Words, case: Case, act: Act, answers: Mapping[str, Answer]) -> Option:
    """The act as a person sees it."""
    node = words.diagram.node_by_key[act.element]
    many = how_many(act.task, act.station, answers)
    undoes, note = about(words, case, act)
    if act.kind != "choose":
        return Option(
            act.kind,
            act.element,
            words.pool(node),
            words.label(act.element),
            node,
            how_many=many,
            undoes=undoes,
            note=note,
        )
    ways = ways_of(case, act)
    decision = decided(case, act, answers)
    choice_of = {way.key: way.choice for way in ways}
    return Option(
        act.kind,
        act.element,
        words.pool(node),
        words.question(act),
        node,
        tuple(_flow_choice(words, way, act.station.default, case.spec.condition(way)) for way in ways),
        several=act.station.split == "some",
        least=0 if act.station.always else 1,
        suggested=tuple(choice_of[key] for key in decision.ways) if decision else None,
        because=decision.because if decision else None,
        how_many=many,
        undoes=undoes,
        note=note,
    )


def decided(case: Case, act: Act, answers: Mapping[str, Answer]) -> Decision | None:
    """What is decided at a decision without asking: by how many there are, or by conditions over the answers."""
    ways = ways_of(case, act)
    return by_number(act.task, act.station, ways) or decide(act.station, ways, answers, case.spec.condition)


def about(words: Words, case: Case, act: Act) -> tuple[str | None, str | None]:
    """The step that an act undoes, and a sentence about that or about signals; None where there is nothing to
    say."""
    held = case.undoing.held(act.task)
    if held is not None:
        undone: str = held.internal_data["undoes"]
        plan: Plan = held.internal_data["plan"]
        thrower = plan.thrower.task_spec.station.element
        return undone, f"This undoes {words.quoted(undone)}, because {words.quoted(thrower)} has happened."
    sent = has_been_sent(act.task, act.station)
    if sent is not None:
        return None, f"The signal '{tidy(sent)}' has been sent."
    found = sets_off(case, act.station) if act.kind in ("event", "time") else ()
    if not found:
        return None, None
    waiting = listed(words.quoted(key) for key in dict.fromkeys(key for _, key in found))
    signals = listed(f"'{tidy(name)}'" for name in dict.fromkeys(name for name, _ in found))
    return None, f"This sends the signal {signals}, for which {waiting} can happen then."


def _flow_choice(words: Words, way: Way, default: str | None, condition: Condition | None) -> FlowChoice:
    said = condition.in_words() if condition else None
    return FlowChoice(way.choice, words.way(way), said, way.key == default)
