"""The Welsh texts of a pattern, and how complete they are."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from bpmn.patterns.read import from_json
from bpmn.patterns.record import Pattern
from bpmn.patterns.write import to_json

_TEXT_KEYS = frozenset(
    {
        "title",
        "summary",
        "need",
        "subject",
        "body",
        "why",
        "law",
        "used_for",
        "used_by",
        "kept_for",
        "look_up",
    }
    | {"text", "titleText", "summaryText", "divider", "caption", "label", "visuallyHiddenText"}
    | {"because", "otherwise_because"}
)
_ALL_TEXTS = frozenset({"errors", "guidance", "settings"})
"""Objects in which every text is for people, whatever its key."""


def in_welsh(pattern: Pattern) -> Pattern:
    """The pattern with its Welsh texts laid over the English ones; what has no Welsh stays English.

    Only texts for people change: never a name, a value of a choice, a condition or an option of looks.
    """
    content = to_json(pattern)
    return from_json({**_laid_over(content, content.get("cy", {}), ""), "cy": content.get("cy", {})})


def _laid_over(base: Any, other: Any, parent: str) -> Any:
    if isinstance(base, dict) and isinstance(other, Mapping):
        return {key: _one_laid_over(key, value, other.get(key), parent) for key, value in base.items()}
    if isinstance(base, list) and isinstance(other, list):
        pairs = itertools.zip_longest(base, other[: len(base)])
        return [_laid_over(value, inner, parent) for value, inner in pairs]
    return base


def _one_laid_over(key: str, value: Any, other: Any, parent: str) -> Any:
    if not isinstance(value, str):
        return _laid_over(value, other, key)
    return other if is_text(key, parent) and isinstance(other, str) and other.strip() else value


def is_text(key: str, parent: str) -> bool:
    """Whether a text under this key, within an object under `parent`, is for people to read."""
    return key in _TEXT_KEYS or parent in _ALL_TEXTS


def missing_welsh(pattern: Pattern) -> tuple[str, ...]:
    """The places of texts a person reads that have no Welsh, such as `pages.0.title`; all without `cy`."""
    content = to_json(pattern)
    cy = content.pop("cy", {})
    content.pop("guidance", None)
    return tuple(_missing(content, cy, "", ""))


def _missing(base: Any, other: Any, where: str, parent: str) -> Iterator[str]:
    if isinstance(base, dict):
        for key, value in base.items():
            path = f"{where}.{key}" if where else key
            inner = other.get(key) if isinstance(other, Mapping) else None
            if not isinstance(value, str):
                yield from _missing(value, inner, path, key)
            elif is_text(key, parent) and not isinstance(inner, str):
                yield path
    elif isinstance(base, list):
        for number, value in enumerate(base):
            inner = other[number] if isinstance(other, list) and number < len(other) else None
            yield from _missing(value, inner, f"{where}.{number}", parent)
