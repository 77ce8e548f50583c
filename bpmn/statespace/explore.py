"""Walk through every situation of a net, up to a limit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from bpmn.statespace.net import Marking, Net, Transition

LIMIT = 5_000
MOST_TOKENS = 200


@dataclass(frozen=True)
class Exploration:
    """What was found: `stuck` are the situations in which nothing can happen any more, `complete` whether
    every situation was seen (or left out because it leads nowhere new), `situations` how many were
    looked at."""

    net: Net
    stuck: tuple[Marking, ...]
    complete: bool
    situations: int
    _came_from: dict[Marking, tuple[Marking, int] | None] = field(
        default_factory=dict, repr=False, hash=False
    )

    def trace(self, marking: Marking) -> tuple[Transition, ...]:
        """A shortest sequence, among those walked, that leads from the start to a situation."""
        found: list[Transition] = []
        step = self._came_from[marking]
        while step is not None:
            found.append(self.net.transitions[step[1]])
            step = self._came_from[step[0]]
        return tuple(reversed(found))


def explore(net: Net, limit: int = LIMIT, every_order: bool = False) -> Exploration:
    """Breadth first, so that traces are short. Every situation found can really happen; past the limit, or
    where a scope would run twice at once or tokens pile up, some are left unseen and `complete` is false.

    With `every_order` nothing is left out for leading nowhere new: slower, and the same situations in which
    nothing can happen (a test holds the two to each other).
    """
    came_from: dict[Marking, tuple[Marking, int] | None] = {net.start: None}
    queue = deque([net.start])
    stuck: list[Marking] = []
    complete = True
    while queue:
        marking = queue.popleft()
        moves = list(enabled(net, marking))
        if not moves:
            stuck.append(marking)
            continue
        for number, taken in moves if every_order else _to_try(net, moves):
            after = _fire(marking, net.transitions[number], taken)
            if after in came_from:
                continue
            if len(came_from) >= limit or _piled_up(net, after):
                complete = False
                continue
            came_from[after] = (marking, number)
            queue.append(after)
    return Exploration(net, tuple(stuck), complete, len(came_from), came_from)


def enabled(net: Net, marking: Marking) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The transitions that can happen in a situation, each with the places it takes from."""
    marked = frozenset(marking)
    seen: set[int] = set()
    for place in dict.fromkeys(marking):
        for number in net.triggered_by.get(place, ()):
            if number in seen:
                continue
            seen.add(number)
            transition = net.transitions[number]
            taken = transition.inclusive.takes(marked) if transition.inclusive else transition.takes
            if taken and marked.issuperset(taken) and marked.isdisjoint(transition.empty):
                yield number, taken


def _to_try(net: Net, moves: list[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """One group of moves that may be tried alone, the smallest there is; else all."""
    groups: dict[tuple[int, ...], list[tuple[int, tuple[int, ...]]]] = {}
    for number, taken in moves:
        if number in net.settled:
            groups.setdefault(taken, []).append((number, taken))
    return min(groups.values(), key=len) if groups else moves


def _fire(marking: Marking, transition: Transition, taken: tuple[int, ...]) -> Marking:
    after = list(marking)
    for place in taken:
        after.remove(place)
    if transition.clears:
        after = [place for place in after if place not in transition.clears]
    after.extend(transition.gives)
    after.sort()
    return tuple(after)


def _piled_up(net: Net, marking: Marking) -> bool:
    if len(marking) > MOST_TOKENS:
        return True
    return any(one == other and one in net.once for one, other in pairwise(marking))
