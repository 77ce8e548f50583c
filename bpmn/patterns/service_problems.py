"""What is wrong with a service pattern, seen beside the blocks it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from bpmn.conditions import parse
from bpmn.patterns.problems import Problem
from bpmn.patterns.questions import answer_names, expand
from bpmn.patterns.record import PartRef, Pattern


def service_problems(pattern: Pattern, library: Mapping[str, Pattern]) -> tuple[Problem, ...]:
    """What is wrong with a service pattern beside the blocks it names: one the library does not hold, or
    a condition or a rule over an answer that none of them gives."""
    blocks = (pattern, *expand(pattern, library))
    asked = {name for block in blocks for name in answer_names(block)}
    parts = (
        problem
        for number, part in enumerate(pattern.parts)
        for problem in _part_in(part, f"parts.{number}", library, asked)
    )
    rules = (problem for block in blocks for problem in _rules_in(block, asked))
    return tuple(dict.fromkeys((*parts, *rules)))


def _rules_in(block: Pattern, asked: Set[str]) -> Iterator[Problem]:
    for table in block.tables:
        for name in sorted(set(table.inputs) - asked):
            text = f"No block of this service asks for “{name}”, which the rules of “{block.title}” need."
            yield Problem("error", "parts", text)


def _part_in(part: PartRef, where: str, library: Mapping[str, Pattern], asked: Set[str]) -> Iterator[Problem]:
    if part.ref not in library:
        yield Problem("error", where, f"There is no pattern “{part.ref}” in the library.")
    condition = parse(part.when) if part.when else None
    for name in sorted(set(condition.names) - asked) if condition is not None else ():
        yield Problem(
            "error", where, f"No block of this service asks for “{name}”, which the condition needs."
        )
