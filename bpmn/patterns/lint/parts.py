"""What several rules look at: every component with its place, every text with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bpmn.patterns.record import Component, Pattern
from bpmn.patterns.write import to_json

_NO_TEXTS = frozenset({"slug", "kind", "design_system", "licence", "source", "reviewed", "owner", "verb"})


def components(pattern: Pattern) -> Iterator[tuple[str, Component]]:
    """Every component with its path (`pages.0.components.1`), revealed ones after theirs."""
    for number, page in enumerate(pattern.pages):
        for place, component in enumerate(page.components):
            yield from _with_revealed(f"pages.{number}.components.{place}", component)


def _with_revealed(where: str, component: Component) -> Iterator[tuple[str, Component]]:
    yield where, component
    for value, shown in component.reveals:
        for place, inner in enumerate(shown):
            yield from _with_revealed(f"{where}.reveals.{value}.{place}", inner)


def page_number(where: str) -> int:
    """The page of a component's path, from 0."""
    return int(where.split(".")[1])


def texts(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Every text of the file with its path, Welsh ones too."""
    content = {key: value for key, value in to_json(pattern).items() if key not in _NO_TEXTS}
    yield from _texts(content, "")


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{where}.{number}")
