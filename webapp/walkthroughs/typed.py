"""What was typed during a walk, kept in the walker's own browser and not in the library.

A visitor's answers are needed as long as they walk (conditions look at them) and by nobody else, so they travel in the
session cookie: the answers of each step of one walk, and of the pages of the step now being filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import session

from bpmn.conditions import Answer
from bpmn.conditions.values import name_in_words
from bpmn.patterns import Pattern, questions

KEY = "typed"
MOST = 2800
"""Characters of JSON kept, with the addresses of this browser's walks: a cookie may be 4,096 bytes with all that
goes around it."""

Answers = dict[str, Any]


@dataclass(frozen=True)
class Dropped:
    """What found no room: the names of answers of the walk in hand, and whether all that was typed in an earlier
    walk went."""

    names: tuple[str, ...] = ()
    earlier: bool = False


def answers(walk_id: str) -> dict[int, Answers]:
    """The answers of the walk's steps, by the number of the step in its log."""
    kept = _walks().get(walk_id) or {}
    return {int(step): dict(given) for step, given in (kept.get("steps") or {}).items()}


def pending(walk_id: str, element: str) -> Answers:
    """What was answered on earlier pages of the step now being filled in."""
    kept = _walks().get(walk_id) or {}
    return dict(kept.get("pending") or {}) if kept.get("at") == element else {}


def keep(
    walk_id: str, steps: Mapping[int, Mapping[str, Any]], at: str = "", waiting: Answers | None = None
) -> Dropped:
    """Keep these for the next request. Where they do not fit, what was typed in the walks left longest ago goes
    first, then the longest texts of this one; says what went."""
    kept = {
        "steps": {str(number): dict(given) for number, given in steps.items() if given},
        "at": at,
        "pending": dict(waiting or {}),
    }
    others = {one: given for one, given in _walks().items() if one != walk_id and given.get("steps")}
    before = len(others)
    room = MOST - len(json.dumps(session.get("walks", [])))
    while others and _size({**others, walk_id: kept}) > room:
        del others[next(iter(others))]
    names: list[str] = []
    while _size({walk_id: kept}) > room and (name := _drop_longest(kept)) is not None:
        names.append(name)
    # A list of pairs, for a session cookie sorts the keys of what it holds, and the order says which is oldest.
    session[KEY] = [[one, given] for one, given in {**others, walk_id: kept}.items()]
    return Dropped(tuple(dict.fromkeys(names)), len(others) < before)


def _walks() -> dict[str, dict[str, Any]]:
    return dict(session.get(KEY) or [])


def _size(kept: Mapping[str, Any]) -> int:
    return len(json.dumps(kept))


def title_of(name: str, patterns: Mapping[str, Pattern]) -> str:
    """What the pages call an answer: the question's own words, where a page asks it, or those of the rules that give
    it."""
    called = {table.name: table.title for one in patterns.values() for table in one.tables if table.title}
    called |= {one.name: one.title for pattern in patterns.values() for one in questions(pattern)}
    return called.get(name) or name_in_words(name)


def value_in_words(name: str, value: Answer, patterns: Mapping[str, Pattern]) -> str:
    """What was answered as the page says it: the texts of what was chosen, else what was typed."""
    asked = (one for pattern in patterns.values() for one in questions(pattern) if one.name == name)
    labels = {given: text for one in asked for given, text in one.choices}
    if isinstance(value, bool):
        return "Yes" if value else "No"
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values)


def with_answers(log: Mapping[str, Any], steps: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """The choice log with the answers put back in."""
    written = log.get("steps")
    merged = [
        {**step, "answers": {**(step.get("answers") or {}), **steps.get(number, {})}}
        if isinstance(step, Mapping)
        else step
        for number, step in enumerate(written if isinstance(written, list | tuple) else ())
    ]
    return {**log, "steps": merged}


def _drop_longest(kept: dict[str, Any]) -> str | None:
    """Drop the longest answer; its name, None when there is none left."""
    holders = [*kept["steps"].values(), kept["pending"]]
    sizes = [(len(str(value)), name, holder) for holder in holders for name, value in holder.items()]
    if not sizes:
        return None
    _, name, holder = max(sizes, key=lambda item: item[0])
    del holder[name]
    return str(name)
