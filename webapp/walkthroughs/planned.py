"""A walk that follows a plan: a scenario walked again, or a path that nobody has walked yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.taken import Taken

PlanKind = Literal["scenario", "path"]


@dataclass(frozen=True)
class Plan:
    """`steps` are those of a choice log, to be proposed one by one; `name` is what the plan is called."""

    kind: PlanKind
    name: str
    steps: tuple[Mapping[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """As a walk keeps it."""
        return {"kind": self.kind, "name": self.name, "steps": [dict(step) for step in self.steps]}


@dataclass(frozen=True)
class Proposal:
    """What a plan proposes now. `done` of `of` steps have been taken. `element` is the step to take next (empty:
    none that can be taken now), `chose` the ways to choose at it, `answers` what to answer on its pages, `times`
    how many there are, where the plan says so. `left_at`
    is the number of the step (from 1) at which the walk left the plan, with `wanted` and `went` in its words."""

    plan: Plan
    done: int
    element: str = ""
    chose: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    left_at: int | None = None
    times: int | None = None

    @property
    def of(self) -> int:
        """The steps of the plan."""
        return len(self.plan.steps)


def plan_of(kept: Mapping[str, Any]) -> Plan | None:
    """The plan that a walk keeps, if it follows one."""
    steps = kept.get("steps")
    if kept.get("kind") not in ("scenario", "path") or not isinstance(steps, list):
        return None
    return Plan(kept["kind"], str(kept.get("name", "")), tuple(steps))


def proposal(plan: Plan, history: Sequence[Taken], enabled: Sequence[str]) -> Proposal:
    """What to do next so that the walk goes as planned. Work that goes on at the same time may be done in another
    order than the plan's; a decision that goes another way, or a step that the plan has not, leaves the plan."""
    waiting = list(plan.steps)
    for number, step in enumerate(history, start=1):
        planned = next((one for one in waiting if _is_same(one, step)), None)
        if planned is None or set(planned.get("chose") or ()) != set(step.chose):
            return Proposal(plan, len(plan.steps) - len(waiting), left_at=number)
        waiting.remove(planned)
    done = len(plan.steps) - len(waiting)
    ahead = next((one for one in waiting if one.get("element") in enabled), None)
    if ahead is None:
        return Proposal(plan, done)
    times = ahead.get("times")
    return Proposal(
        plan,
        done,
        str(ahead["element"]),
        tuple(ahead.get("chose") or ()),
        dict(ahead.get("answers") or {}),
        times=times if isinstance(times, int) else None,
    )


def _is_same(planned: Mapping[str, Any], step: Taken) -> bool:
    return planned.get("element") == step.element and planned.get("kind") in (None, step.kind)
