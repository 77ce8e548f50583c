"""What was typed during a walk, kept in the walker's own browser and not in the library.

A visitor's answers are needed as long as they walk (conditions look at them) and by nobody else, so they travel in the
session cookie: the answers of each step of one walk, and of the pages of the step now being filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import session

KEY = "walk"
MOST = 2600
"""Characters of JSON kept: a cookie may be 4,096 bytes with all that goes around it."""

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


def keep(walk_id: str, steps: dict[int, Answers], at: str = "", waiting: Answers | None = None) -> None:
    """Keep these for the next request; the longest texts go first when they do not fit."""
    kept = {
        "id": walk_id,
        "steps": {str(number): dict(given) for number, given in steps.items() if given},
        "at": at,
        "pending": dict(waiting or {}),
    }
    while len(json.dumps(kept)) > MOST and _drop_longest(kept):
        pass
    session[KEY] = kept


def with_answers(log: Mapping[str, Any], steps: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """The choice log with the answers put back in."""
    merged = [
        {**step, "answers": {**(step.get("answers") or {}), **steps.get(number, {})}}
        for number, step in enumerate(log.get("steps", ()))
    ]
    return {**log, "steps": merged}


def _drop_longest(kept: dict[str, Any]) -> bool:
    holders = [*kept["steps"].values(), kept["pending"]]
    sizes = [(len(str(value)), name, holder) for holder in holders for name, value in holder.items()]
    if not sizes:
        return False
    _, name, holder = max(sizes, key=lambda item: item[0])
    del holder[name]
    return True
