"""The "why we ask" that stands under a page's questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bpmn.patterns import Component, Page, fill, title_of
from bpmn.patterns.places import Values
from webapp.patterns.words import in_words


def explanations(page: Page, values: Values) -> tuple[tuple[str, str], ...]:
    """(question, why it is asked) for the page's questions that say so, in order; the law follows the
    reason."""
    return tuple(_explained(page.components, page.title, values))


def _explained(components: Sequence[Component], page_title: str, values: Values) -> Iterator[tuple[str, str]]:
    for component in components:
        if component.name is not None:
            said = " ".join(_sentences(component))
            if said:
                yield fill(title_of(component) or page_title, values, in_words), fill(said, values, in_words)
        for _, revealed in component.reveals:
            yield from _explained(revealed, page_title, values)


def _sentences(component: Component) -> Iterator[str]:
    if component.why:
        yield component.why
    if component.law:
        yield f"The law: {component.law}"
    if component.used_for:
        yield f"Used for: {component.used_for}"
    if component.used_by:
        yield f"Used by: {component.used_by}"
    if component.kept_for:
        yield f"Kept for: {component.kept_for}"


def explanations_html(pairs: Sequence[tuple[str, str]]) -> Markup:
    """The explanations as the inside of a details component."""
    said = {why for _, why in pairs}
    if len(said) == 1:
        return Markup('<p class="govuk-body">{}</p>').format(pairs[0][1])
    items = Markup("").join(
        Markup("<li><strong>{}</strong>: {}</li>").format(question, why) for question, why in pairs
    )
    return Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(items)
