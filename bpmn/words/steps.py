"""What a diagram in words is made of, and how it is written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Way:
    """One way on from a step: the sequence flow's key (None for a jump from link to link or to an undoing
    step), what it says (a name, a condition, "otherwise", perhaps nothing) and the number of the step
    it leads to."""

    flow: str | None
    text: str
    to: str


@dataclass(frozen=True)
class Step:
    """One numbered step; steps inside a sub-process carry its number first (`3.1`).

    `element` is the node's key, `kind` its kind in words, `lane` and `pool` names or None, `text` whole
    sentences, `then` the numbers of the steps that follow (each once), `ways` how they are reached, one for
    each flow, and `on` the number of the step that a boundary event is attached to.
    """

    number: str
    element: str
    kind: str
    lane: str | None
    text: str
    then: tuple[str, ...]
    pool: str | None = None
    ways: tuple[Way, ...] = ()
    on: str | None = None


def words_as_json(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """The steps as the command line's JSON has them."""
    return [
        {
            "number": step.number,
            "element": step.element,
            "kind": step.kind,
            "lane": step.lane,
            "text": step.text,
            "then": list(step.then),
            "pool": step.pool,
            "ways": [{"flow": way.flow, "text": way.text, "to": way.to} for way in step.ways],
            "on": step.on,
        }
        for step in steps
    ]


def words_as_text(steps: tuple[Step, ...]) -> str:
    """The steps as lines of text: a heading where the pool changes, sub-steps set in by two spaces."""
    lines: list[str] = []
    pool: str | None = None
    for step in steps:
        if step.pool is not None and step.pool != pool:
            lines += ["", step.pool] if lines else [step.pool]
        pool = step.pool
        who = f"{step.lane}: " if step.lane else ""
        lines.append(f"{'  ' * step.number.count('.')}{step.number}. {who}{step.text}")
    return "\n".join(lines) + "\n" if lines else "There is no step in this diagram.\n"
