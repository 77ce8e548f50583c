"""Time: what is promised, how long a case waits, which limits run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from bpmn.compare.compared import Compared
from bpmn.compare.results import Match, Statement
from bpmn.compare.sentences.keys import key_of
from bpmn.compare.sentences.pairs import is_sure
from bpmn.compare.sentences.waits import Wait, awaited, by_step, raced, residents, up_to, waits
from bpmn.compare.sentences.wording import gap, quoted, some
from bpmn.compare.steps import Side


def time_statements(compared: Compared) -> Iterator[Statement]:
    """`A promises 2 working days, B 3 working days.` What a law allows; how long matched steps may take; then
    the waits that are left: `A also waits up to 60 days for 'Pay for the permit'; B draws no other waits.`"""
    yield from _facts(compared, "promised_days", "{} promises {}, {} {}.", "time-promised")
    yield from _facts(
        compared, "statutory_days", "A law gives {} {}, {} {}, as both have written down.", "time-statutory"
    )
    steps = tuple(wait_statements(compared))
    yield from steps
    yield from _other_waits(compared, steps)


def _facts(compared: Compared, name: str, sentence: str, key: str) -> Iterator[Statement]:
    ours, theirs = (days_in_words(getattr(facts, name)) for facts in compared.facts)
    if ours is None or theirs is None or ours.casefold() == theirs.casefold():
        return
    first, second = compared.names
    size = gap(*amounts) if (amounts := _numbers(ours, theirs)) else 0.5
    yield Statement("time", sentence.format(first, ours, second, theirs), key=key, size=size)


def _numbers(*texts: str) -> tuple[float, ...] | None:
    """The number each text begins with, where all count the same."""
    found = [re.fullmatch(r"(\d+(?:\.\d+)?) (\w+ )?(day|week|month)s?", text) for text in texts]
    if any(one is None for one in found):
        return None
    units = {(one[2], one[3]) for one in found if one}
    return tuple(float(one[1]) for one in found if one) if len(units) == 1 else None


def _other_waits(compared: Compared, told: tuple[Statement, ...]) -> Iterator[Statement]:
    """The waits that no sentence about a step has told, and that are not the same on both sides."""
    told_a, told_b = ({key for said in told for key in keys} for keys in _elements(told))
    same_a, same_b = _waits_in_common(compared)
    ours = tuple(wait for wait in waits(compared.a) if wait.element not in told_a | same_a)
    theirs = tuple(wait for wait in waits(compared.b) if wait.element not in told_b | same_b)
    if sorted(wait.measure for wait in ours) == sorted(wait.measure for wait in theirs):
        return
    other = "other " if told or same_a else ""
    first, second = compared.names
    text = f"{_in_words(compared.a, first, ours, other)}; {_in_words(compared.b, second, theirs, other)}."
    text = text[:1].upper() + text[1:]
    keys = tuple(wait.element for wait in ours), tuple(wait.element for wait in theirs)
    yield Statement("time", text, *keys, key="time-waits", size=0.6 * gap(len(ours), len(theirs)) or 0.3)


def _elements(told: tuple[Statement, ...]) -> Iterator[list[str]]:
    yield [key for said in told for key in said.a]
    yield [key for said in told for key in said.b]


def _waits_in_common(compared: Compared) -> tuple[set[str], set[str]]:
    """The timers at matched steps that are the same on both sides."""
    found_a: set[str] = set()
    found_b: set[str] = set()
    ours, theirs = by_step(compared.a), by_step(compared.b)
    for match in compared.matches:
        mine, other = _of(match.a, ours), _of(match.b, theirs)
        if mine and sorted(w.measure for w in mine) == sorted(w.measure for w in other):
            found_a |= {wait.element for wait in mine}
            found_b |= {wait.element for wait in other}
    return found_a, found_b


def days_in_words(promised: float | str | None) -> str | None:
    """`10 working days`, or the words as written; None where nothing is said."""
    if promised is None or promised == "":
        return None
    try:
        days = float(promised)
        if not isfinite(days):
            raise ValueError("not a number of days")
    except ValueError:
        return str(promised)
    return "1 working day" if days == 1 else f"{days:g} working days"


def _in_words(side: Side, name: str, found: tuple[Wait, ...], other: str) -> str:
    """`A waits up to 5 days for 'Fee', the resident up to 12 weeks for 'Badge'`: who waits is told apart."""
    if not found:
        return f"{name} draws no {other}waits"
    also = "also " if other else ""
    theirs = [wait for wait in found if residents(side, wait)]
    ours = [wait for wait in found if wait not in theirs]
    said = some((_one(side, wait) for wait in theirs), 3)
    if not ours:
        return f"in {name} the resident {also}waits {said}"
    return f"{name} {also}waits {some((_one(side, wait) for wait in ours), 3)}" + (
        f", the resident {said}" if theirs else ""
    )


def _one(side: Side, wait: Wait) -> str:
    what = side.called(wait.on)
    if wait.on == wait.element:
        what = (awaited(side, side.diagram.node_by_key[wait.element]) if wait.limit else None) or ""
    named = f" ({quoted(wait.name)})" if wait.name and not wait.in_its_name and _own(wait) else ""
    return f"{up_to(wait)}{wait.how_long}{named}{' for ' * bool(what)}{what}"


def _own(wait: Wait) -> bool:
    """Whether the event's name is not already told as how long it takes."""
    return quoted(wait.name) != wait.how_long


