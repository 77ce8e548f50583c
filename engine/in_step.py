"""What two councils' cases did, row by row: the same work beside each other, and what only one of them did.

Nothing is remembered for it: the rows follow from the two histories and from which steps are the same work, so that
two choice logs are all there is to keep. With the sides exchanged the rows are the mirror image, but that of steps
between two common ones A's are always told first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.taken import Taken

Side = Literal["a", "b"]
Keys = tuple[str, ...]


class Partners:
    """Which steps of A are the same work as which of B, and which decisions are the same decision.

    `matches` are groups of keys as a comparison gives them, `decisions` the keys of gateways one by one."""

    def __init__(
        self, matches: Iterable[tuple[Keys, Keys]], decisions: Mapping[str, str] | None = None
    ) -> None:
        self.decisions = dict(decisions or {})
        self.groups: list[tuple[Keys, Keys]] = [*matches]
        steps = len(self.groups)
        self.groups += [((a,), (b,)) for a, b in self.decisions.items()]
        self._group: dict[tuple[Side, bool, str], int] = {}
        for number, (ours, theirs) in enumerate(self.groups):
            chooses = number >= steps
            self._group.update({("a", chooses, key): number for key in ours})
            self._group.update({("b", chooses, key): number for key in theirs})

    def of(self, side: Side, kind: str, element: str) -> int | None:
        """The group of a step that is taken, or of a decision that is made; None where it has no partner."""
        return self._group.get((side, kind == "choose", element))

    def partners(self, side: Side, group: int) -> Keys:
        """The keys of a group on the other side."""
        return self.groups[group][1 if side == "a" else 0]


@dataclass(frozen=True)
class Row:
    """One line: the places in the two histories (from 0) of the same work, or of what only one side did."""

    a: int | None
    b: int | None


def rows(a: Sequence[Taken], b: Sequence[Taken], partners: Partners) -> tuple[Row, ...]:
    """Every step of both histories once, in each side's own order."""
    ours = [partners.of("a", step.kind, step.element) for step in a]
    theirs = [partners.of("b", step.kind, step.element) for step in b]
    found: list[Row] = []
    at_a = at_b = 0
    for next_a, next_b in _common(ours, theirs, partners):
        found += [Row(place, None) for place in range(at_a, next_a)]
        found += [Row(None, place) for place in range(at_b, next_b)]
        found.append(Row(next_a, next_b))
        at_a, at_b = next_a + 1, next_b + 1
    found += [Row(place, None) for place in range(at_a, len(a))]
    return (*found, *(Row(None, place) for place in range(at_b, len(b))))


def _common(
    ours: Sequence[int | None], theirs: Sequence[int | None], partners: Partners
) -> Iterable[tuple[int, int]]:
    """The places of common work, always the pair next that leaves out the fewest steps."""
    where_a, where_b = _places(ours), _places(theirs)
    shared = where_a.keys() & where_b.keys()
    at_a = at_b = 0
    while True:
        ahead = []
        for group in shared:
            next_a, next_b = _first_from(where_a[group], at_a), _first_from(where_b[group], at_b)
            if next_a is not None and next_b is not None:
                past_a, past_b = next_a - at_a, next_b - at_b
                named = tuple(sorted(partners.groups[group]))
                ahead.append((past_a + past_b, abs(past_a - past_b), named, next_a, next_b))
        if not ahead:
            return
        *_, next_a, next_b = min(ahead)
        yield next_a, next_b
        at_a, at_b = next_a + 1, next_b + 1


def _places(groups: Sequence[int | None]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        if group is not None:
            found.setdefault(group, []).append(place)
    return found


def _first_from(places: list[int], start: int) -> int | None:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else None
