"""Pairs of matched steps, and how few sentences can name them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.results import Kind, Match, Statement
from bpmn.compare.sentences.wording import some

MOST_MATCHES = 150
"""With more matched activities than this, pairs of them are not put into sentences."""
MOST_NAMED = 3
Pair = tuple[Match, Match]
SURE = 0.55
SURE_OF_TWO = 0.6
"""The least score of a match that a sentence is made of: a match that nobody confirmed and that is less sure than
this is wrong more often than not (docs/decisions/comparing.md). A sentence about two matches needs both."""


def is_work(compared: Compared, match: Match) -> bool:
    """Whether both sides of a match are activities only."""
    return all(compared.a.by_key[key].node.is_activity for key in match.a) and all(
        compared.b.by_key[key].node.is_activity for key in match.b
    )


def is_sure(match: Match, least: float = SURE) -> bool:
    """Whether a match is sure enough to make a sentence of: confirmed, of equal labels, or of a good score."""
    return match.by in ("confirmed", "label") or match.score >= least


def work(compared: Compared) -> list[Match]:
    """The sure matches of activities, to be set against each other, or none where there are too many."""
    found = [match for match in compared.matches if is_work(compared, match) and is_sure(match, SURE_OF_TWO)]
    return found if len(found) <= MOST_MATCHES else []


def grouped(compared: Compared, pairs: Iterable[Pair]) -> Iterator[tuple[Match, list[Pair]]]:
    """The pairs by the step that stands in most of them, again and again until none is left. Where two
    stand in as many, where they stand and what they say decides, not which of the two diagrams is A."""
    left = set(pairs)
    while left:
        count = Counter(match for pair in left for match in pair)
        most = min(count, key=lambda match: (-count[match], *standing(compared, match)))
        mine = [pair for pair in left if most in pair]
        left.difference_update(mine)
        yield most, sorted(mine, key=lambda pair: [compared.a.index[match.a[0]] for match in pair])


def standing(compared: Compared, match: Match) -> tuple[int, int, tuple[str, ...]]:
    """Where a match stands in both diagrams and what it says, the same whichever of them is A."""
    a, b = compared.a.by_key[match.a[0]], compared.b.by_key[match.b[0]]
    return a.number + b.number, min(a.number, b.number), tuple(sorted((a.name, b.name)))


def one_process(compared: Compared, one: Match, two: Match) -> bool:
    """Whether two matches lie in one process on one side at least. What goes on at the same time in two
    pools follows from their messages, and is told there."""
    return any(
        {side.by_key[key].node.process for key in first} & {side.by_key[key].node.process for key in second}
        for side, first, second in ((compared.a, one.a, two.a), (compared.b, one.b, two.b))
    )


def partners(one: Match, pairs: Iterable[Pair]) -> list[Match]:
    """What a step is paired with."""
    return [y if x is one else x for x, y in pairs]


def of(match: Match, left: bool) -> tuple[str, ...]:
    """The match's steps of A (`left`) or of B."""
    return match.a if left else match.b


def every(first: tuple[str, ...], second: tuple[str, ...], holds: Callable[[str, str], bool]) -> bool:
    """Whether it holds for each step of the first with each of the second."""
    return all(holds(x, y) for x in first for y in second)


def some_pair(first: tuple[str, ...], second: tuple[str, ...], holds: Callable[[str, str], bool]) -> bool:
    """Whether it holds for any step of the first with any of the second."""
    return any(holds(x, y) for x in first for y in second)


def named(compared: Compared, matches: Iterable[Match], most: int = MOST_NAMED) -> str:
    """Some matches by A's wording, the steps of a group one by one."""
    keys = [key for match in matches for key in match.a[:2]]
    return some((compared.a.called(key) for key in keys), most)


def plural(match: Match, verb: str) -> str:
    """The verb for one step ("happens"), or for a group that is named by two ("happen")."""
    return verb if len(match.a) > 1 else verb + "s"


def sized(count: int) -> float:
    """The size of a statement about so many steps beside others of its kind: 1 makes .33, 2 .5, 4 .67."""
    return count / (count + 2)


def about(kind: Kind, text: str, matches: Iterable[Match], size: float = 0.0) -> Statement:
    """A statement about some matches."""
    group = tuple(matches)
    return Statement(
        kind,
        text,
        tuple(key for match in group for key in match.a),
        tuple(key for match in group for key in match.b),
        size=size,
    )
