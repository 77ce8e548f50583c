"""Steps done in another order."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.relations import Relations
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.pairs import Pair, about, every, grouped, named, plural, sized, work


def turned_round(compared: Compared, ours: Relations, theirs: Relations) -> frozenset[Pair]:
    """Pairs of which the first comes before the second in A and after it in B."""
    acts = work(compared)
    return frozenset(
        (x, y)
        for x in acts
        for y in acts
        if x is not y and every(x.a, y.a, ours.before) and every(y.b, x.b, theirs.before)
    )


def order_statements(
    compared: Compared, ours: Relations, theirs: Relations, turned: frozenset[Pair]
) -> Iterator[Statement]:
    """As few sentences as name every pair that is turned round, the step that moved past most others first.
    Where a loop leads back, what is said is which of them comes first."""
    for moved, pairs in grouped(compared, turned):
        for later, before in (
            ([pair for pair in pairs if pair[0] is moved], True),
            ([pair for pair in pairs if pair[1] is moved], False),
        ):
            if later:
                again = any(
                    ours.again_after(x.a[0], y.a[0]) or theirs.again_after(y.b[0], x.b[0]) for x, y in later
                )
                others = [pair[1] if before else pair[0] for pair in later]
                yield _flip(compared, moved, others, before, "first " if again else "")


def _flip(compared: Compared, moved: Match, others: list[Match], before: bool, first: str) -> Statement:
    here, there = compared.names
    if not before and len(others) == 1:
        moved, others, before = others[0], [moved], True
    earlier, later = ("before", "after") if before else ("after", "before")
    them = "them" if len(others) > 1 or len(others[0].a) > 1 else "it"
    comes = f"{compared.called(moved)} {first}{plural(moved, 'come')}"
    text = f"{comes} {earlier} {named(compared, others)} in {here} and {later} {them} in {there}."
    return about("order", text, (moved, *others), size=sized(len(others)))
