"""Steps that only one of the two has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.wording import some
from bpmn.compare.steps import Side


def only_statements(compared: Compared) -> Iterator[Statement]:
    """For each side, one sentence a run of steps that follow each other, saying between which shared steps
    it lies, and which steps of the other side may be the same although they were not matched."""
    first, second = compared.names
    near_a = dict(compared.near)
    near_b = {theirs: ours for ours, theirs in compared.near}
    for run in _runs(compared.a, compared.only_a):
        text = f"Only {first} has {_named(compared.a, run, compared.match_of_a)}"
        text += _place(compared.a, run, compared.match_of_a) + _perhaps(compared.b, second, run, near_a)
        yield Statement("only", f"{text}.", run, ())
    for run in _runs(compared.b, compared.only_b):
        text = f"Only {second} has {_named(compared.b, run, compared.match_of_b)}"
        text += _place(compared.b, run, compared.match_of_b) + _perhaps(compared.a, first, run, near_b)
        yield Statement("only", f"{text}.", (), run)


def _perhaps(there: Side, name: str, run: tuple[str, ...], near: Mapping[str, str]) -> str:
    """`; 'Collected' in B may be the same`."""
    found = [there.called(near[key]) for key in run if key in near]
    if not found:
        return ""
    the_same = "the same" if len(found) == len(run) else "one of them" if len(found) == 1 else "some of them"
    return f"; {some(found, 3)} in {name} may be {the_same}"


def _named(side: Side, run: tuple[str, ...], matched: Mapping[str, Match]) -> str:
    """The steps by name; `another 'Appeal'` where a step of that name has a partner."""
    shared = {normal(side.by_key[key].name) for key in matched} - {""}
    return some(f"{'another ' * (normal(side.by_key[key].name) in shared)}{side.called(key)}" for key in run)


def _runs(side: Side, keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The keys in process order, cut where one does not directly follow the one before."""
    run: list[str] = []
    for key in keys:
        if run and run[-1] not in side.by_key[key].before:
            yield tuple(run)
            run = []
        run.append(key)
    if run:
        yield tuple(run)


def _place(side: Side, run: tuple[str, ...], matched: Mapping[str, Match]) -> str:
    before = [key for key in side.by_key[run[0]].before if key in matched]
    after = [key for key in side.by_key[run[-1]].after if key in matched]
    if len(before) == 1:
        return f", after {side.called(before[0])}"
    if len(after) == 1:
        return f", before {side.called(after[0])}"
    return ""