def wait_statements(compared: Compared) -> Iterator[Statement]:
    """Matched steps whose limit or wait is another: `'Pay' has a limit of 60 days in A and of 14 days in
    B.`"""
    ours, theirs = by_step(compared.a), by_step(compared.b)
    for match in compared.matches:
        mine, other = _of(match.a, ours), _of(match.b, theirs)
        if sorted(w.measure for w in mine) == sorted(w.measure for w in other):
            continue
        if not is_sure(match) or not _for_the_same(compared, match):
            continue
        if not (mine and other) and (_is_a_wait((*mine, *other)) or _elsewhere(compared, match, bool(mine))):
            continue
        text = _wait_text(compared, match, mine, other)
        yield Statement(
            "wait",
            text,
            (*match.a, *(w.element for w in mine if w.element not in match.a)),
            (*match.b, *(w.element for w in other if w.element not in match.b)),
            key=key_of(compared, "wait", match.a, match.b),
            size=_apart(mine, other),
        )


def _for_the_same(compared: Compared, match: Match) -> bool:
    """Whether two matched timers wait for the same: where both stand beside others at a race, two of these are
    matched too. That both say "28 days" does not make it one wait."""
    ours = [other for key in match.a for other in raced(compared.a, compared.a.diagram.node_by_key[key])]
    theirs = [other for key in match.b for other in raced(compared.b, compared.b.diagram.node_by_key[key])]
    return not (ours and theirs) or any(
        is_sure(found) and not set(found.b).isdisjoint(theirs)
        for key in ours
        if (found := compared.match_of_a.get(key)) is not None
    )


def _is_a_wait(found: tuple[Wait, ...]) -> bool:
    """Whether a matched step is itself the wait: then the other is something else, not one without a wait."""
    return any(wait.is_itself for wait in found)


def _elsewhere(compared: Compared, match: Match, left: bool) -> bool:
    """Whether the side that draws no limit at this step draws one somewhere that no match tells: it may be
    for the same thing."""
    side, matched = (compared.b, compared.match_of_b) if left else (compared.a, compared.match_of_a)
    return any(wait.limit and wait.on not in matched for wait in waits(side))


def _wait_text(compared: Compared, match: Match, mine: list[Wait], other: list[Wait]) -> str:
    first, second = compared.names
    if len(mine) == len(other) == 1 and mine[0].limit == other[0].limit and mine[0].is_itself:
        ours, theirs = mine[0], other[0]
        limits = (up_to(ours), up_to(theirs))
        what = awaited(compared.a, compared.a.diagram.node_by_key[ours.element]) if ours.limit else None
        named = ours.name and not ours.in_its_name
        about = f" for {what}" if what else f" at {compared.called(match)}" if named else ""
        return _both_wait(compared, ours, theirs, f"{limits[0]}{ours.how_long}{about}", limits[1])
    if mine:
        text = (
            f"{compared.called(match)} {_limit(mine)} in {first} and {_limit(other, again=True)} in {second}."
        )
    else:
        text = f"{compared.called(match)} {_limit(other)} in {second} and none in {first}."
    return text


def _both_wait(compared: Compared, ours: Wait, theirs: Wait, said: str, limit: str) -> str:
    """`A waits up to 60 days for 'Fee', B up to 14 days.` Residents are told apart from councils."""
    first, second = compared.names
    one, two = residents(compared.a, ours), residents(compared.b, theirs)
    here, there = f"In {first} the resident" if one else first, f"in {second}" if two else second
    who = "" if one == two else " the resident waits" if two else " waits"
    return f"{here} waits {said}, {there}{who} {limit}{theirs.how_long}."


def _apart(mine: list[Wait], other: list[Wait]) -> float:
    """How far apart the longest of both are, where they can be measured; a limit against none is far."""
    if not mine or not other:
        return 0.7
    seconds = [[float(w.measure) for w in found if _is_number(w.measure)] for found in (mine, other)]
    return gap(max(seconds[0]), max(seconds[1])) if all(seconds) else 0.5


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+(e\+\d+)?", text))


def _of(keys: tuple[str, ...], by_step: dict[str, list[Wait]]) -> list[Wait]:
    return [wait for key in keys for wait in by_step.get(key, ())]


def _limit(found: list[Wait], again: bool = False) -> str:
    if not found:
        return "none"
    long = some((wait.how_long for wait in found), 3)
    if not found[0].limit:
        return long if again else f"lasts {long}"
    limit = f"of {long}" if long[0].isdigit() else f"({long})"
    return limit if again else f"has a limit {limit}"
