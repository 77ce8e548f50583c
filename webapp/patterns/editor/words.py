"""What the editor calls things."""

from __future__ import annotations

import re
from collections.abc import Mapping

COMPONENT_WORDS: Mapping[str, str] = {
    "input": "Short text",
    "textarea": "Long text",
    "character-count": "Long text with a count",
    "radios": "One of several choices (radios)",
    "checkboxes": "Several choices (checkboxes)",
    "select": "A list to select from",
    "date-input": "Date",
    "file-upload": "File upload",
    "password-input": "Password",
    "accordion": "Accordion",
    "back-link": "Back link",
    "breadcrumbs": "Breadcrumbs",
    "button": "Button",
    "details": "Details that open",
    "exit-this-page": "Exit this page",
    "inset-text": "Inset text",
    "notification-banner": "Notification banner",
    "pagination": "Links to the pages before and after",
    "panel": "Confirmation panel",
    "phase-banner": "Phase banner",
    "summary-list": "Summary of the answers",
    "table": "Table",
    "tabs": "Tabs",
    "tag": "Tag",
    "task-list": "Task list",
    "warning-text": "Warning text",
}

CHECK_WORDS: Mapping[str, str] = {
    "text": "Text",
    "postcode": "Postcode",
    "email": "E-mail address",
    "phone": "Phone number, also from abroad",
    "uk-phone": "UK phone number",
    "date": "A date",
    "past-date": "A date up to today",
    "future-date": "A date from today on",
    "number": "Number",
    "whole-number": "Whole number",
    "money": "Amount of money",
    "vehicle": "Vehicle registration number",
    "national-insurance": "National Insurance number",
    "sort-code": "Sort code",
    "account-number": "Bank account number",
    "uprn": "Property reference (UPRN)",
}

LABELS: Mapping[str, str] = {
    "name": "Name of the answer",
    "required": "An answer is needed",
    "required_when": "Needed only when",
    "check": "What a good answer is",
    "low": "Lowest number",
    "high": "Highest number",
    "longest": "Most characters",
    "accept": "Kinds of file",
    "largest": "Greatest size, in megabytes",
    "evidence": "It asks for a proof",
    "why": "Why it is asked",
    "law": "Under which law",
    "used_for": "What the answer is used for",
    "used_by": "Who uses the answer",
    "kept_for": "How long it is kept",
    "look_up": "Could the council look it up?",
    "standard": "Data standard",
    "errors.required": "When nothing was answered",
    "errors.check": "When it is no good answer",
    "errors.min": "When it is too low or too early",
    "errors.max": "When it is too high or too late",
    "errors.longest": "When it is too long",
    "errors.choice": "When the choice was not offered",
    "errors.accept": "When it is the wrong kind of file",
    "errors.largest": "When the file is too large",
    "label.text": "The question (label)",
    "fieldset.legend.text": "The question (legend)",
    "hint.text": "Hint",
    "text": "Text",
    "titleText": "Title",
    "summaryText": "What is shown folded",
    "iconFallbackText": "Word for the icon, for screen readers",
    "href": "Address it leads to",
    "redirectUrl": "Address it leaves to",
    "prefix.text": "Before the field, such as £",
    "suffix.text": "After the field, such as kg",
    "tag.text": "Tag, such as Beta",
    "previous.text": "Link to the page before",
    "previous.href": "Its address (before)",
    "next.text": "Link to the page after",
    "next.href": "Its address (after)",
    "classes": "Classes of the Design System",
    "caption": "Caption",
    "title": "Title",
    "maxlength": "Most characters shown",
    "table.head": "Head of the table",
    "table.rows": "Rows of the table",
    "one choice": "Choice",
    "one option": "Choice",
    "one section": "Section",
    "one tab": "Tab",
    "one link": "Link",
    "one row": "Row",
    "one task": "Task",
    "one page-number": "Page number",
    "one date-item": "Part of the date",
    "row.text": "Text",
    "row.value": "Value that decisions see",
    "row.hint.text": "Hint",
    "row.divider": "Or only a dividing word, such as or",
    "row.behaviour": "exclusive: cannot be ticked with others",
    "row.heading.text": "Heading",
    "row.content.text": "Text",
    "row.label": "Label",
    "row.panel.text": "Text",
    "row.key.text": "Key",
    "row.value.text": "Value",
    "row.title.text": "Title",
    "row.status.text": "Status",
    "row.href": "Address",
    "row.number": "Number",
}

HINTS: Mapping[str, str] = {
    "name": "Small letters, digits and _, such as bin_type. Decisions in a diagram use it.",
    "bound": "A number, or a setting such as {{most_bins}}",
    "accept": "With commas, such as pdf, jpg",
    "required_when": 'A condition over earlier answers, such as contact_by == "email"',
    "errors": "Leave empty for the Design System’s own words",
    "why": "Shown under the question. People answer more willingly when they know.",
    "look_up": "For designers: whether it could be found out without asking, and where",
    "standard": "Such as UPRN",
    "table": "One line a row, cells parted by |",
}

MAIN = frozenset(
    f"params.{name}"
    for name in (
        *("label.text", "fieldset.legend.text", "hint.text", "text", "titleText", "summaryText", "href", "caption"),
        *("title", "redirectUrl", "prefix.text", "suffix.text", "tag.text", "previous.text", "previous.href"),
        *("next.text", "next.href", "classes", "head", "rows", "iconFallbackText"),
    )
) | frozenset(
    (*("text", "value", "hint.text", "heading.text", "content.text", "label", "panel.text", "key.text", "value.text"),
     "title.text", "status.text", "href", "number", "divider")
)  # fmt: skip
"""Options that the form shows at once: of a component, and of an entry of a list."""


def in_words(path: str) -> str:
    """An option's name as words: formGroup.beforeInput.text -> Form group, before input, text."""
    parts = [re.sub(r"([a-z])([A-Z])", r"\1 \2", part).lower() for part in path.split(".")]
    joined = ", ".join(part for part in parts if not part.isdecimal())
    return joined[:1].upper() + joined[1:]
