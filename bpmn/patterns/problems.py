"""What is wrong with a pattern, for the person who writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bpmn.conditions import parse
from bpmn.patterns.options import QUESTION_COMPONENTS, option_problems
from bpmn.patterns.places import good_name
from bpmn.patterns.question_problems import question_problems
from bpmn.patterns.questions import Question, questions
from bpmn.patterns.record import Component, Pattern
from bpmn.patterns.safety import unsafe
from bpmn.patterns.table_problems import table_problems
from bpmn.patterns.welsh import missing_welsh

LICENCES = ("OGL-UK-3.0", "CC-BY-4.0", "CC0-1.0", "MIT")


@dataclass(frozen=True)
class Problem:
    """One fault. An `error` stops the pattern from being published, `advice` does not. `where` is the
    path in the file (`pages.0.components.1`), empty for the pattern as a whole; `text` is a sentence for
    a person; `rule` the name of the rule of `bpmn.patterns.lint` that found it, else `pattern`."""

    severity: Literal["error", "advice"]
    where: str
    text: str
    rule: str = "pattern"


def problems(pattern: Pattern) -> tuple[Problem, ...]:
    """Everything wrong with a pattern, errors first."""
    found = [*_missing(pattern), *_components(pattern), *_names(pattern), *_parts(pattern), *_advice(pattern)]
    found += (Problem(grave, where, text) for grave, where, text in table_problems(pattern))
    return tuple(sorted(found, key=lambda problem: problem.severity != "error"))


def publishable(pattern: Pattern) -> bool:
    """Whether nothing stands in the way of publishing the pattern."""
    return all(problem.severity != "error" for problem in problems(pattern))


def _missing(pattern: Pattern) -> Iterator[Problem]:
    wanted = {
        "title": (pattern.title, "Give the pattern a title."),
        "need": (pattern.need, "Say in one sentence which need of a person the pattern meets."),
        "owner": (pattern.owner, "Say which organisation owns the pattern."),
        "licence": (
            pattern.licence,
            "Say under which licence others may use the pattern: OGL-UK-3.0 is the usual one.",
        ),
        "reviewed": (pattern.reviewed, "Say on which day somebody last checked the pattern."),
    }
    for where, (value, text) in wanted.items():
        if not value:
            yield Problem("error", where, text)
    if pattern.kind == "pages" and not any(page.components or page.body for page in pattern.pages):
        yield Problem("error", "pages", "Add at least one page with something on it.")
    elif pattern.kind == "service" and not pattern.parts:
        yield Problem("error", "parts", "Add the blocks the service is made of.")
    elif pattern.kind not in ("pages", "service") and not pattern.body:
        yield Problem("error", "body", "Write what the letter, message or script says.")
    for number, page in enumerate(pattern.pages):
        if not page.title:
            yield Problem("error", f"pages.{number}.title", "Give the page a title.")


def _components(pattern: Pattern) -> Iterator[Problem]:
    for number, page in enumerate(pattern.pages):
        for place, component in enumerate(page.components):
            yield from _component(component, f"pages.{number}.components.{place}")


def _component(component: Component, where: str) -> Iterator[Problem]:
    for text in (*option_problems(component), *unsafe(component.params)):
        yield Problem("error", where, text)
    if component.component in QUESTION_COMPONENTS:
        for text in question_problems(component):
            yield Problem("error", where, text)
    elif component.name is not None:
        yield Problem("error", where, f"“{component.component}” takes no answer: remove its name.")
    for value, shown in component.reveals:
        for place, inner in enumerate(shown):
            yield from _component(inner, f"{where}.reveals.{value}.{place}")


def _names(pattern: Pattern) -> Iterator[Problem]:
    asked = questions(pattern)
    for name, times in Counter(question.name for question in asked).items():
        if times > 1:
            text = f"{times} questions give their answer the name “{name}”: give each its own."
            yield Problem("error", "pages", text)
    for name in pattern.settings:
        if not good_name(name):
            yield Problem("error", f"settings.{name}", f"“{name}” cannot be the name of a setting.")
        elif any(question.name == name for question in asked):
            yield Problem(
                "error", f"settings.{name}", f"“{name}” names a setting and an answer: rename one of them."
            )


def _parts(pattern: Pattern) -> Iterator[Problem]:
    for number, part in enumerate(pattern.parts):
        if part.when and parse(part.when) is None:
            text = f'“{part.when}” is no condition that can be read: write one such as eligible == "yes".'
            yield Problem("error", f"parts.{number}", text)
        if part.ref == pattern.slug:
            yield Problem("error", f"parts.{number}", "A service pattern cannot be a part of itself.")
    for (ref, when), times in Counter((part.ref, part.when) for part in pattern.parts).items():
        if times > 1:
            yield Problem(
                "advice", "parts", f"The block “{ref}” comes {times} times under the same condition “{when}”."
            )


def _advice(pattern: Pattern) -> Iterator[Problem]:
    if not pattern.summary:
        yield Problem("advice", "summary", "Say in a sentence or two what the pattern is for.")
    if pattern.licence and pattern.licence not in LICENCES:
        text = f"The licence {pattern.licence} may keep others from using the pattern: consider OGL-UK-3.0."
        yield Problem("advice", "licence", text)
    for question in questions(pattern):
        yield from _unexplained(question)
    if pattern.cy:
        missing = missing_welsh(pattern)
        if missing:
            text = f"{len(missing)} texts have no Welsh yet, the first at {missing[0]}."
            yield Problem("advice", "cy", text)


def _unexplained(question: Question) -> Iterator[Problem]:
    if not question.component.why:
        text = f"Say why “{question.title}” is asked: people answer more willingly when they know."
        yield Problem("advice", f"pages.{question.page}", text)
