"""How the shared steps follow each other, as blocks inside blocks: one after the other, one instead of the other,
or at the same time.

Built from what the majority says of each two steps, cut by cut, as the inductive miner does from a log (Leemans,
Fahland and van der Aalst 2013): blocks inside blocks are always sound when drawn. Where no clean cut is there, the
order is cut where it goes against the fewest votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bpmn.compare.blueprint.record import Votes

NONE, BEFORE, AFTER, INSTEAD, BESIDE = 0, 1, 2, 3, 4
MOST_CUT = 160
"""More steps than this are taken in the majority's order, without looking for blocks."""
How = Literal["step", "after", "instead", "beside", "maybe"]
Said = NDArray[np.int8]


@dataclass(frozen=True)
class Block:
    """A `step` (its place among the groups), or blocks `after` each other, `instead` of each other, `beside` each
    other; `maybe` holds one block that some cases, or some councils, go without."""

    how: How
    step: int = -1
    inside: tuple[Block, ...] = ()

    @property
    def steps(self) -> tuple[int, ...]:
        """Every step inside, in the order in which it is drawn."""
        found: list[int] = []
        waiting = [self]
        while waiting:
            block = waiting.pop()
            if block.how == "step":
                found.append(block.step)
            waiting += reversed(block.inside)
        return tuple(found)


def leaf(step: int) -> Block:
    """A block of one step."""
    return Block("step", step)


def joined(how: How, inside: Iterable[Block]) -> Block:
    """Blocks put together; one alone stays itself, and those of the same sort are taken in."""
    flat: list[Block] = []
    for block in inside:
        flat += block.inside if block.how == how and how != "maybe" else [block]
    return flat[0] if len(flat) == 1 and how != "maybe" else Block(how, inside=tuple(flat))


def majority(votes: Votes, councils: Sequence[frozenset[int]], variants: bool = False) -> Said:
    """What most councils say of each two steps. The groups stand in the majority's order, which decides where votes
    are even. Two steps that no council has both of are in the order that follows from others'; where none follows,
    in the majority's order, or, when `variants` are wanted and the two come from different councils, one instead
    of the other."""
    count = len(councils)
    upper = np.triu(np.ones((count, count), bool), 1)
    before, after = votes.before, votes.before.T
    most = np.maximum.reduce([before, after, votes.instead, votes.beside])
    said = np.zeros((count, count), np.int8)
    for vote, name in ((votes.instead, INSTEAD), (votes.beside, BESIDE), (after, AFTER), (before, BEFORE)):
        said[(vote == most) & (most > 0)] = name
    even = (before == after) & (before == most) & (most > 0)
    said[even & upper], said[even & upper.T] = BEFORE, AFTER
    _follow(said)
    open_ = (said == NONE) & ~np.eye(count, dtype=bool)
    if variants:
        apart = np.array([[not (one & two) for two in councils] for one in councils], bool)
        apart = apart.reshape(count, count)
        said[open_ & apart] = INSTEAD
        open_ &= ~apart
    said[open_ & upper], said[open_ & upper.T] = BEFORE, AFTER
    return said


def _follow(said: Said) -> None:
    """Fill in the order of pairs nobody has both of, where it follows from others' (only for so many steps that
    this stays quick)."""
    if len(said) > 2 * MOST_CUT:
        return
    reach = said == BEFORE
    for _ in range(max(1, len(said)).bit_length()):
        wide = reach.astype(np.float32)
        more = reach | (wide @ wide > 0)
        if np.array_equal(more, reach):
            break
        reach = more
    clear = (said == NONE) & reach & ~reach.T
    said[clear], said[clear.T] = BEFORE, AFTER


def blocks(steps: Sequence[int], said: Said) -> Block:
    """Cut some steps, given in the majority's order, into blocks."""
    if len(steps) > MOST_CUT:
        return joined("after", map(leaf, steps))
    if len(steps) == 1:
        return leaf(steps[0])
    here = np.array(steps)
    table = said[np.ix_(here, here)]
    for how, apart in (("instead", table == INSTEAD), ("beside", table == BESIDE)):
        parts = _components(~apart)
        if len(parts) > 1:
            return joined("instead" if how == "instead" else "beside", _each(parts, steps, said))
    parts = _ordered(table)
    if len(parts) == 1:
        parts = _least_bad(table)
    return joined("after", _each(parts, steps, said))


def _each(parts: list[list[int]], steps: Sequence[int], said: Said) -> list[Block]:
    return [blocks([steps[place] for place in part], said) for part in parts]


def _components(linked: NDArray[np.bool_]) -> list[list[int]]:
    """The parts that no link joins, each in order, ordered by their first."""
    left = dict.fromkeys(range(len(linked)))
    found: list[list[int]] = []
    while left:
        part, waiting = [], [next(iter(left))]
        del left[waiting[0]]
        while waiting:
            one = waiting.pop()
            part.append(one)
            near = [two for two in left if linked[one, two] or linked[two, one]]
            for two in near:
                del left[two]
            waiting += near
        found.append(sorted(part))
    return found


def _ordered(table: Said) -> list[list[int]]:
    """Parts of which each is wholly before the next: steps are kept together while anything else is said of two of
    them. One part when there is no such cut."""
    parts = _components((table != BEFORE) & (table != AFTER) & ~np.eye(len(table), dtype=bool))
    before = table == BEFORE
    while True:
        count = len(parts)
        wholly = np.zeros((count, count), bool)
        for one in range(count):
            for two in range(count):
                wholly[one, two] = one != two and bool(before[np.ix_(parts[one], parts[two])].all())
        reach = wholly.copy()
        for middle in range(count):
            reach |= reach[:, middle : middle + 1] & reach[middle : middle + 1, :]
        together = ~(reach ^ reach.T)
        merged = _components(together | together.T)
        if len(merged) == count:
            order = sorted(range(count), key=lambda n: -int(wholly[n].sum()))
            return [parts[n] for n in order]
        parts = [sorted(place for n in group for place in parts[n]) for group in merged]


def _least_bad(table: Said) -> list[list[int]]:
    """The order cut in two where the fewest pairs are said to be anything but before each other; the latest of
    equals, so that what differs stays together."""
    count = len(table)
    against = table != BEFORE
    cost = [int(against[:cut, cut:].sum()) / (cut * (count - cut)) for cut in range(1, count)]
    cut = min(range(1, count), key=lambda place: (cost[place - 1], -place))
    return [list(range(cut)), list(range(cut, count))]
