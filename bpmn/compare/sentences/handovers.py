"""How often work passes from one team to another."""

from __future__ import annotations

from collections import Counter

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import some, times
from bpmn.compare.steps import Side
from bpmn.naming import tidy
from bpmn.parts import Handover, involvement


def handovers(compared: Compared) -> Statement | None:
    """`Work changes hands twice in A (Contact centre to Depot, Depot to Crew) and once in B (...).`"""
    ours, theirs = _handovers(compared.a), _handovers(compared.b)
    if len(ours) == len(theirs) and _between(ours) == _between(theirs):
        return None
    first, second = compared.names
    text = (
        f"Work changes hands {times(len(ours))} in {first}{_who(compared.a, ours)} "
        f"and {times(len(theirs))} in {second}{_who(compared.b, theirs)}."
    )
    return Statement("handover", text, _keys(compared.a, ours), _keys(compared.b, theirs))


def _handovers(side: Side) -> list[Handover]:
    last = len(side.order)
    return sorted(
        involvement(side.diagram).handovers,
        key=lambda one: (side.order.get(one.step_from, last), side.order.get(one.step_to, last)),
    )


def _between(found: list[Handover]) -> Counter[tuple[str | None, str | None]]:
    return Counter((one.part_from, one.part_to) for one in found)


def _who(side: Side, found: list[Handover]) -> str:
    pairs = [f"{_name(side, one.holder_from)} to {_name(side, one.holder_to)}" for one in found]
    return f" ({some(dict.fromkeys(pairs), 3)})" if pairs else ""


def _name(side: Side, key: str) -> str:
    holder = side.diagram.lane_by_key.get(key) or side.diagram.pool_by_key.get(key)
    return tidy(holder.name) if holder is not None and holder.name.strip() else "an unnamed team"


def _keys(side: Side, found: list[Handover]) -> tuple[str, ...]:
    keys = dict.fromkeys(key for one in found for key in (one.step_from, one.step_to))
    return tuple(key for key in keys if key in side.diagram.node_by_key)
