"""What is wrong with a pattern, for the person who writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bpmn.patterns.options import (
    CHOICE_COMPONENTS,
    GROUPED_COMPONENTS,
    OURS_TO_SET,
    QUESTION_COMPONENTS,
    option_problems,
)
from bpmn.patterns.places import good_name
from bpmn.patterns.questions import Question, questions, title_of
from bpmn.patterns.record import Component, Pattern
from bpmn.patterns.safety import unsafe
from bpmn.patterns.welsh import missing_welsh

LICENCES = ("OGL-UK-3.0", "CC-BY-4.0", "CC0-1.0", "MIT")


@dataclass(frozen=True)
class Problem:
    """One fault. An `error` stops the pattern from being published, `advice` does not. `where` is the
    path in the file (`pages.0.components.1`), empty for the pattern as a whole; `text` is a sentence for
    a person."""

    severity: Literal["error", "advice"]
    where: str
    text: str


def problems(pattern: Pattern) -> tuple[Problem, ...]:
    """Everything wrong with a pattern, errors first."""
    found = [*_missing(pattern), *_components(pattern), *_names(pattern), *_parts(pattern), *_advice(pattern)]
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
        for text in _question(component):
            yield Problem("error", where, text)
    elif component.name is not None:
        yield Problem("error", where, f"“{component.component}” takes no answer: remove its name.")
    for value, shown in component.reveals:
        for place, inner in enumerate(shown):
            yield from _component(inner, f"{where}.reveals.{value}.{place}")


def _question(component: Component) -> Iterator[str]:
    if component.name is None:
        yield "The question has no name for its answer: add one, such as postcode."
    elif not good_name(component.name):
        yield (
            f"“{component.name}” cannot be the name of an answer: use small letters, digits and _,"
            " starting with a letter, at most 50, and no word that conditions use (and, or, not, in)."
        )
    if not title_of(component):
        part = "a fieldset with a legend" if component.component in GROUPED_COMPONENTS else "a label"
        yield f"The question has no words for the person who answers it: give it {part}."
    for key in sorted(OURS_TO_SET & set(component.params)):
        yield f"“params.{key}” is filled in by the library: leave it out."
    if component.component in CHOICE_COMPONENTS:
        yield from _choices(component)
    elif component.reveals:
        yield "Only radios and checkboxes can reveal further questions: move them to a page of their own."
    if component.low is not None and component.high is not None and component.low > component.high:
        yield "The lowest number allowed is above the highest: swap “min” and “max”."


def _choices(component: Component) -> Iterator[str]:
    items = component.params.get("items")
    if not isinstance(items, list) or not items:
        yield "The question offers nothing to choose from: add items, each with a value and a text."
        return
    answers = [item for item in items if isinstance(item, dict) and "divider" not in item]
    values = [str(item.get("value", "")) for item in answers]
    if component.component != "select" and not all(values):
        yield "One of the choices has no value: give each item a value, which conditions can use."
    for value in (value for value, times in Counter(values).items() if times > 1):
        yield f"Two choices have the value “{value}”: give each its own."
    if not all(item.get("text") for item in answers):
        yield "One of the choices has no text: say what the person chooses."
    for value, _ in component.reveals:
        if value not in values:
            yield f"“reveals” names the value “{value}”, which is not among the choices."
    if component.component == "select" and component.reveals:
        yield "A select cannot reveal further questions: use radios."


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
