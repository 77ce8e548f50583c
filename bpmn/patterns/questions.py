"""What a pattern asks: for walking (which answers a page gives) and for comparing (what two councils ask)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bpmn.patterns.local import within
from bpmn.patterns.options import CHOICE_COMPONENTS
from bpmn.patterns.places import fill
from bpmn.patterns.record import Component, Pattern


@dataclass(frozen=True)
class Question:
    """One thing asked. `title` is what the person reads (label or legend, settings filled in); `choices`
    are (value, text) pairs; `evidence` says it asks for a proof; `page` counts from 0; `when` is the
    (answer name, value) that shows it, for a question behind a choice."""

    name: str
    title: str
    component: Component
    page: int
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    evidence: bool = False
    when: tuple[str, str] | None = None


def questions(pattern: Pattern) -> tuple[Question, ...]:
    """Every component of the pattern that takes an answer, in the order of the pages; revealed ones after
    theirs."""
    return tuple(
        question
        for number, page in enumerate(pattern.pages)
        for component in page.components
        for question in _asked(component, number, page.title, pattern.settings, None)
    )


def _asked(
    component: Component,
    page: int,
    page_title: str,
    settings: Mapping[str, object],
    when: tuple[str, str] | None,
) -> Iterator[Question]:
    if component.name is None:
        return
    title = fill(title_of(component) or page_title, settings)
    evidence = component.evidence or component.component == "file-upload"
    yield Question(
        component.name, title, component, page, component.required, choices(component), evidence, when
    )
    for value, shown in component.reveals:
        for inner in shown:
            yield from _asked(inner, page, page_title, settings, (component.name, value))


def title_of(component: Component) -> str:
    """The label or legend of a question as written, empty when it has none."""
    label = component.params.get("label")
    fieldset = component.params.get("fieldset")
    legend = fieldset.get("legend") if isinstance(fieldset, Mapping) else None
    for holder in (legend, label):
        if isinstance(holder, Mapping) and isinstance(holder.get("text"), str):
            return str(holder["text"])
    items = component.params.get("items")
    if component.component == "checkboxes" and isinstance(items, list) and len(items) == 1:
        return str(items[0].get("text", "")) if isinstance(items[0], Mapping) else ""
    return ""


def choices(component: Component) -> tuple[tuple[str, str], ...]:
    """The (value, text) pairs a radios, checkboxes or select offers; empty for any other component."""
    items = component.params.get("items")
    if component.component not in CHOICE_COMPONENTS or not isinstance(items, list):
        return ()
    return tuple(
        (str(item.get("value", "")), str(item.get("text", "")))
        for item in items
        if isinstance(item, Mapping) and "divider" not in item and item.get("value") not in (None, "")
    )


def answer_names(pattern: Pattern) -> tuple[str, ...]:
    """The names of the answers a pattern gives, in order, those of its decision tables last; conditions of a
    diagram may use them."""
    asked = (question.name for question in questions(pattern))
    return tuple(dict.fromkeys((*asked, *(table.name for table in pattern.tables))))


def evidence_requests(pattern: Pattern) -> tuple[Question, ...]:
    """The questions that ask the person for a proof."""
    return tuple(question for question in questions(pattern) if question.evidence)


def expand(pattern: Pattern, library: Mapping[str, Pattern]) -> tuple[Pattern, ...]:
    """A service pattern as the blocks it is made of, in order (those the library holds); any other as
    itself.

    The settings of the service go over those of its blocks. A service within a service is opened too; one
    that holds itself is opened once."""
    return tuple(_blocks(pattern, library, frozenset()))


def _blocks(pattern: Pattern, library: Mapping[str, Pattern], seen: frozenset[str]) -> Iterator[Pattern]:
    if pattern.kind != "service":
        yield pattern
    elif pattern.slug not in seen:
        for part in pattern.parts:
            if part.ref in library:
                block = within(pattern, library[part.ref])
                yield from _blocks(block, library, seen | {pattern.slug})
