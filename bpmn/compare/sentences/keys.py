"""What a difference is called, so that a decision about it is found again next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Kind, Statement
from bpmn.compare.steps import Side
from bpmn.signature import fingerprint

LETTERS = 8


def keyed(compared: Compared, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Every statement with its key: its own where it has one ("fee-amount", for what is said of the whole
    process), else its kind with a hash of the names of what it speaks of. Neither ids nor which of the two
    is A go into it; where two would be the same, the later ones in process order are numbered."""
    named = [
        replace(said, key=said.key or key_of(compared, said.kind, said.a, said.b)) for said in statements
    ]
    count = Counter(said.key for said in named)
    twins = [said for said in named if count[said.key] > 1]
    if not twins:
        return tuple(named)
    numbered: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for said in sorted(twins, key=_standing(compared)):
        seen[said.key] += 1
        numbered[id(said)] = said.key if seen[said.key] == 1 else f"{said.key}-{seen[said.key]}"
    return tuple(replace(said, key=numbered.get(id(said), said.key)) for said in named)


def _standing(compared: Compared) -> Callable[[Statement], tuple[list[int], list[int]]]:
    """Where a statement's elements stand, in an order of the two diagrams that depends on what they say."""
    turned = fingerprint(compared.b.diagram) < fingerprint(compared.a.diagram)

    def standing(said: Statement) -> tuple[list[int], list[int]]:
        places = [
            sorted(side.order.get(key, -1) for key in keys)
            for side, keys in ((compared.a, said.a), (compared.b, said.b))
        ]
        return (places[1], places[0]) if turned else (places[0], places[1])

    return standing


def key_of(compared: Compared, kind: Kind, a: Iterable[str], b: Iterable[str]) -> str:
    """The key of a difference of that kind in these elements."""
    sides = sorted((_names(compared.a, a), _names(compared.b, b)))
    return f"{kind}-{blake2b(repr(sides).encode(), digest_size=LETTERS // 2).hexdigest()}"


def _names(side: Side, keys: Iterable[str]) -> list[str]:
    diagram = side.diagram
    found = []
    for key in keys:
        node = diagram.node_by_key.get(key)
        thing = node or diagram.pool_by_key.get(key) or diagram.lane_by_key.get(key)
        found.append((thing is not None and normal(thing.name)) or (node.type if node is not None else ""))
    return sorted(found)
