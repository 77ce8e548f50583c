"""Changes to a diagram that change nothing it says: other ids, another order in the file, no layout."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bpmn.model import Diagram

T = TypeVar("T")


def renamed(diagram: Diagram, seed: int = 1) -> Diagram:
    """The same diagram with other ids and everything in another order."""
    shuffle = random.Random(seed)
    things = (
        *diagram.processes,
        *diagram.pools,
        *diagram.lanes,
        *diagram.nodes,
        *diagram.flows,
        *diagram.message_flows,
        *diagram.data,
        *diagram.notes,
    )
    numbers = list(range(len(things)))
    shuffle.shuffle(numbers)
    new = {thing.key: f"id{number}" for thing, number in zip(things, numbers, strict=True)}

    def key(old: str) -> str:
        return new[old]

    def maybe(old: str | None) -> str | None:
        return new.get(old, old) if old is not None else None

    def mixed(items: Sequence[T], change: Callable[[T], T]) -> tuple[T, ...]:
        changed = [change(item) for item in items]
        shuffle.shuffle(changed)
        return tuple(changed)

    return replace(
        diagram,
        processes=mixed(diagram.processes, lambda p: replace(p, key=key(p.key), pool=maybe(p.pool))),
        pools=mixed(diagram.pools, lambda p: replace(p, key=key(p.key), process=maybe(p.process))),
        lanes=mixed(
            diagram.lanes,
            lambda lane: replace(
                lane,
                key=key(lane.key),
                process=key(lane.process),
                parent=maybe(lane.parent),
                nodes=mixed(lane.nodes, key),
            ),
        ),
        nodes=mixed(
            diagram.nodes,
            lambda node: replace(
                node,
                key=key(node.key),
                process=key(node.process),
                scope=key(node.scope),
                lane=maybe(node.lane),
                incoming=mixed(node.incoming, key),
                outgoing=mixed(node.outgoing, key),
                default=maybe(node.default),
                attached_to=maybe(node.attached_to),
                called=maybe(node.called),
                data_in=mixed(node.data_in, key),
                data_out=mixed(node.data_out, key),
            ),
        ),
        flows=mixed(
            diagram.flows,
            lambda f: replace(
                f, key=key(f.key), source=key(f.source), target=key(f.target), scope=key(f.scope)
            ),
        ),
        message_flows=mixed(
            diagram.message_flows,
            lambda m: replace(m, key=key(m.key), source=key(m.source), target=key(m.target)),
        ),
        data=mixed(diagram.data, lambda d: replace(d, key=key(d.key), scope=maybe(d.scope))),
        notes=mixed(diagram.notes, lambda n: replace(n, key=key(n.key), about=mixed(n.about, key))),
        associations=tuple((key(source), key(target)) for source, target in diagram.associations),
        shapes={},
        edges={},
    )
