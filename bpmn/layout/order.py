"""Columns: how far along its process each node stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Arc:
    """A sequence flow as layout sees it: it leaves `source`, or the boundary event `via` on the border of
    `source`."""

    key: str
    source: str
    target: str
    via: str | None = None


def columns(keys: Sequence[str], arcs: Iterable[Arc]) -> dict[str, int]:
    """The column of each node: one more than the furthest of those before it, loops left out (longest path).

    Linear in nodes and arcs, and without recursion, so that a chain of thousands is laid out too.
    """
    after: dict[str, list[str]] = {key: [] for key in keys}
    entered: set[str] = set()
    for arc in arcs:
        if arc.source != arc.target:
            after[arc.source].append(arc.target)
            entered.add(arc.target)
    starts = [key for key in keys if key not in entered] + [key for key in keys if key in entered]
    forward = _without_loops(starts, after)
    return _longest(starts, forward)


def _without_loops(starts: Sequence[str], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """The graph less the arcs that lead back to a node still open in a depth-first walk."""
    forward: dict[str, list[str]] = {key: [] for key in after}
    state: dict[str, int] = {}
    for start in starts:
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(after[start]))]
        while stack:
            key, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                state[key] = 2
                stack.pop()
                continue
            if state.get(target) != 1:
                forward[key].append(target)
            if target not in state:
                state[target] = 1
                stack.append((target, iter(after[target])))
    return forward


def _longest(keys: Sequence[str], forward: dict[str, list[str]]) -> dict[str, int]:
    waiting = dict.fromkeys(keys, 0)
    for targets in forward.values():
        for target in targets:
            waiting[target] += 1
    found = dict.fromkeys(keys, 0)
    ready = deque(key for key in keys if not waiting[key])
    while ready:
        key = ready.popleft()
        for target in forward[key]:
            found[target] = max(found[target], found[key] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return found
