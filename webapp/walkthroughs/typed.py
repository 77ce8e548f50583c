"""What was typed during a walk, kept in the walker's own browser and not in the library.

A visitor's answers are needed as long as they walk (conditions look at them) and by nobody else, so they travel in the
session cookie: the answers of each step of one walk, and of the pages of the step now being filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import session

from bpmn.conditions.values import name_in_words
from bpmn.patterns import Pattern, questions

KEY = "walk"
MOST = 2800
"""Characters of JSON kept, with the addresses of this browser's walks: a cookie may be 4,096 bytes with all that
goes around it."""

Answers = dict[str, Any]


def answers(walk_id: str) -> dict[int, Answers]:
    """The answers of the walk's steps, by the number of the step in its log."""
    kept = session.get(KEY) or {}
    if kept.get("id") != walk_id:
        return {}
    return {int(step): dict(given) for step, given in (kept.get("steps") or {}).items()}


def pending(walk_id: str, element: str) -> Answers:
    """What was answered on earlier pages of the step now being filled in."""
    kept = session.get(KEY) or {}
    if kept.get("id") != walk_id or kept.get("at") != element:
        return {}
    return dict(kept.get("pending") or {})


def keep(
    walk_id: str, steps: Mapping[int, Mapping[str, Any]], at: str = "", waiting: Answers | None = None
) -> tuple[str, ...]:
    """Keep these for the next request. Where they do not fit the longest go first: the names of the answers that
    found no room."""
    kept = {
        "id": walk_id,
        "steps": {str(number): dict(given) for number, given in steps.items() if given},
        "at": at,
        "pending": dict(waiting or {}),
    }
    room = MOST - len(json.dumps(session.get("walks", [])))
    dropped: list[str] = []
    while len(json.dumps(kept)) > room and (name := _drop_longest(kept)) is not None:
        dropped.append(name)
    session[KEY] = kept
    return tuple(dict.fromkeys(dropped))


def title_of(name: str, patterns: Mapping[str, Pattern]) -> str:
    """What the pages call an answer: the question's own words, where a page asks it."""
    asked = (one for pattern in patterns.values() for one in questions(pattern))
    return next((one.title for one in asked if one.name == name), name_in_words(name))


def with_answers(log: Mapping[str, Any], steps: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """The choice log with the answers put back in."""
    merged = [
        {**step, "answers": {**(step.get("answers") or {}), **steps.get(number, {})}}
        for number, step in enumerate(log.get("steps", ()))
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
