"""What a person can do next, in the diagram's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.conditions import Answer
from bpmn.model import Diagram, Node
from bpmn.naming import node_called, opening, tidy
from bpmn.semantics import Way
from engine.acts import Act, Kind, ways_of
from engine.case import Case
from engine.deciding import condition_of, decide

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
    for, `because` why.
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


def option(diagram: Diagram, case: Case, act: Act, answers: Mapping[str, Answer]) -> Option:
    """The act as a person sees it."""
    node = diagram.node_by_key[act.element]
    pool = pool_name(diagram, node.process)
    if act.kind != "choose":
        return Option(act.kind, act.element, pool, label(diagram, node), node)
    ways = ways_of(case, act)
    decision = decide(act.station, ways, answers)
    choice_of = {way.key: way.choice for way in ways}
    return Option(
        act.kind,
        act.element,
        pool,
        _question(diagram, act, node),
        node,
        tuple(_flow_choice(diagram, way, act.station.default) for way in ways),
        several=act.station.split == "some",
        least=0 if act.station.always else 1,
        suggested=tuple(choice_of[key] for key in decision.ways) if decision else None,
        because=decision.because if decision else None,
    )


def label(diagram: Diagram, node: Node) -> str:
    """The node's name, or words for a node without one."""
    return tidy(node.name) if node.name.strip() else opening(node_called(diagram, node))


def pool_name(diagram: Diagram, process: str) -> str:
    """The name of the process's pool, or of the process itself; empty when neither has one."""
    found = diagram.process_by_key[process]
    pool = diagram.pool_by_key.get(found.pool) if found.pool else None
    return tidy((pool.name if pool else "") or found.name)


def way_text(diagram: Diagram, way: Way) -> str:
    """What the way is called: the flow's name, else its condition in words or as written, else where it
    leads."""
    if way.flow is None:
        if way.target is None:
            return "Finish"
        drawn = diagram.node_by_key.get(way.choice)
        return label(diagram, drawn) if drawn else _PLAIN[way.choice]
    if way.flow.name.strip():
        return tidy(way.flow.name)
    condition = condition_of(way)
    if condition is not None:
        return opening(condition.in_words())
    if way.flow.condition is not None:
        return tidy(way.flow.condition)
    return f"To {node_called(diagram, diagram.node_by_key[way.flow.target])}"


def _flow_choice(diagram: Diagram, way: Way, default: str | None) -> FlowChoice:
    condition = condition_of(way)
    words = condition.in_words() if condition else None
    return FlowChoice(way.choice, way_text(diagram, way), words, way.key == default)


def _question(diagram: Diagram, act: Act, node: Node) -> str:
    said = label(diagram, node)
    if act.station.role == "again":
        return f"{said}: again, or go on?"
    return f"{said}: what next?" if act.station.role == "next" else said
