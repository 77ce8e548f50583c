"""Steps that can be done at the same time or only one after the other, both or never both, once or again."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.graph import reachable
from bpmn.compare.relations import Relations
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.pairs import (
    Pair,
    about,
    every,
    grouped,
    is_sure,
    is_work,
    named,
    of,
    one_process,
    partners,
    plural,
    sized,
    some_pair,
    work,
)

BOTH_SIDES = (True, False)


def side_by_side(compared: Compared, mine: Relations, other: Relations, left: bool) -> frozenset[Pair]:
    """Pairs that A (`left`; else B) can do at the same time and the other only one after the other. `mine`
    are the relations of the one that can."""
    acts = [match for match in work(compared) if not _is_scope(compared, match, not left)]
    return frozenset(
        (x, y)
        for place, x in enumerate(acts)
        for y in acts[place + 1 :]
        if one_process(compared, x, y)
        and some_pair(of(x, left), of(y, left), mine.together)
        and every(of(x, not left), of(y, not left), other.one_after_the_other)
    )


def _is_scope(compared: Compared, match: Match, left: bool) -> bool:
    """Whether it is a sub-process: other things go on while it does."""
    side = compared.a if left else compared.b
    return any(side.by_key[key].node.is_sub_process for key in of(match, left))


def parallel_statements(compared: Compared, pairs: frozenset[Pair], left: bool) -> Iterator[Statement]:
    """`'X' and 'Y' can be done at the same time in A, one after the other in B.`"""
    here, there = compared.names if left else compared.names[::-1]
    for one, found in grouped(compared, pairs):
        others = partners(one, found)
        first, *rest = (one, *others) if found[0][0] is one else (found[0][0], one)
        if len(others) == 1:
            text = f"{compared.called(first)} and {named(compared, rest)} can be done at the same time "
            text += f"in {here}, one after the other in {there}."
        else:
            text = f"{compared.called(one)} can be done at the same time as {named(compared, others)} "
            text += f"in {here}, only before or after them in {there}."
        yield about("parallel", text, (one, *others), size=sized(len(others)))


def exclusive_statements(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    """`'X' and 'Y' never both happen in A; both can in B.`"""
    for left in BOTH_SIDES:
        mine, other = (ours, theirs) if left else (theirs, ours)
        here, there = compared.names if left else compared.names[::-1]
        for one, found in grouped(compared, _never_both(compared, mine, other, left)):
            others = partners(one, found)
            first, *rest = (one, *others) if found[0][0] is one else (found[0][0], one)
            if len(others) == 1:
                text = f"{compared.called(first)} and {named(compared, rest)} never both happen in {here}; "
                text += f"both can in {there}."
            else:
                text = f"{compared.called(one)} never {plural(one, 'happen')} in the same case as any of "
                text += f"{named(compared, others)} in {here}; in {there} {_it(one)} can."
            yield about("exclusive", text, (one, *others), size=sized(len(others)))


def _it(match: Match) -> str:
    return "they" if len(match.a) > 1 else "it"


def _never_both(compared: Compared, mine: Relations, other: Relations, left: bool) -> frozenset[Pair]:
    acts = work(compared)
    found = [
        (x, y)
        for place, x in enumerate(acts)
        for y in acts[place + 1 :]
        if one_process(compared, x, y)
        and every(of(x, left), of(y, left), mine.never_both)
        and some_pair(of(x, not left), of(y, not left), other.both)
    ]
    return frozenset(_not_led(compared, found, left))


def _not_led(compared: Compared, pairs: list[Pair], left: bool) -> Iterator[Pair]:
    """The pairs of which the drawing does not lead from one to the other all the same, by a message to somebody
    who no longer waits for it: what is meant is then not certain."""
    side = compared.a if left else compared.b
    ahead = reachable(
        side.graph.with_messages, [key for pair in pairs for one in pair for key in of(one, left)]
    )
    for one, two in pairs:
        first, second = of(one, left), of(two, left)
        if not any(y in ahead[x] or x in ahead[y] for x in first for y in second):
            yield one, two


def repeated_statements(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    """`'X' and 'Y' can be repeated in A, not in B.`"""
    again: dict[bool, list[Match]] = {True: [], False: []}
    for match in compared.matches:
        here, there = [ours.repeats(key) for key in match.a], [theirs.repeats(key) for key in match.b]
        if (
            is_work(compared, match)
            and is_sure(match)
            and None not in here + there
            and any(here) != any(there)
        ):
            again[any(here)].append(match)
    for left in BOTH_SIDES:
        first, second = compared.names if left else compared.names[::-1]
        if again[left]:
            text = f"{named(compared, again[left])} can be repeated in {first}, not in {second}."
            yield about("repeated", text, again[left], size=sized(len(again[left])))
