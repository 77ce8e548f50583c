"""What a difference is called, so that a decision about it is found again next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Statement
from bpmn.compare.steps import Side

LETTERS = 8


def keyed(compared: Compared, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Every statement with its key: its own where it has one ("fee-amount", for what is said of the whole
    process), else its kind with a hash of the names of what it speaks of. Neither ids nor which of the two
    is A go into it; where two would be the same, the later ones are numbered."""
    seen: Counter[str] = Counter()
    found = []
    for said in statements:
        key = said.key or f"{said.kind}-{_hash(compared, said)}"
        seen[key] += 1
        found.append(replace(said, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return tuple(found)


def _hash(compared: Compared, said: Statement) -> str:
    sides = sorted((_names(compared.a, said.a), _names(compared.b, said.b)))
    return blake2b(repr(sides).encode(), digest_size=LETTERS // 2).hexdigest()


def _names(side: Side, keys: Iterable[str]) -> list[str]:
    diagram = side.diagram
    found = []
    for key in keys:
        thing = diagram.node_by_key.get(key) or diagram.pool_by_key.get(key) or diagram.lane_by_key.get(key)
        found.append(normal(thing.name) if thing is not None else "")
    return sorted(found)
