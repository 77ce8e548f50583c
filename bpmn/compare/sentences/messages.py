"""Messages to others that only one of the two draws."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Statement
from bpmn.compare.sentences.roles import PART_WORDS, SAME_NAME
from bpmn.compare.sentences.wording import some
from bpmn.compare.steps import Side
from bpmn.model import MessageFlow, PartName, Pool
from bpmn.naming import tidy
from bpmn.parts import parts

OTHERS: tuple[PartName | None, ...] = ("contractor", "other-body", "system", None)


def message_statements(compared: Compared) -> Iterator[Statement]:
    """`Only A writes to Waste contractor ('Return request').` One sentence a pool that gets messages from
    others than the resident, where the other side draws messages but none to anybody of that name or
    part."""
    both = _received(compared.a), _received(compared.b)
    if not compared.a.diagram.message_flows or not compared.b.diagram.message_flows:
        return
    for left in (True, False):
        side, mine, other = (compared.a, *both) if left else (compared.b, *both[::-1])
        name = compared.names[0 if left else 1]
        for pool, part, flows in mine:
            if any(_same(compared, pool, part, *one[:2]) for one in other):
                continue
            named = list(dict.fromkeys(f"'{tidy(flow.name)}'" for flow in flows if flow.name.strip()))
            shown = f" ({some(named, 3)})" if named else ""
            called = (normal(pool.name) and tidy(pool.name)) or (
                PART_WORDS[part] if part else "a pool without a name"
            )
            keys = tuple(
                dict.fromkeys(flow.source for flow in flows if flow.source in side.diagram.node_by_key)
            )
            text = f"Only {name} writes to {called}{shown}."
            yield Statement("message", text, keys if left else (), () if left else keys, size=0.3)


def _received(side: Side) -> list[tuple[Pool, PartName | None, list[MessageFlow]]]:
    diagram, views = side.diagram, parts(side.diagram)
    found: dict[str, list[MessageFlow]] = {}
    for flow in diagram.message_flows:
        source, target = _pool(side, flow.source), _pool(side, flow.target)
        resident = (views[pool.key].part == "resident" for pool in (source, target) if pool is not None)
        if target is None or views[target.key].part not in OTHERS:
            continue
        if source is not target and not any(resident):
            found.setdefault(target.key, []).append(flow)
    return [(diagram.pool_by_key[key], views[key].part, flows) for key, flows in found.items()]


def _pool(side: Side, key: str) -> Pool | None:
    node = side.diagram.node_by_key.get(key)
    return side.diagram.pool_of(node) if node is not None else side.diagram.pool_by_key.get(key)


def _same(
    compared: Compared, one: Pool, part: PartName | None, two: Pool, other_part: PartName | None
) -> bool:
    if one.name == two.name or (part is not None and part == other_part):
        return True
    if tidy(one.name).casefold() == tidy(two.name).casefold():
        return True
    return compared.alike(one.name, two.name) >= SAME_NAME
