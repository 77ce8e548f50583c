"""Small numbers as words, the way people write them."""

from __future__ import annotations

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(number: int) -> str:
    """`two`; figures above ten."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`one step`, `two steps`, `12 steps`."""
    return f"{in_words(number)} {noun if number == 1 else plural or noun + 's'}"
