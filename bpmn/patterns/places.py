"""Places in a text: `{{fee}}` stands for a setting of the council or an answer of the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
RESERVED = frozenset({"and", "or", "not", "in", "true", "false", "null", "none", "if", "then", "else"})
_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,49})\s*\}\}")

Values = Mapping[str, object]


def good_name(name: str) -> bool:
    """Whether a name may be used for an answer or a setting, and so in a condition."""
    return NAME.fullmatch(name) is not None and name not in RESERVED


def places(text: str) -> tuple[str, ...]:
    """The names a text has places for, each once, in order."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def is_place(text: str) -> bool:
    """Whether a text is one place and nothing else."""
    return _PLACE.fullmatch(text.strip()) is not None


def fill(text: str, values: Values, show: Callable[[object], str] = str) -> str:
    """The text with each place filled by `show(value)`; a name without a value is shown as `[its name]`.

    What is filled in is never looked through for places again.
    """

    def one(match: re.Match[str]) -> str:
        name = match.group(1)
        value = values.get(name)
        return show(f"[{name.replace('_', ' ')}]") if value is None or value == "" else show(value)

    return _PLACE.sub(one, text)


def fill_all(value: Any, values: Values, show: Callable[[object], str] = str) -> Any:
    """A copy of options with every text in them filled."""
    if isinstance(value, str):
        return fill(value, values, show)
    if isinstance(value, Mapping):
        return {key: fill_all(inner, values, show) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [fill_all(inner, values, show) for inner in value]
    return value


def fill_known(value: Any, values: Values) -> Any:
    """A copy of options with the places filled that have a value; the others are left for later."""
    return fill_all(value, _Patient(values))


class _Patient(dict[str, object]):
    """Values that give the place itself for a name they do not have."""

    def get(self, name: str, default: object = None) -> object:
        """The value, or the name's own place."""
        value = super().get(name, default)
        return "{{" + name + "}}" if value is None else value


def texts_in(value: object) -> Iterator[str]:
    """Every text in some options, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
