"""Which groups of steps a draft draws, and which it leaves out and why.

A draft is one process with a lane for each part, where councils draw several pools that write to each other. So a
message that another pool is seen to send, and a start that another pool sets off, are a flow in the draft; and of
two ends that a case comes to together (the council closes the case, the resident has the badge) one is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bpmn.compare.blueprint.record import Blueprint, SharedStep
from bpmn.compare.blueprint.tree import AFTER, BEFORE, INSTEAD, Said


@dataclass(frozen=True)
class LeftOut:
    """A shared step that the draft does not draw, and why, in a sentence."""

    step: SharedStep
    why: str


@dataclass(frozen=True)
class Chosen:
    """`start` is the group the draft starts with (None: no council names one), `steps` those it draws after it, in
    the majority's order."""

    start: int | None
    steps: tuple[int, ...]
    left_out: tuple[LeftOut, ...]


def chosen(found: Blueprint, said: Said, least: int) -> Chosen:
    """Choose among the groups that at least so many councils have. `said` is changed for ends: nothing comes after
    one, so that what a majority has after it happens instead of it."""
    numbers = found.numbers(least)
    starts = [n for n in numbers if found.groups[n].type == "startEvent"]
    start = min(starts, default=None)
    gone: dict[int, str] = {n: "The process starts once, elsewhere." for n in starts if n != start}
    gone |= {n: "It is the flow from the step that sends the message." for n in numbers if _told(found, n)}
    ends = [n for n in numbers if found.groups[n].type == "endEvent"]
    gone |= _echoes(found, ends)
    for end in ends:
        later = said[end] == BEFORE
        said[end, later], said[later, end] = INSTEAD, INSTEAD
        for other in ends:
            if other != end and said[end, other] in (BEFORE, AFTER):
                said[end, other] = said[other, end] = INSTEAD
    left = tuple(LeftOut(found.groups[n], why) for n, why in sorted(gone.items()))
    return Chosen(start, tuple(n for n in numbers if n not in gone and n != start), left)


def _told(found: Blueprint, number: int) -> bool:
    """Whether it is an event that, in most councils that have it, reads a message sent by a step of another
    pool."""
    group = found.groups[number]
    if group.type not in ("intermediateCatchEvent", "boundaryEvent"):
        return False
    told = 0
    for council, keys in group.members:
        targets = {t for targets in found.sides[council].graph.told.values() for t in targets}
        told += any(key in targets for key in keys)
    return 2 * told > len(group.councils)


def _echoes(found: Blueprint, ends: Sequence[int]) -> dict[int, str]:
    """Ends that a case comes to together with another: dropped one at a time, that which most others send word to
    first, then that with the most others, then that of the fewest councils, then the council's own rather than the
    resident's."""
    votes = found.votes
    at_once = votes.both - votes.instead - votes.before - votes.before.T
    told = {(n, m): _told_on(found, n, m) for n in ends for m in ends if n != m and votes.both[n, m]}
    pairs: dict[int, set[int]] = {n: set() for n in ends}
    for n, m in told:
        if 2 * (int(at_once[n, m]) + told[n, m] + told[m, n]) > votes.both[n, m]:
            pairs[n].add(m)
    gone: dict[int, str] = {}
    while any(pairs.values()):
        worst = max(
            (n for n in pairs if pairs[n]),
            key=lambda n: (
                sum(told[m, n] > told[n, m] for m in pairs[n]),
                len(pairs[n]),
                -len(found.groups[n].councils),
                found.groups[n].part != "resident",
                n,
            ),
        )
        names = sorted(found.groups[m].name for m in pairs.pop(worst))
        gone[worst] = f"A case that ends here also ends at “{names[0]}”."
        for others in pairs.values():
            others.discard(worst)
    return gone


def _told_on(found: Blueprint, end: int, other: int) -> int:
    """In how many councils a message from the one end leads to the other with no work between."""
    told = 0
    for council, keys in found.groups[end].members:
        wanted = found.groups[other].keys_in(council)
        side = found.sides[council]
        seen = {target for key in keys for target in side.graph.told[key]}
        waiting = list(seen)
        while waiting:
            key = waiting.pop()
            if not side.diagram.node_by_key[key].is_activity:
                new = [after for after in side.graph.forward[key] if after not in seen]
                seen.update(new)
                waiting += new
        told += any(key in seen for key in wanted)
    return told
