"""Steps done in another order, always or only sometimes, once or again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.relations import Relations
from bpmn.compare.results import Kind, Match, Statement
from bpmn.compare.sentences.wording import some

MOST_MATCHES = 150
"""With more matched activities than this, order is not put into sentences."""


def order_statements(compared: Compared, ours: Relations, theirs: Relations) -> Iterator[Statement]:
    """First what is turned round, then what is always done here and only sometimes there, then what is
    repeated."""
    acts = [match for match in compared.matches if _is_work(compared, match)]
    if len(acts) <= MOST_MATCHES:
        yield from _turned_round(compared, acts, ours, theirs)
    yield from _sometimes(compared, acts, ours, theirs)
    yield from _repeated(compared, acts, ours, theirs)


def _is_work(compared: Compared, match: Match) -> bool:
    return all(compared.a.by_key[key].node.is_activity for key in match.a) and all(
        compared.b.by_key[key].node.is_activity for key in match.b
    )


def _turned_round(
    compared: Compared, acts: list[Match], ours: Relations, theirs: Relations
) -> Iterator[Statement]:
    """The fewest sentences that name every pair of matched steps whose order is turned round: the step with
    most such pairs first, one that moved past many being said once."""
    places = range(len(acts))
    flips = {
        (x, y)
        for x in places
        for y in places
        if x != y and _before(acts[x].a, acts[y].a, ours) and _before(acts[y].b, acts[x].b, theirs)
    }
    while flips:
        count = Counter(place for pair in flips for place in pair)
        moved = min(count, key=lambda place: (-count[place], place))
        earlier = [acts[y] for y in places if (moved, y) in flips]
        later = [acts[x] for x in places if (x, moved) in flips]
        for others, before in ((earlier, True), (later, False)):
            if others:
                yield _flip(compared, acts[moved], others, before)
        flips = {pair for pair in flips if moved not in pair}


def _flip(compared: Compared, moved: Match, others: list[Match], before: bool) -> Statement:
    first, second = compared.names
    if not before and len(others) == 1:
        moved, others, before = others[0], [moved], True
    earlier, later = ("before", "after") if before else ("after", "before")
    named = some((compared.called(match) for match in others), 3)
    them = "them" if len(others) > 1 else "it"
    comes = f"{compared.called(moved)} {_s(moved, 'come')}"
    text = f"{comes} {earlier} {named} in {first} and {later} {them} in {second}."
    group = (moved, *others)
    return Statement(
        "order",
        text,
        tuple(k for match in group for k in match.a),
        tuple(k for match in group for k in match.b),
    )


def _before(first: tuple[str, ...], second: tuple[str, ...], known: Relations) -> bool:
    return all(known.before(x, y) for x in first for y in second)


def _sometimes(
    compared: Compared, acts: list[Match], ours: Relations, theirs: Relations
) -> Iterator[Statement]:
    first, second = compared.names
    here: list[Match] = []
    there: list[Match] = []
    for match in acts:
        if set(match.a) <= ours.asked and set(match.b) <= theirs.asked:
            always_a, always_b = set(match.a) <= ours.always, set(match.b) <= theirs.always
            never_a, never_b = set(match.a).isdisjoint(ours.always), set(match.b).isdisjoint(theirs.always)
            if always_a and never_b:
                here.append(match)
            if never_a and always_b:
                there.append(match)
    for match in here:
        yield _said(
            compared,
            "optional",
            match,
            f"always {_s(match, 'happen')} in {first}, only in some cases in {second}",
        )
    for match in there:
        yield _said(
            compared,
            "optional",
            match,
            f"{_s(match, 'happen')} only in some cases in {first}, always in {second}",
        )


def _repeated(
    compared: Compared, acts: list[Match], ours: Relations, theirs: Relations
) -> Iterator[Statement]:
    first, second = compared.names
    for match in acts:
        again_a = any(_again(compared.a.by_key[key].node.loop is not None, ours, key) for key in match.a)
        again_b = any(_again(compared.b.by_key[key].node.loop is not None, theirs, key) for key in match.b)
        clear = not ours.unclear.intersection(match.a) and not theirs.unclear.intersection(match.b)
        if again_a != again_b and clear and ours.ahead and theirs.ahead:
            where, elsewhere = (first, second) if again_a else (second, first)
            yield _said(compared, "repeated", match, f"can be repeated in {where}, not in {elsewhere}")


def _again(marked: bool, known: Relations, key: str) -> bool:
    return marked or known.repeats(key)


def _s(match: Match, verb: str) -> str:
    return verb if len(match.a) > 1 else verb + "s"


def _said(compared: Compared, kind: Kind, match: Match, text: str) -> Statement:
    return Statement(kind, f"{compared.called(match)} {text}.", match.a, match.b)
