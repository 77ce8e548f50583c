"""A walk told without what happened inside some calls: for those who may not read what was called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bpmn.called import SEPARATOR
from engine.walkthrough import Walkthrough


def without_calls(walk: Walkthrough, hidden: Collection[str]) -> dict[str, Any]:
    """The choice log of a walk in which each hidden call (by its key) is one step, taken when all in it was done. It
    fits the diagram into which those calls were not put."""
    outer = [key for key in hidden if not any(key.startswith(one + SEPARATOR) for one in hidden)]
    steps: list[Mapping[str, Any]] = []
    case = walk.again(decides=False)
    for step in walk.log:
        call = next((key for key in outer if step["element"].startswith(key + SEPARATOR)), None)
        case.take(step)
        if call is None:
            steps.append(step)
        elif not any(token.startswith(call + SEPARATOR) for token in case.tokens):
            steps.append({"kind": "do", "element": call})
    calls = {key: call for key, call in walk.calls.items() if not _is_within(key, hidden)}
    return {**walk.choice_log, "calls": calls, "steps": steps}


def _is_within(key: str, hidden: Collection[str]) -> bool:
    return any(key == one or key.startswith(one + SEPARATOR) for one in hidden)
