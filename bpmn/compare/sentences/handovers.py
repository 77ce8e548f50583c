"""How often work passes from one team to another, and from one organisation to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import counted, gap, some
from bpmn.compare.steps import Side
from bpmn.model import PartName
from bpmn.naming import tidy
from bpmn.parts import Handover, Involvement

OUTSIDE: tuple[PartName, ...] = ("contractor", "other-body")


def handovers(compared: Compared) -> Iterator[Statement]:
    """`Work changes hands between 2 pairs of steps in A (Contact centre to Depot, Depot to Crew) and between 1 pair in
    B (...).`, then the same of organisations, where they are not all the handovers there are. Pairs, since two
    steps that lead to a third are two handovers on one line."""
    ours, theirs = (sorted_handovers(side, known) for side, known in _both(compared))
    first, second = compared.names
    if len(ours) != len(theirs) or _between(ours) != _between(theirs):
        text = (
            f"Work changes hands {_pairs(ours)} in {first}{_who(compared.a, ours)} "
            f"and {_pairs(theirs)} in {second}{_who(compared.b, theirs)}."
        )
        yield _statement(compared, text, ours, theirs, "handover-teams")
    across_a, across_b = (between_organisations(side, known) for side, known in _both(compared))
    if len(across_a) != len(across_b) and (len(across_a), len(across_b)) != (len(ours), len(theirs)):
        text = (
            f"Work passes to another organisation or back {_pairs(across_a)} in {first}"
            f"{_who(compared.a, across_a)} and {_pairs(across_b)} in {second}{_who(compared.b, across_b)}."
        )
        yield _statement(compared, text, across_a, across_b, "handover-organisations")


def _pairs(found: list[Handover]) -> str:
    return f"between {counted(len(found), 'pair of steps', 'pairs of steps')}" if found else "nowhere"


def _both(compared: Compared) -> Iterator[tuple[Side, Involvement]]:
    return zip((compared.a, compared.b), compared.involvements, strict=True)


def _statement(
    compared: Compared, text: str, ours: list[Handover], theirs: list[Handover], key: str
) -> Statement:
    size = gap(len(ours), len(theirs)) or 0.3
    return Statement("handover", text, _keys(compared.a, ours), _keys(compared.b, theirs), key=key, size=size)


def sorted_handovers(side: Side, known: Involvement) -> list[Handover]:
    """A diagram's handovers in process order."""
    last = len(side.order)
    return sorted(
        known.handovers,
        key=lambda one: (side.order.get(one.step_from, last), side.order.get(one.step_to, last)),
    )


def between_organisations(side: Side, known: Involvement) -> list[Handover]:
    """Those of them that pass from or to a contractor or another body, or another of them."""
    return [
        one
        for one in sorted_handovers(side, known)
        if (one.part_from in OUTSIDE or one.part_to in OUTSIDE)
        and (one.part_from != one.part_to or _pool(side, one.step_from) != _pool(side, one.step_to))
    ]


def _pool(side: Side, key: str) -> str:
    node = side.diagram.node_by_key.get(key)
    pool = side.diagram.pool_of(node) if node is not None else None
    return pool.key if pool is not None else key


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
