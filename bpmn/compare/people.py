"""What people said of the steps of two diagrams, as far as the diagrams still have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bpmn.compare.results import Match
from bpmn.compare.steps import Side


@dataclass(frozen=True)
class People:
    """What people said: matches to keep as they are, and pairs (key of A, key of B) not to propose again.
    `alone` are keys of either side that were said to have no partner."""

    confirmed: tuple[Match, ...] = ()
    rejected: frozenset[tuple[str, str]] = frozenset()
    alone: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, a: Side, b: Side, confirmed: Iterable[Match], rejected: Iterable[Match]) -> People:
        """Read what was said, leaving out elements that these diagrams do not have. A step stands in one
        confirmed match only: the first. What is confirmed is not rejected."""
        kept: list[Match] = []
        taken: set[tuple[str, str]] = set()
        for match in confirmed:
            ours = a.in_order(
                key for key in dict.fromkeys(match.a) if key in a.by_key and ("a", key) not in taken
            )
            theirs = b.in_order(
                key for key in dict.fromkeys(match.b) if key in b.by_key and ("b", key) not in taken
            )
            if ours and theirs:
                taken.update([*(("a", key) for key in ours), *(("b", key) for key in theirs)])
                kept.append(Match(ours, theirs, 1.0, "confirmed"))
        refused = tuple(rejected)
        pairs = frozenset((ours, theirs) for match in refused for ours in match.a for theirs in match.b)
        alone = [("a", key) for match in refused if not match.b for key in match.a]
        alone += [("b", key) for match in refused if not match.a for key in match.b]
        return cls(tuple(kept), pairs, frozenset(alone))

    def mirrored(self) -> People:
        """The same said from the other side."""
        return People(
            tuple(match.mirrored() for match in self.confirmed),
            frozenset((theirs, ours) for ours, theirs in self.rejected),
            frozenset(("b" if which == "a" else "a", key) for which, key in self.alone),
        )


NOBODY = People()
"""Nobody said anything."""
