"""What lists say of a walk: how it ended, its steps, how long it took, how often the resident was involved."""

from __future__ import annotations

from typing import Any

from bpmn.called import SEPARATOR
from bpmn.parts import involvement
from engine.elapsed import Clock
from engine.walkthrough import Walkthrough as Walk

OUTCOMES = {"ended": "Ended", "stuck": "Stuck", "going": "Not finished"}


def ends_of(walk: Walk) -> tuple[str, ...]:
    """The keys of the ends that the case came to. Those of called processes are no ends of the case, and not everybody
    may read them."""
    return tuple(key for key in walk.ends if SEPARATOR not in key)


def summary(walk: Walk) -> dict[str, Any]:
    """`outcome`, `ends` (names of the ends it came to), `steps` (without decisions), `time` ("Day 9"), and
    `touch_points`: the steps at which the resident was involved."""
    contacts = {point.element for point in involvement(walk.diagram).touch_points}
    ends = (walk.diagram.node_by_key[key].name.strip() for key in ends_of(walk))
    done = [step for step in walk.history if step.kind != "choose"]
    return {
        "outcome": walk.outcome,
        "ends": list(dict.fromkeys(name for name in ends if name)),
        "steps": len(done),
        "time": Clock(walk).now.words,
        "touch_points": sum(step.element in contacts for step in done),
    }


def in_words(found: dict[str, Any]) -> str:
    """How it ended: "Ended: Badge sent"."""
    word = OUTCOMES.get(str(found.get("outcome")), "Not finished")
    ends = [str(one) for one in found.get("ends") or ()]
    return f"{word}: {'; '.join(ends)}" if ends and word == "Ended" else word
