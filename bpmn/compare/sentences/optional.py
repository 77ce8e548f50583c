"""Steps that always happen on one side and only in some cases on the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bpmn.compare.compared import Compared
from bpmn.compare.graph import reachable
from bpmn.compare.meaning import normal
from bpmn.compare.relations import Relations
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.pairs import (
    SURE_OF_TWO,
    Pair,
    about,
    is_sure,
    is_work,
    named,
    of,
    one_process,
    plural,
    sized,
    standing,
    work,
)
from bpmn.compare.sentences.wording import quoted
from bpmn.compare.world import answers
from bpmn.model import Diagram, Flow

Holds = Callable[[str, str], bool]


def optional_statements(
    compared: Compared, ours: Relations, theirs: Relations, explained: frozenset[Pair]
) -> Iterator[Statement]:
    """First `'X' always happens in A, only in some cases in B`, then, for steps that neither always does,
    what they are bound to: `'Y' only happens after 'X' in A; in B it need not`. Pairs that are
    `explained` (turned round, side by side) are not said again."""
    said: set[Match] = set()
    for left in (True, False):
        mine, other = (ours, theirs) if left else (theirs, ours)
        found = [
            match
            for match in compared.matches
            if is_work(compared, match)
            and is_sure(match)
            and all(mine.always(key) for key in of(match, left))
            and all(other.sometimes(key) for key in of(match, not left))
        ]
        said.update(found)
        if found:
            yield _always(compared, found, left)
    needed: dict[tuple[bool, Match], list[Match]] = {}
    for match in work(compared):
        if match in said or _is_group(match):
            continue
        bound = _bound(compared, match, ours, theirs, explained, said)
        if isinstance(bound, Statement):
            yield bound
        elif bound is not None:
            needed.setdefault(bound, []).append(match)
    for (left, anchor), found in needed.items():
        yield _needs(compared, anchor, found, left)


def _needs(compared: Compared, anchor: Match, found: list[Match], left: bool) -> Statement:
    here, there = compared.names if left else compared.names[::-1]
    text = f"{compared.called(anchor)} only {plural(anchor, 'happen')} after {named(compared, found)} in {here}; "
    return about("optional", f"{text}in {there} it need not.", (*found, anchor), size=sized(len(found)))


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
) -> Statement | tuple[bool, Match] | None:
    """Of the steps of the same process that bind this one on one side and not on the other, the nearest:
    first those that are only done after it (which side, and the step: several may share one), then those
    that it always follows, then answers that always lead to it (the sentence)."""
    if not all(map(ours.sometimes, match.a)) or not all(map(theirs.sometimes, match.b)):
        return None
    anchors = [
        one
        for one in compared.matches
        if one is not match
        and is_sure(one, SURE_OF_TWO)
        and one not in said
        and not _is_group(one)
        and one_process(compared, one, match)
        and not {(one, match), (match, one)} & explained
    ]
    found = [
        (*rank, bound)
        for left in (True, False)
        for rank, bound in _bindings(compared, match, anchors, left, ours, theirs)
    ]
    return min(found, key=lambda one: one[:-1])[-1] if found else None


_Bindings = Iterator[tuple[tuple[int, int, tuple[object, ...]], Statement | tuple[bool, Match]]]


def _bindings(
    compared: Compared,
    match: Match,
    anchors: list[Match],
    left: bool,
    ours: Relations,
    theirs: Relations,
) -> _Bindings:
    """What binds the step on A (`left`) or B and not on the other: each with how near it is."""
    mine, other = (ours, theirs) if left else (theirs, ours)
    here, there = compared.names if left else compared.names[::-1]
    this = compared.called(match)
    for one in anchors:
        rank = (_distance(compared, one, match, left), standing(compared, one))
        if _is_told(compared, one) and _differs(
            one, match, left, mine.needs, _does_without(compared, left, other)
        ):
            yield (0, *rank), (left, one)
        elif _differs(one, match, left, mine.brings, _avoids(other)):
            text = f"{this} always {plural(match, 'follow')} {compared.called(one)} in {here}, "
            text += f"only in some cases in {there}."
            yield (1, *rank), about("optional", text, (match, one), size=sized(1))
    for one in _answers(compared):
        if _asked_where_done(compared, one, match) and _differs(
            one, match, left, mine.brings, _avoids(other)
        ):
            text = f"When the answer to {_answered(compared, one)}, {_lower(this)} always follows in {here}, "
            text += f"only in some cases in {there}."
            words = tuple(sorted((_answered(compared, one), _lower(this))))
            yield (2, 0, words), about("optional", text, (match,), size=sized(1))


def _asked_where_done(compared: Compared, answer: Match, match: Match) -> bool:
    """Whether the decision lies in the process of the step, on one side at least."""
    for side, flow, step in (
        (compared.a.diagram, answer.a[0], match.a[0]),
        (compared.b.diagram, answer.b[0], match.b[0]),
    ):
        asked = side.node_by_key[side.flow_by_key[flow].source]
        if asked.process == side.node_by_key[step].process:
            return True
    return False


def _distance(compared: Compared, one: Match, match: Match, left: bool) -> int:
    side = compared.a if left else compared.b
    return abs(side.index[of(one, left)[0]] - side.index[of(match, left)[0]])


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
    return lambda step, wanted: other.again_after(wanted, step) and not other.brings(step, wanted)


def _does_without(compared: Compared, left: bool, other: Relations) -> Holds:
    """Whether the other side does a step without one before it that was not even begun: where a limit that cuts
    that one short leads to the step, it is bound to it all the same."""
    side = compared.b if left else compared.a

    def does(step: str, wanted: str) -> bool:
        limits = [event.key for event in side.diagram.boundary_events(wanted)]
        ahead = reachable(side.graph.with_messages, [*limits, step]) if limits else {}
        return other.without(step, wanted) and not any(step in ahead[limit] for limit in limits)

    return does


def _differs(one: Match, match: Match, left: bool, holds: Holds, fails: Holds) -> bool:
    """Whether it holds for every pair of steps on one side, and for no pair of the other."""
    return all(holds(x, y) for x in of(one, left) for y in of(match, left)) and all(
        fails(x, y) for x in of(one, not left) for y in of(match, not left)
    )
