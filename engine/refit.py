"""A walk taken to another version of its process: as much of it as still fits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.model import Diagram
from engine.choices import Calls
from engine.errors import WalkError
from engine.limits import LIMITS, Deadline, WalkLimits
from engine.walkthrough import Walkthrough


@dataclass(frozen=True)
class Refit:
    """`walk` stands after the steps that still fit; `kept` of `of` steps of the log do. `why` says in a sentence
    what stands in the way of the next one; None when all fit."""

    walk: Walkthrough
    kept: int
    of: int
    why: str | None

    @property
    def whole(self) -> bool:
        """Whether every step fits."""
        return self.why is None


def refit(
    diagram: Diagram,
    log: Mapping[str, Any],
    *,
    renamed: Mapping[str, str] | None = None,
    limits: WalkLimits = LIMITS,
    calls: Calls | None = None,
) -> Refit:
    """Take the steps of a choice log one by one as long as each is open. `renamed` are keys of the log's diagram
    whose element has another key in this one. What decisions the answers take, they take as the log says where that
    can be. `calls` are those that were put into the diagram (`bpmn.called`). Raises WalkError when not even the
    beginning can be walked."""
    names = renamed or {}
    written = log.get("steps")
    steps = [_renamed(step, names) for step in written] if isinstance(written, list | tuple) else []
    walk = Walkthrough.start(
        diagram, _process(diagram, log, steps, names), limits=limits, decides=False, calls=log.get("calls")
    )
    deadline = Deadline(limits.seconds)
    for place, step in enumerate(steps):
        try:
            deadline.check()
            walk.take(step)
        except WalkError as error:
            return Refit(_settled(walk, limits), place, len(steps), str(error))
    return Refit(_settled(walk, limits), len(steps), len(steps), None)


def _settled(walk: Walkthrough, limits: WalkLimits) -> Walkthrough:
    """The same walk, with decisions that take themselves from here on, where what was taken allows that."""
    try:
        return Walkthrough.replay(walk.diagram, walk.choice_log, limits=limits)
    except WalkError:
        return walk


def _renamed(step: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(step, Mapping):
        return step
    element = step.get("element")
    renamed = {**step, "element": names.get(element, element) if isinstance(element, str) else element}
    chose = step.get("chose")
    if isinstance(chose, list | tuple):
        renamed["chose"] = [names.get(one, one) if isinstance(one, str) else one for one in chose]
    return renamed


def _process(
    diagram: Diagram, log: Mapping[str, Any], steps: Sequence[Any], names: Mapping[str, str]
) -> str | None:
    """The process of this diagram that the log is about: by its name, by where its first step lies, or the first."""
    named = log.get("process")
    for key in (names.get(str(named)), named):
        if isinstance(key, str) and key in diagram.process_by_key:
            return key
    first = steps[0].get("element") if steps and isinstance(steps[0], Mapping) else None
    node = diagram.node_by_key.get(first) if isinstance(first, str) else None
    return node.process if node else None
