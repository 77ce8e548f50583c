"""What is wrong with one question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bpmn.conditions import parse
from bpmn.patterns.options import CHOICE_COMPONENTS, GROUPED_COMPONENTS, OURS_TO_SET
from bpmn.patterns.places import good_name
from bpmn.patterns.questions import title_of
from bpmn.patterns.record import Component

ERROR_KINDS = frozenset({"required", "check", "min", "max", "longest", "choice", "accept", "largest"})


def question_problems(component: Component) -> Iterator[str]:
    """Sentences about a component that should take an answer: its name, its words, its choices, its
    bounds."""
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
    low, high = component.low, component.high
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield "The lowest number allowed is above the highest: swap “min” and “max”."
    if component.required_when and parse(component.required_when) is None:
        yield f'“{component.required_when}” cannot be read as a condition, such as contact_by == "text".'
    for kind in sorted(set(component.errors) - ERROR_KINDS):
        yield f"“errors.{kind}” is never shown: use {', '.join(sorted(ERROR_KINDS))}."


def _choices(component: Component) -> Iterator[str]:
    items = component.params.get("items")
    if not isinstance(items, list) or not items:
        yield "The question offers nothing to choose from: add items, each with a value and a text."
        return
    answers = [item for item in items if isinstance(item, dict) and "divider" not in item]
    values = [str(item.get("value", "")) for item in answers]
    if component.component != "select" and not all(values):
        yield "One of the choices has no value: give each item a value, which conditions can use."
    if any("{{" in value for value in values):
        yield "The value of a choice cannot have places, because conditions use it: write it out."
    for value in (value for value, times in Counter(values).items() if times > 1):
        yield f"Two choices have the value “{value}”: give each its own."
    if not all(item.get("text") for item in answers):
        yield "One of the choices has no text: say what the person chooses."
    for value, _ in component.reveals:
        if value not in values:
            yield f"“reveals” names the value “{value}”, which is not among the choices."
    if component.component == "select" and component.reveals:
        yield "A select cannot reveal further questions: use radios."
