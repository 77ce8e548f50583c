"""From a `Pattern` back to the bytes of its file: the same order of keys every time, empty things left
out."""

from __future__ import annotations

import json
from typing import Any

from bpmn.patterns.record import Component, Page, PartRef, Pattern
from bpmn.patterns.table_file import table_json


def dump(pattern: Pattern) -> bytes:
    """The pattern as a `*.pattern.json` file; `load(dump(p)) == p`."""
    return (json.dumps(to_json(pattern), ensure_ascii=False, indent=2) + "\n").encode()


def to_json(pattern: Pattern) -> dict[str, Any]:
    """The pattern as the JSON value of its file."""
    content = {
        "slug": pattern.slug,
        "kind": pattern.kind,
        "title": pattern.title,
        "summary": pattern.summary,
        "verb": pattern.verb,
        "need": pattern.need,
        "design_system": pattern.design_system,
        "licence": pattern.licence,
        "source": pattern.source,
        "reviewed": pattern.reviewed.isoformat() if pattern.reviewed else None,
        "owner": pattern.owner,
        "audience": pattern.audience if pattern.audience != "resident" else "",
        "settings": dict(pattern.settings),
        "tables": [_filled(table_json(table)) for table in pattern.tables],
        "pages": [_page(page) for page in pattern.pages],
        "subject": pattern.subject,
        "body": pattern.body,
        "parts": [_part(part) for part in pattern.parts],
        "guidance": _filled(vars(pattern.guidance)),
        "cy": dict(pattern.cy),
    }
    return _filled(content)


def _filled(content: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing. Zero is kept: a lowest number of 0 says something."""
    return {
        key: value
        for key, value in content.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def _page(page: Page) -> dict[str, Any]:
    return _filled(
        {
            "title": page.title,
            "body": page.body,
            "components": [component_json(inner) for inner in page.components],
        }
    )


def _part(part: PartRef) -> dict[str, Any]:
    return _filled({"ref": part.ref, "version": part.version, "when": part.when})


def component_json(component: Component) -> dict[str, Any]:
    """A component as the JSON value it has in a file."""
    return _filled(
        {
            "component": component.component,
            "name": component.name,
            "params": dict(component.params),
            "required": component.required,
            "required_when": component.required_when,
            "check": component.check,
            "min": component.low,
            "max": component.high,
            "longest": component.longest,
            "accept": list(component.accept),
            "largest": component.largest,
            "errors": dict(component.errors),
            "reveals": {
                value: [component_json(inner) for inner in shown] for value, shown in component.reveals
            },
            "evidence": component.evidence,
            "why": component.why,
            "law": component.law,
            "used_for": component.used_for,
            "used_by": component.used_by,
            "kept_for": component.kept_for,
            "look_up": component.look_up,
            "standard": component.standard,
        }
    )
