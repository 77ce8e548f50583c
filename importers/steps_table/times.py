"""Waiting in words: "wait 14 days" and "no reply within 2 weeks" become durations (ISO 8601)."""

from __future__ import annotations

import re

_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_UNITS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
_SPAN = (
    rf"(?P<count>\d+|an?|{'|'.join(_WORDS)})\s+(?P<working>working\s+|calendar\s+|business\s+)?"
    rf"(?P<unit>{'|'.join(_UNITS)})s?"
)
_WAIT = re.compile(rf"(?:please\s+)?waits?(?:ing)?\s+(?:for\s+)?(?:up\s+to\s+)?{_SPAN}\b.*", re.IGNORECASE)
_LATE = re.compile(
    rf"(?:.*\b(?:no|not|nothing|never)\b.*\b(?:within|after|in)|after)\s+{_SPAN}\b.*", re.IGNORECASE
)


def waiting(text: str) -> str | None:
    """The duration of a step that is nothing but waiting, or None."""
    return _duration(_WAIT.fullmatch(text))


def too_late(text: str) -> str | None:
    """The duration after which a way out is taken by itself ("after 14 days", "no reply within 2 weeks"),
    or None."""
    return _duration(_LATE.fullmatch(text))


def says_working_days(text: str) -> bool:
    """Whether a time is in working days, which a duration cannot say."""
    return bool(re.search(r"\b(working|business)\s+(day|week|hour)s?\b", text, re.IGNORECASE))


def _duration(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    said = match["count"].lower()
    if said.isdigit():
        count = int(said)
    else:
        count = _WORDS.index(said) + 1 if said in _WORDS else 1
    return _UNITS[match["unit"].lower()].format(count)
