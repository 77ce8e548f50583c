"""What a new pattern, and a new component of one, begin with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bpmn.patterns.options import CHOICE_COMPONENTS, GROUPED_COMPONENTS, QUESTION_COMPONENTS
from bpmn.patterns.questions import answer_names
from bpmn.patterns.record import Component, Kind, Page, Pattern

_YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
_CONTENT: dict[str, dict[str, Any]] = {
    "accordion": {"items": [{"heading": {"text": "Heading"}, "content": {"text": "Text"}}]},
    "back-link": {"text": "Back", "href": "#"},
    "breadcrumbs": {"items": [{"text": "Home", "href": "/"}]},
    "button": {"text": "Continue"},
    "details": {"summaryText": "Help with this", "text": "Text"},
    "exit-this-page": {"redirectUrl": "https://www.bbc.co.uk/weather"},
    "inset-text": {"text": "Text"},
    "notification-banner": {"text": "Text"},
    "pagination": {"next": {"text": "Next", "href": "#"}},
    "panel": {"titleText": "Done", "text": "Your reference is {{reference}}"},
    "phase-banner": {"tag": {"text": "Beta"}, "text": "This is a new service."},
    "summary-list": {},
    "table": {
        "head": [{"text": "First"}, {"text": "Second"}],
        "rows": [[{"text": "One"}, {"text": "Two"}]],
        "caption": "Table",
    },
    "tabs": {"items": [{"label": "First", "panel": {"text": "Text"}}]},
    "tag": {"text": "Tag"},
    "task-list": {"items": [{"title": {"text": "Task"}, "status": {"text": "Not started"}}]},
    "warning-text": {"text": "Text", "iconFallbackText": "Warning"},
}


def new_component(name: str, pattern: Pattern) -> Component:
    """A component of the Design System by its name, with words to write over; a question has a name for its answer
    that the pattern does not use yet."""
    if name not in QUESTION_COMPONENTS:
        return Component(name, params=_CONTENT.get(name, {}))
    words = {"text": "Question"}
    params: dict[str, Any] = (
        {"fieldset": {"legend": words}} if name in GROUPED_COMPONENTS else {"label": words}
    )
    if name in CHOICE_COMPONENTS:
        params["items"] = [*([{"value": "", "text": "Choose"}] if name == "select" else []), *_YES_NO]
    return Component(name, name=free_name(pattern), params=params, required=True)


def free_name(pattern: Pattern) -> str:
    """A name for an answer that neither a question nor a setting of the pattern has."""
    taken = {*answer_names(pattern), *pattern.settings}
    return next(name for number in range(1, 10_000) if (name := f"answer_{number}") not in taken)


def blank(kind: Kind, slug: str, title: str, owner: str) -> Pattern:
    """An empty pattern of that kind."""
    pages = (Page(title),) if kind == "pages" else ()
    return Pattern(slug=slug, kind=kind, title=title, owner=owner, licence="OGL-UK-3.0", pages=pages)


def copied(pattern: Pattern, slug: str, title: str, owner: str) -> Pattern:
    """A pattern as the beginning of another council's own: another name, and not reviewed yet."""
    cy = {key: value for key, value in pattern.cy.items() if key != "title" or title == pattern.title}
    return replace(pattern, slug=slug, title=title, owner=owner, reviewed=None, cy=cy)
