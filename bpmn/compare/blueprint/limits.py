"""Time limits without a consequence, taken out of a draft.

A council waits for an answer or for 28 days, whichever comes first: the 28 days are no work but a limit. A draft
keeps one only where what the councils do when it passes is shared too."""

from __future__ import annotations

from dataclasses import replace

from bpmn.compare.blueprint.record import Blueprint
from bpmn.compare.blueprint.shaping import Asked, Drawn, InTurn, Step

WHY = "It is a time limit, and what councils do when it passes is not shared."


def is_limit(found: Blueprint, number: int) -> bool:
    """Whether most councils that have it draw it as a time limit: at a step's border, or against another event."""
    group = found.groups[number]
    if group.type not in ("intermediateCatchEvent", "boundaryEvent"):
        return False
    count = 0
    for council, keys in group.members:
        diagram = found.sides[council].diagram
        nodes = [diagram.node_by_key[key] for key in keys]
        count += any(
            node.event_kind == "timer"
            and (
                node.attached_to is not None
                or any(
                    diagram.node_by_key[flow.source].type == "eventBasedGateway"
                    for flow in diagram.ways_in(node)
                )
            )
            for node in nodes
        )
    return 2 * count > len(group.councils)


def without_bare_limits(found: Blueprint, drawn: Drawn | None) -> Drawn | None:
    """The same without limits that nothing follows on their own way; None where nothing is left."""
    if drawn is None or isinstance(drawn, Step):
        return None if drawn is None or is_limit(found, drawn.group) else drawn
    if isinstance(drawn, Asked):
        return _asked(found, drawn)
    inside = [left for one in drawn.inside if (left := without_bare_limits(found, one)) is not None]
    if len(inside) < 2:
        return inside[0] if inside else None
    return replace(drawn, inside=tuple(inside))


def _asked(found: Blueprint, asked: Asked) -> Drawn | None:
    """One way on that does nothing is enough, and a question with nothing behind it is none."""
    ways: list[tuple[str, Drawn | None]] = []
    for answer, branch in zip(asked.question.answers, asked.branches, strict=True):
        left = _branch(found, branch)
        if left is not None or all(other is not None for _, other in ways):
            ways.append((answer, left))
    if all(branch is None for _, branch in ways):
        return None
    answers, branches = zip(*ways, strict=True)
    return Asked(replace(asked.question, answers=answers), branches)


def _branch(found: Blueprint, branch: Drawn | None) -> Drawn | None:
    """A branch that begins with a limit keeps it where something follows."""
    if isinstance(branch, InTurn) and isinstance(branch.inside[0], Step):
        first, rest = branch.inside[0], branch.inside[1:]
        left = without_bare_limits(found, InTurn(rest))
        if left is None:
            return without_bare_limits(found, first)
        return InTurn((first, *(left.inside if isinstance(left, InTurn) else (left,))))
    return without_bare_limits(found, branch)
