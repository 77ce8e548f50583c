"""Two councils' diagrams as one: every part of both, each told whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bpmn.compare.blueprint import Blueprint, Draft, SharedStep, as_compared, draft
from bpmn.compare.compare import compare
from bpmn.compare.results import Comparison
from bpmn.compare.steps import Step
from bpmn.model import Diagram

Whose = Literal["both", "A", "B"]


@dataclass(frozen=True)
class Part:
    """The same work in A, in B or in both. `key` is the drawn element's, "" when it is not drawn, and then `why`
    says why not. `a` and `b` are the steps of either; more than one where one of the two is drawn finer."""

    key: str
    whose: Whose
    a: tuple[Step, ...]
    b: tuple[Step, ...]
    why: str = ""


@dataclass(frozen=True)
class Merged:
    """One diagram of both, laid out, and its parts in order."""

    diagram: Diagram
    parts: tuple[Part, ...]

    def count(self, whose: Whose) -> int:
        """How many parts are whose."""
        return sum(part.whose == whose for part in self.parts)


def merged(
    a: Diagram,
    b: Diagram,
    names: tuple[str, str] = ("A", "B"),
    *,
    found: Comparison | None = None,
) -> Merged:
    """Draw two councils' diagrams as one. Where the two go different ways stands the question in which council.

    `found` is the two compared: the same steps are the same work here, and no others. Without it they are compared as
    usual."""
    grouped = as_compared(a, b, names, found or compare(a, b))
    drawn = draft(grouped, 1, name=f"{names[0]} and {names[1]}", by_council=True)
    return Merged(drawn.diagram, tuple(_parts(grouped, drawn)))


def _parts(found: Blueprint, drawn: Draft) -> list[Part]:
    key_of = {group: key for key, group in drawn.step_of.items()}
    why_of = {id(left.step): left.why for left in drawn.left_out}
    return [
        Part(
            key_of.get(number, ""),
            _whose(group),
            _steps(found, group, 0),
            _steps(found, group, 1),
            why_of.get(id(group), ""),
        )
        for number, group in enumerate(found.groups)
    ]


def _whose(group: SharedStep) -> Whose:
    return "both" if len(group.councils) == 2 else "A" if group.councils == (0,) else "B"


def _steps(found: Blueprint, group: SharedStep, council: int) -> tuple[Step, ...]:
    return tuple(found.sides[council].by_key[key] for key in group.keys_in(council))
