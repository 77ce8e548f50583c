"""The events at which a case starts and ends, and what kind of end each is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bpmn.compare.meaning import meanings, negated, normal, speaks_of, strong_meanings
from bpmn.compare.steps import Side, Step
from bpmn.model import Node
from bpmn.naming import tidy

Outcome = Literal["refusal", "appeal", "lapse", "withdrawal", "other"]
OUTCOME_WORDS: dict[Outcome, str] = {
    "refusal": "a refusal",
    "appeal": "an appeal",
    "lapse": "a lapse when nothing happens",
    "withdrawal": "a withdrawal or cancellation",
    "other": "",
}


def outcome_of(side: Side, end: Node) -> Outcome:
    """What kind of outcome an end is, by its name, or by the time limit that alone leads to it."""
    named = outcome_in_name(end.name)
    return "lapse" if named in ("withdrawal", "other") and _follows_a_limit(side, end) else named


def _follows_a_limit(side: Side, end: Node) -> bool:
    """Whether a timer ran out just before: nothing else leads here, with at most three steps between."""
    node = end
    for _ in range(4):
        sources = side.graph.before[node.key]
        if len(sources) != 1:
            return False
        node = side.diagram.node_by_key[sources[0]]
        if node.event_kind == "timer" and (node.attached_to is not None or _beside_others(side, node)):
            return True
        if node.is_gateway or node.is_event:
            return False
    return False


def _beside_others(side: Side, timer: Node) -> bool:
    sources = (side.diagram.node_by_key[flow.source] for flow in side.diagram.ways_in(timer))
    return any(source.type == "eventBasedGateway" for source in sources)


def outcome_in_name(name: str) -> Outcome:
    """What kind of outcome a name speaks of. A negated name is never a plain refusal, lapse or appeal."""
    lapse = speaks_of(name, "lapse", "silence") or bool({"unpaid"} & set(normal(name).split()))
    if lapse or (negated(name) and speaks_of(name, "pay", "reply", "receive", "provide")):
        return "lapse"
    if speaks_of(name, "noreturn"):
        return "refusal"
    if negated(name) and not meanings(name) & {"eligible", "approve"}:
        return "other"
    if speaks_of(name, "appeal", "review"):
        return "appeal"
    if speaks_of(name, "decline") or (negated(name) and speaks_of(name, "eligible", "approve")):
        return "refusal"
    return "withdrawal" if speaks_of(name, "cancel") else "other"


def ends_of(side: Side) -> tuple[Node, ...]:
    """The named ends of cases at the top of a process, in process order: the council's and its partners'
    where they draw any, else the resident's."""
    named = [
        node
        for key in side.graph.order
        if (node := side.diagram.node_by_key[key]).type == "endEvent"
        and node.name.strip()
        and node.scope == node.process
    ]
    ours = [node for node in named if side.by_key[node.key].part != "resident"]
    return tuple(ours or named)


def says_little(name: str) -> bool:
    """Whether an end is only called an end: "Case closed", "Report done"."""
    return strong_meanings(name) <= {"report", "apply", "close", "work", "end"}


def end_texts(nodes: Iterable[Node]) -> list[str]:
    """The names of the ends."""
    return [tidy(node.name) for node in nodes]


def main_end(side: Side) -> Step | None:
    """Where a case that goes well ends: the named end with most steps before it that is no refusal, lapse,
    withdrawal or appeal. None when the diagram draws none."""
    good = [node for node in ends_of(side) if _goes_well(side, node)]
    if not good:
        return None
    furthest = max(good, key=lambda node: (side.graph.depth[node.key], node.key == good[-1].key))
    return side.by_key[furthest.key]


def _goes_well(side: Side, end: Node) -> bool:
    bad = negated(end.name) or speaks_of(end.name, "late", "apologi", "wait", "close")
    return outcome_of(side, end) == "other" and not bad


def start_of(side: Side) -> Step | None:
    """The named start with most steps after it."""
    named = [
        step for step in side.steps if step.node.type == "startEvent" and step.node.scope == step.node.process
    ]
    return max(named, key=lambda step: side.graph.height[step.key]) if named else None
