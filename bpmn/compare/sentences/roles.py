"""Steps that other people do."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.pairs import is_sure
from bpmn.compare.sentences.wording import some
from bpmn.compare.steps import Side
from bpmn.model import PartName
from bpmn.naming import listed

PART_WORDS: dict[PartName, str] = {
    "resident": "the resident",
    "front-office": "the front office",
    "back-office": "the back office",
    "contractor": "the contractor",
    "other-body": "another organisation",
    "system": "a system",
}
SAME_NAME = 0.55
"""Two role names at least this alike are the same people under other names."""


def role_differs(compared: Compared, match: Match) -> bool:
    """Whether truly somebody else does it: another part, or, where the parts tell nothing apart, a role
    that the other diagram has too but does not use here. Other names for the same people are no
    difference."""
    parts_a = {compared.a.by_key[key].part for key in match.a}
    parts_b = {compared.b.by_key[key].part for key in match.b}
    if None not in parts_a | parts_b and parts_a.isdisjoint(parts_b):
        return True
    roles_a, roles_b = _roles(compared.a, match.a), _roles(compared.b, match.b)
    if not roles_a or not roles_b or not roles_a.isdisjoint(roles_b):
        return False
    all_a, all_b = _all_roles(compared.a), _all_roles(compared.b)
    return bool(roles_a & all_b) or bool(roles_b & all_a)


def role_statements(compared: Compared) -> Iterator[Statement]:
    """One sentence for each pair of roles between which steps moved, the steps named together."""
    moved: dict[tuple[str, str], list[Match]] = {}
    for match in compared.matches:
        if role_differs(compared, match) and _is_done(compared, match) and is_sure(match):
            pair = (doer(compared.a, match.a), doer(compared.b, match.b))
            moved.setdefault(pair, []).append(match)
    first, second = compared.names
    for (ours, theirs), matches in moved.items():
        if not ours or not theirs:
            continue
        keys = [key for match in matches for key in match.a]
        named = [compared.a.called(key) for key in keys if compared.a.by_key[key].node.is_activity]
        steps = some(named)
        many = "are" if len(named) > 1 else "is"
        yield Statement(
            "role",
            f"{steps} {many} done by {ours} in {first} and by {theirs} in {second}.",
            tuple(key for match in matches for key in match.a),
            tuple(key for match in matches for key in match.b),
        )


def _is_done(compared: Compared, match: Match) -> bool:
    """Whether somebody does it: an event only happens."""
    ours, theirs = (compared.a.by_key[key] for key in match.a), (compared.b.by_key[key] for key in match.b)
    return any(step.node.is_activity for step in ours) and any(step.node.is_activity for step in theirs)


def doer(side: Side, keys: tuple[str, ...]) -> str:
    """Who does these steps, as a person would say it: the role's name, or its part in words."""
    said = dict.fromkeys(
        step.role or (PART_WORDS[step.part] if step.part else "")
        for step in (side.by_key[key] for key in keys)
    )
    return listed(name for name in said if name)


def _roles(side: Side, keys: tuple[str, ...]) -> set[str]:
    return {normal(side.by_key[key].role) for key in keys} - {""}


def _all_roles(side: Side) -> set[str]:
    lanes, pools = side.diagram.lanes, side.diagram.pools
    return ({normal(lane.name) for lane in lanes} | {normal(pool.name) for pool in pools}) - {""}
