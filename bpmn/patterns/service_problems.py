"""What is wrong with a service pattern, seen beside the blocks it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from bpmn.conditions import parse
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import answer_names, expand
from bpmn.patterns.record import PartRef, Pattern


def service_problems(pattern: Pattern, library: Mapping[str, Pattern]) -> tuple[Problem, ...]:
    """What is wrong with a service pattern beside the blocks it names: one the library does not hold, or
    a condition over an answer that none of them asks for."""
    blocks = (pattern, *expand(pattern, library))
    asked = {name for block in blocks for name in answer_names(block)}
    return tuple(
        problem
        for number, part in enumerate(pattern.parts)
        for problem in _part_in(part, f"parts.{number}", library, asked)
    )


def _part_in(part: PartRef, where: str, library: Mapping[str, Pattern], asked: Set[str]) -> Iterator[Problem]:
    if part.ref not in library:
        yield Problem("error", where, f"There is no pattern “{part.ref}” in the library.")
    condition = parse(part.when) if part.when else None
    for name in sorted(set(condition.names) - asked) if condition is not None else ():
        yield Problem(
            "error", where, f"No block of this service asks for “{name}”, which the condition needs."
        )
