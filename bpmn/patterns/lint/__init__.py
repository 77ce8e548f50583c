"""Advice on patterns: one rule a file, found here by its name. What is wrong (and stops publishing) is in
`bpmn.patterns.problems`; what could be better is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bpmn.patterns.lint import (
    choices_told_apart,
    easy_to_read,
    error_in_the_usual_words,
    hint_for_a_format,
    one_thing_per_page,
    place_filled,
    question_in_plain_words,
    setting_used,
)
from bpmn.patterns.lint.clashes import Clash, clashes
from bpmn.patterns.problems import Problem, problems
from bpmn.patterns.record import Pattern

_MODULES = (
    choices_told_apart,
    easy_to_read,
    error_in_the_usual_words,
    hint_for_a_format,
    one_thing_per_page,
    place_filled,
    question_in_plain_words,
    setting_used,
)

RULES: Mapping[str, Callable[[Pattern], Iterator[Problem]]] = {rule.NAME: rule.check for rule in _MODULES}
SUMMARIES: Mapping[str, str] = {rule.NAME: rule.SUMMARY for rule in _MODULES}

__all__ = ["RULES", "SUMMARIES", "Clash", "clashes", "lint"]


def lint(pattern: Pattern) -> tuple[Problem, ...]:
    """Everything to say about a pattern, errors first, then advice in the order of the file."""
    found = [replace(problem, rule=name) for name, check in RULES.items() for problem in check(pattern)]
    return (*problems(pattern), *sorted(found, key=lambda one: _in_file_order(one.where)))


def _in_file_order(where: str) -> tuple[tuple[int, int, str], ...]:
    """Numbers of a path compared as numbers."""
    parts = where.split(".")
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
