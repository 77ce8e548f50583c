"""Decisions that take themselves: readable conditions over answers that are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bpmn.conditions import Answer, Condition
from bpmn.semantics import Station, Way


@dataclass(frozen=True)
class Decision:
    """`ways` are the keys of the ways to take, `because` says why: `reported within is yes`."""

    ways: tuple[str, ...]
    because: str


Reading = Callable[[Way], Condition | None]


def decide(
    station: Station, ways: tuple[Way, ...], answers: Mapping[str, Answer], read: Reading
) -> Decision | None:
    """What the conditions and the answers decide, or None when a person has to: a condition that cannot be
    read, an answer that is missing, or nothing to go by."""
    if station.role not in ("node", "ways"):
        return None
    judged = [_Judged(way, read(way), answers) for way in ways if way.key != station.default]
    if not any(one.condition for one in judged):
        return None
    return _decide_one(station, judged) if station.split == "one" else _decide_some(station, judged)


class _Judged:
    def __init__(self, way: Way, condition: Condition | None, answers: Mapping[str, Answer]) -> None:
        self.way = way
        self.condition = condition
        self.holds = condition.evaluate(answers) if condition else None
        self.written = way.flow is not None and way.flow.condition is not None


def _decide_one(station: Station, judged: list[_Judged]) -> Decision | None:
    """The first condition that holds, in file order; else the default or the only way without a condition."""
    unconditional = [one.way.key for one in judged if not one.written]
    for one in (one for one in judged if one.written):
        if one.condition is None or one.holds is None:
            return None
        if one.holds:
            return Decision((one.way.key,), one.condition.in_words())
    others = unconditional + ([station.default] if station.default else [])
    return Decision((others[0],), _none_of(judged)) if len(others) == 1 else None


def _decide_some(station: Station, judged: list[_Judged]) -> Decision | None:
    """Every condition that holds; the default when none does."""
    if any(one.holds is None for one in judged):
        return None
    held = [one for one in judged if one.holds]
    if held:
        reasons = (one.condition.in_words() for one in held if one.condition)
        return Decision(tuple(one.way.key for one in held), " and ".join(reasons))
    if station.default is not None:
        return Decision((station.default,), _none_of(judged))
    return Decision((), _none_of(judged)) if station.always else None


def _none_of(judged: list[_Judged]) -> str:
    return " and ".join(one.condition.denied() for one in judged if one.condition)
