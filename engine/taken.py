"""A step that was taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bpmn.conditions import Answer
from engine.acts import Kind


@dataclass(frozen=True)
class Taken:
    """One step of a walkthrough, as it was taken. `chose` are the flows by the names of the choice log,
    `said` the same in the diagram's words; `because` is why a decision took itself; `enabled` what could have
    been done just before, sorted. `times` is how often it was said that the step is done; `note` what a reader should
    know besides (what it undoes and why, a signal that had been sent)."""

    kind: Kind
    element: str
    pool: str
    text: str
    chose: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    because: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    enabled: tuple[str, ...] = ()
    times: int | None = None
    note: str | None = None

    def to_json(self, enabled: bool = False) -> dict[str, Any]:
        """The step as the contract writes it, with or without what else was enabled."""
        step: dict[str, Any] = {
            "kind": self.kind,
            "pool": self.pool,
            "element": self.element,
            "chose": list(self.chose),
            "answers": dict(self.answers),
        }
        if self.because is not None:
            step["because"] = self.because
        if self.times is not None:
            step["times"] = self.times
        if enabled:
            step["enabled"] = list(self.enabled)
        return step
