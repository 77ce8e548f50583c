"""Every text of a pattern in English and Welsh beside each other, and Welsh texts put in."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bpmn.patterns.read import from_json
from bpmn.patterns.record import Pattern
from bpmn.patterns.welsh import is_text
from bpmn.patterns.write import to_json

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Pair:
    """One text a person reads: its place in the file (`pages.0.title`), in English, in Welsh (empty: not yet)."""

    where: str
    english: str
    welsh: str


def pairs(pattern: Pattern) -> tuple[Pair, ...]:
    """Every text a user of the service or another council reads, in the order of the file; guidance is left out."""
    return tuple(Pair(_where(path), english, welsh) for path, english, welsh in _pairs_of(pattern))


def with_welsh(pattern: Pattern, welsh: Mapping[str, str]) -> Pattern:
    """The pattern with these Welsh texts, by the places that `pairs` names; an empty one is taken out. Places
    that are none are left alone."""
    cy = copy.deepcopy(dict(pattern.cy))
    for path, _, _ in _pairs_of(pattern):
        if _where(path) in welsh:
            _set(cy, path, welsh[_where(path)].strip())
    return from_json({**to_json(pattern), "cy": _without_nothing(cy)})


def _where(path: Path) -> str:
    return ".".join(map(str, path))


def _pairs_of(pattern: Pattern) -> Iterator[tuple[Path, str, str]]:
    content = to_json(pattern)
    cy = content.pop("cy", {})
    content.pop("guidance", None)
    return _walk(content, cy, (), "")


def _walk(base: Any, other: Any, path: Path, parent: str) -> Iterator[tuple[Path, str, str]]:
    if isinstance(base, dict):
        for key, value in base.items():
            inner = other.get(key) if isinstance(other, Mapping) else None
            if not isinstance(value, str):
                yield from _walk(value, inner, (*path, key), key)
            elif is_text(key, parent):
                yield (*path, key), value, inner if isinstance(inner, str) else ""
    elif isinstance(base, list):
        for number, value in enumerate(base):
            inner = other[number] if isinstance(other, list) and number < len(other) else None
            yield from _walk(value, inner, (*path, number), parent)


def _set(held: Any, path: Path, text: str) -> None:
    for step, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            held.extend({} for _ in range(step + 1 - len(held)))
            if not isinstance(held[step], type(empty)):
                held[step] = empty
            held = held[step]
        else:
            if not isinstance(held.get(step), type(empty)):
                held[step] = empty
            held = held[step]
    held[path[-1]] = text


def _without_nothing(value: Any) -> Any:
    """Without empty texts; an empty place in a list stays, since it keeps those after it in theirs."""
    if isinstance(value, dict):
        kept = {key: _without_nothing(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in ("", {}, [])}
    if isinstance(value, list):
        made = [_without_nothing(inner) for inner in value]
        while made and made[-1] in ("", {}, []):
            made.pop()
        return made
    return value
