"""The Welsh texts of a pattern, and how complete they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bpmn.patterns.read import from_json
from bpmn.patterns.record import Pattern
from bpmn.patterns.write import to_json

_TEXT_KEYS = frozenset(
    {"title", "summary", "need", "subject", "body", "why", "law", "used_for", "kept_for", "look_up"}
    | {"text", "titleText", "summaryText", "divider", "caption", "label", "iconFallbackText"}
    | {"visuallyHiddenText", "required", "check", "min", "max", "longest", "choice", "accept"}
)
_HOLDERS = frozenset({"pages", "components", "params", "errors", "reveals", "guidance"})


def in_welsh(pattern: Pattern) -> Pattern:
    """The pattern with its Welsh texts laid over the English ones; what has no Welsh stays English."""
    content = to_json(pattern)
    return from_json(_laid_over(content, content.get("cy", {})))


def _laid_over(base: Any, other: Any) -> Any:
    if isinstance(base, dict) and isinstance(other, Mapping):
        return {
            key: _laid_over(value, other.get(key)) if key != "cy" else value for key, value in base.items()
        }
    if isinstance(base, list) and isinstance(other, list):
        return [_laid_over(value, other[i] if i < len(other) else None) for i, value in enumerate(base)]
    return other if isinstance(base, str) and isinstance(other, str) and other else base


def missing_welsh(pattern: Pattern) -> tuple[str, ...]:
    """The places of texts a person reads that have no Welsh, such as `pages.0.title`; all of them without
    `cy`."""
    content = to_json(pattern)
    return tuple(_missing(content, content.get("cy", {}), ""))


def _missing(base: Any, other: Any, where: str) -> Iterator[str]:
    if isinstance(base, dict):
        for key, value in base.items():
            path = f"{where}.{key}" if where else key
            inner = other.get(key) if isinstance(other, Mapping) else None
            if isinstance(value, str):
                if key in _TEXT_KEYS and not isinstance(inner, str):
                    yield path
            elif key not in ("cy", "guidance", "settings", "accept"):
                yield from _missing(value, inner, path)
    elif isinstance(base, list):
        for number, value in enumerate(base):
            inner = other[number] if isinstance(other, list) and number < len(other) else None
            yield from _missing(value, inner, f"{where}.{number}")
