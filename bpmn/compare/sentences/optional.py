"""Steps that always happen on one side and only in some cases on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.relations import Relations
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.pairs import Pair, about, is_work, named, of, plural, sized, work
from bpmn.compare.sentences.wording import quoted
from bpmn.compare.world import answers
from bpmn.model import Diagram, Flow

Holds = Callable[[str, str], bool]


def optional_statements(
    compared: Compared, ours: Relations, theirs: Relations, explained: frozenset[Pair]
) -> Iterator[Statement]:
    """First `'X' always happens in A, only in some cases in B`, then, for steps that neither always does,
    what they are bound to: `'Y' is never done without 'X' before it in A; in B it can be`. Pairs that are
    `explained` (turned round, side by side) are not said again."""
    said: set[Match] = set()
    for left in (True, False):
        mine, other = (ours, theirs) if left else (theirs, ours)
        found = [
            match
            for match in compared.matches
            if is_work(compared, match)
            and all(mine.always(key) for key in of(match, left))
            and all(other.sometimes(key) for key in of(match, not left))
        ]
        said.update(found)
        if found:
            yield _always(compared, found, left)
    for match in work(compared):
        if match not in said and not _is_group(match):
            yield from _bound(compared, match, ours, theirs, explained, said)


def _always(compared: Compared, found: list[Match], left: bool) -> Statement:
    here, there = compared.names
    verb = plural(found[0], "happen") if len(found) == 1 else "happen"
    who = named(compared, found, 4)
    if left:
        text = f"{who} always {verb} in {here}, only in some cases in {there}."
    else:
        text = f"{who} {verb} only in some cases in {here}, always in {there}."
    return about("optional", text, found, size=sized(len(found)))


def _bound(
    compared: Compared,
    match: Match,
    ours: Relations,
    theirs: Relations,
    explained: frozenset[Pair],
    said: set[Match],
) -> Iterator[Statement]:
    """The nearest step that is never done before this one on one side and can be on the other; failing any,
    the nearest that always leads to this one on one side and not on the other."""
    for left in (True, False):
        mine, other = (ours, theirs) if left else (theirs, ours)
        here, there = compared.names if left else compared.names[::-1]
        if not all(mine.sometimes(key) for key in of(match, left)) or not all(
            other.sometimes(key) for key in of(match, not left)
        ):
            continue
        anchors = [
            one
            for one in compared.matches
            if one is not match
            and one not in said
            and not _is_group(one)
            and not {(one, match), (match, one)} & explained
        ]
        after = [
            one
            for one in anchors
            if _is_told(compared, one) and _differs(one, match, left, mine.needs, other.without)
        ]
        if after:
            nearest = _nearest(compared, after, match, left)
            text = f"{compared.called(nearest)} never {plural(nearest, 'happen')} in {here} without "
            text += f"{compared.called(match)} before; in {there} {_it(nearest)} can."
            yield about("optional", text, (match, nearest), size=0.5)
            return
        before = [one for one in anchors if _differs(one, match, left, mine.brings, _avoids(other))]
        if before:
            nearest = _nearest(compared, before, match, left)
            text = f"{compared.called(match)} always {plural(match, 'follow')} {compared.called(nearest)} "
            text += f"in {here}, only in some cases in {there}."
            yield about("optional", text, (match, nearest), size=0.5)
            return
        for one in _answers(compared):
            if _differs(one, match, left, mine.brings, _avoids(other)):
                text = f"When the answer to {_answered(compared, one)}, {_lower(compared.called(match))} "
                text += f"always follows in {here}, only in some cases in {there}."
                yield about("optional", text, (match,), size=0.5)
                return


def _answers(compared: Compared) -> Iterator[Match]:
    """The answers to decisions that both ask in the same words, as matches of their flows."""
    ours, theirs = (_by_words(side.diagram) for side in (compared.a, compared.b))
    for words, flows in ours.items():
        if len(flows) == len(theirs.get(words, ())) == 1:
            yield Match((flows[0].key,), (theirs[words][0].key,))


def _by_words(diagram: Diagram) -> dict[tuple[str, str], list[Flow]]:
    found: dict[tuple[str, str], list[Flow]] = {}
    for flow in answers(diagram):
        words = (normal(diagram.node_by_key[flow.source].name), normal(flow.name))
        found.setdefault(words, []).append(flow)
    return found


def _answered(compared: Compared, one: Match) -> str:
    flow = compared.a.diagram.flow_by_key[one.a[0]]
    return f"{compared.a.called(flow.source)} is {quoted(flow.name)}"


def _lower(called: str) -> str:
    return called[:1].lower() + called[1:]


def _is_group(match: Match) -> bool:
    return len(match.a) > 1 or len(match.b) > 1


def _is_told(compared: Compared, match: Match) -> bool:
    """Whether it is work or an end: other events are waits, or messages that are told at their step."""
    return all(
        side.by_key[key].node.is_activity or side.by_key[key].node.type == "endEvent"
        for side, keys in ((compared.a, match.a), (compared.b, match.b))
        for key in keys
    )


def _avoids(other: Relations) -> Holds:
    return lambda step, wanted: other.both(step, wanted) and not other.brings(step, wanted)


def _differs(one: Match, match: Match, left: bool, holds: Holds, fails: Holds) -> bool:
    """Whether it holds for every pair of steps on one side, and for no pair of the other."""
    return all(holds(x, y) for x in of(one, left) for y in of(match, left)) and all(
        fails(x, y) for x in of(one, not left) for y in of(match, not left)
    )


def _nearest(compared: Compared, found: list[Match], match: Match, left: bool) -> Match:
    side = compared.a if left else compared.b
    here = side.index[of(match, left)[0]]
    return min(
        found, key=lambda one: (abs(side.index[of(one, left)[0]] - here), side.index[of(one, left)[0]])
    )


def _it(match: Match) -> str:
    return "they" if len(match.a) > 1 else "it"
