"""Small patterns for the tests."""

from __future__ import annotations

import json
from typing import Any

from bpmn.patterns import Pattern, load

POSTCODE = {
    "component": "input",
    "name": "postcode",
    "params": {"label": {"text": "Postcode"}},
    "required": True,
    "check": "postcode",
    "why": "To find your round.",
}


def as_bytes(**content: Any) -> bytes:
    """A pattern file that is ready to publish, with the given keys in place of its own."""
    whole: dict[str, Any] = {
        "slug": "a-block",
        "kind": "pages",
        "title": "A block",
        "summary": "For a test.",
        "need": "As a tester I need a block, so that there is one.",
        "licence": "OGL-UK-3.0",
        "owner": "guildhall",
        "reviewed": "2026-11-23",
        "pages": [{"title": "What is your postcode?", "components": [POSTCODE]}],
    }
    return json.dumps(whole | content).encode()


def pattern(**content: Any) -> Pattern:
    """That file, read."""
    return load(as_bytes(**content))


def one_question(component: str = "input", /, **fields: Any) -> Pattern:
    """A pattern of one page with one question named `it`."""
    return pattern(pages=[{"title": "A page", "components": [question(component, **fields)]}])


def question(component: str = "input", /, **fields: Any) -> dict[str, Any]:
    """A question named `it` with a label or legend "Number of bins"."""
    words = {"text": "Number of bins"}
    grouped = component in ("radios", "checkboxes", "date-input")
    params: dict[str, Any] = {"fieldset": {"legend": words}} if grouped else {"label": words}
    params |= fields.pop("params", {})
    return {"component": component, "name": "it", "why": "For a test.", "params": params} | fields


YES_NO = [{"value": "yes", "text": "Yes"}, {"value": "no", "text": "No"}]
