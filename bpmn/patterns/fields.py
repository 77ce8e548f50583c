"""Typed reading of a JSON object: every wrong type ends in a `PatternError` that says where."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bpmn.patterns.errors import PatternError
from bpmn.patterns.places import is_place
from bpmn.patterns.record import Setting


class Fields:
    """One JSON object and the path to it. An absent key and `null` read the same: empty."""

    def __init__(self, content: Mapping[str, Any], path: str) -> None:
        self._content = content
        self._path = path

    def where(self, key: str) -> str:
        """The path to a key, for a sentence."""
        return f"{self._path}.{key}" if self._path else key

    def keys(self) -> tuple[str, ...]:
        """The keys in file order."""
        return tuple(self._content)

    def _refuse(self, key: str, expected: str) -> PatternError:
        return PatternError(f"“{self.where(key)}” must be {expected}.")

    def text(self, key: str) -> str:
        """A text, empty when absent; without surrounding white space."""
        value = self._content.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._refuse(key, "a text in quotation marks")
        if any(character < " " and character not in "\n\r\t" for character in value):
            raise self._refuse(key, "a text without control characters")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._content.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._refuse(key, "a list of texts")
        return tuple(value)

    def one_of(self, key: str, allowed: Sequence[str], *, needed: bool = True) -> str | None:
        """One of the allowed texts; None when absent and not needed."""
        value = self.text(key)
        if value in allowed:
            return value
        if not value and not needed:
            return None
        raise self._refuse(key, f"one of {', '.join(allowed)}")

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self._content.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self._refuse(key, "true or false")
        return value

    def bound(self, key: str) -> float | str | None:
        """A finite number or the place of a setting, None when absent."""
        value = self._content.get(key)
        if value is None or (isinstance(value, str) and is_place(value)):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
            raise self._refuse(key, "a number, or a setting such as {{most_items}}")
        return value

    def whole(self, key: str) -> int | None:
        """A whole number of one or more, None when absent."""
        value = self._content.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self._refuse(key, "a whole number of one or more")
        return value

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A JSON object as it is, empty when absent."""
        value = self._content.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._refuse(key, "an object in curly brackets")
        return value

    def text_mapping(self, key: str) -> Mapping[str, str]:
        """An object whose values are all texts."""
        value = self.mapping(key)
        if not all(isinstance(text, str) for text in value.values()):
            raise self._refuse(key, "an object whose values are texts")
        return value

    def settings(self, key: str) -> Mapping[str, Setting]:
        """An object whose values are texts, numbers, true or false."""
        value = self.mapping(key)
        if not all(isinstance(setting, str | int | float | bool) for setting in value.values()):
            raise self._refuse(key, "an object whose values are texts, numbers, true or false")
        return value

    def inner(self, key: str) -> Fields:
        """The object under a key, for reading on."""
        return Fields(self.mapping(key), self.where(key))

    def objects(self, key: str, most: int) -> Iterator[Fields]:
        """The objects of a list, at most `most` of them."""
        value = self._content.get(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._refuse(key, "a list of objects in square brackets")
        if len(value) > most:
            raise PatternError(
                f"“{self.where(key)}” has {len(value)} entries, more than {most}: split the pattern."
            )
        for number, item in enumerate(value):
            yield Fields(item, f"{self.where(key)}.{number}")


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number too large for any calculation
        return False
