"""A choice, and a log of choices, as they come from outside: checked before anything believes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bpmn.conditions import Answer
from bpmn.semantics import Station, Way
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.rounds import MOST

VERSION = 1
Calls = dict[str, dict[str, Any]]
_KINDS = ("start", "do", "choose", "event", "time")


@dataclass(frozen=True)
class Choice:
    """One entry of a choice log. `kind` may be left out (None) where the element says enough; `times` is how often a
    repeated step is done in all, where that was asked."""

    element: str
    kind: str | None = None
    chose: tuple[str, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)
    times: int | None = None


def read_choice(entry: Any, limits: WalkLimits) -> Choice:
    """Check one entry of a log, or one choice from a page."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("element"), str):
        raise WalkError("A choice must name its element; this one does not.")
    kind = entry.get("kind")
    if kind is not None and kind not in _KINDS:
        raise WalkError(f"A choice is one of {', '.join(_KINDS)}; {str(kind)[:40]!r} is none of them.")
    chose = entry.get("chose") or ()
    if not isinstance(chose, list | tuple) or not all(isinstance(flow, str) for flow in chose):
        raise WalkError("What was chosen must be a list of the ids of flows.")
    answers = read_answers(entry.get("answers") or {}, limits)
    return Choice(entry["element"], kind, tuple(chose), answers, read_times(entry.get("times")))


def read_times(times: Any) -> int | None:
    """Check how often a step is to be done: a whole number from 1, or None where nobody said."""
    if times is None:
        return None
    if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= MOST:
        raise WalkError(f"How many must be a whole number from 1 to {MOST:,}.")
    return times


def read_answers(answers: Any, limits: WalkLimits) -> dict[str, Answer]:
    """Check the answers of one step: text, numbers, yes or no, or lists of text, within the limits."""
    if not isinstance(answers, Mapping):
        raise WalkError("Answers must be given by name.")
    size = 0
    found: dict[str, Answer] = {}
    for name, value in answers.items():
        if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
            value = list(value)
        elif not isinstance(value, str | int | float | bool):
            raise WalkError(f"The answer {str(name)[:40]!r} must be text, a number, or a list of texts.")
        size += len(str(name)) + len(str(value))
        if size > limits.answers:
            raise WalkError(f"The answers to one step are longer than {limits.answers} characters.")
        found[str(name)] = value
    return found


def read_log(log: Any, limits: WalkLimits) -> tuple[str | None, list[Choice]]:
    """Check a whole log: `{"version": 1, "steps": [...]}`, one walk of `walk --json`, the only walk of a
    whole `walk --json`, or just the list of steps. Returns the process it names, if any, and the choices."""
    process: str | None = None
    if isinstance(log, Mapping):
        if log.get("version", VERSION) != VERSION:
            raise WalkError(
                f"This choice log has version {str(log['version'])[:20]}; only version 1 can be read."
            )
        walks = log.get("walks")
        if isinstance(walks, list):
            if len(walks) != 1 or not isinstance(walks[0], Mapping):
                raise WalkError("Give one walk of this file: it holds several, or none.")
            log = walks[0]
        named = log.get("process")
        process = named if isinstance(named, str) else None
        log = log.get("steps")
    if not isinstance(log, list | tuple):
        raise WalkError("A choice log must have a list of steps; this one has none.")
    if len(log) > limits.steps:
        raise WalkError(f"This choice log has {len(log)} steps; at most {limits.steps} can be walked.")
    return process, [read_choice(entry, limits) for entry in log]


def read_calls(log: Any, limits: WalkLimits) -> Calls:
    """Check what a log says was put into the diagram's call activities: by the key of the call, a mapping of short
    values. What they mean is the caller's business; the log of a diagram without calls says nothing."""
    calls = log.get("calls") if isinstance(log, Mapping) else None
    if calls is None:
        return {}
    fits = isinstance(calls, Mapping) and len(calls) <= limits.steps
    if not fits or not all(isinstance(key, str) and _is_call(call) for key, call in calls.items()):
        raise WalkError("What a choice log says about calls must name a process for each call.")
    return {key: dict(call) for key, call in calls.items()}


def _is_call(call: Any) -> bool:
    return (
        isinstance(call, Mapping)
        and len(call) <= 8
        and all(isinstance(value, str | int) and len(str(value)) <= 300 for value in call.values())
    )


def chosen_ways(station: Station, ways: tuple[Way, ...], chose: Iterable[str], where: str) -> tuple[str, ...]:
    """The keys of the ways that a choice names, in file order, with those that are always taken; WalkError
    when the decision does not allow it."""
    wanted = set(chose) - set(station.always)
    known = {way.choice: way.key for way in ways}
    strange = sorted(wanted - set(known))
    if strange:
        raise WalkError(f"{strange[0][:60]!r} is not a way out of {where}.")
    picked = tuple(way.key for way in ways if way.choice in wanted)
    if not picked and not station.always:
        raise WalkError(f"Choose which way to go on from {where}.")
    if station.split == "one" and len(picked) != 1:
        raise WalkError(f"Only one way may be chosen at {where}.")
    if station.default in picked and len(picked) > 1:
        raise WalkError(f"The default way out of {where} is taken only when no other is.")
    return tuple(key for key in station.ways_out if key in picked or key in station.always)
