"""What answers and literals are worth: answers come from forms as text; numbers compare as numbers."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

Scalar = str | int | float | bool
_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?\Z", re.ASCII)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Literal:
    """A number, text, date, true or false, as written in a condition."""

    value: str | bool
    quoted: bool = True

    @property
    def is_date(self) -> bool:
        """Whether it is a date as text: 2026-04-01."""
        return isinstance(self.value, str) and _DATE.match(self.value) is not None

    def in_words(self) -> str:
        """The literal as a person would say it."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return self.value if self.value.strip() else "empty"


def name_in_words(name: str) -> str:
    """`reported_within` and `reportedWithin` are both `reported within`."""
    return " ".join(_CAMEL.sub(" ", re.sub(r"[_.]+", " ", name)).lower().split()) or name


def truth(value: Scalar | Sequence[str]) -> bool | None:
    """Yes, no, or None for anything else."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower() if isinstance(value, str) else ""
    return True if text in _YES else False if text in _NO else None


def compare(sign: str, left: Scalar | Sequence[str], right: Scalar | Sequence[str]) -> bool | None:
    """`left sign right`; None where the two cannot be put in order (only numbers and dates can)."""
    if sign == "==":
        return equal(left, right)
    if sign == "!=":
        return not equal(left, right)
    one, other = _number(left), _number(right)
    if one is not None and other is not None:
        return _ORDER[sign](one, other)
    return _order_days(sign, left, right)


def equal(left: Scalar | Sequence[str], right: Scalar | Sequence[str]) -> bool:
    """Whether two values are the same: as numbers, as yes and no, or as text, whatever the case of the
    letters. An answer of several ticked boxes equals each of them."""
    for several, single in ((left, right), (right, left)):
        if not isinstance(several, Scalar):
            return any(equal(one, single) for one in several)
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) is not None and truth(left) == truth(right)
    first, second = _number(left), _number(right)
    if first is not None and second is not None:
        return first == second
    return str(left).strip().casefold() == str(right).strip().casefold()


def _number(value: Scalar | Sequence[str]) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, Scalar):
        return None
    text = str(value).strip().replace(",", "").removeprefix("£")
    if not _NUMBER.match(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def is_day(literal: Literal) -> bool:
    """Whether it is a day of the calendar, without a time: 2026-02-28, and not 2026-02-30."""
    return isinstance(literal.value, str) and len(literal.value) == 10 and _date(literal.value) is not None


def _date(value: Scalar | Sequence[str]) -> date | None:
    found = _DATE.match(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found.group(1)) if found else None
    except ValueError:
        return None


def _has_time(value: Scalar | Sequence[str]) -> bool:
    return isinstance(value, str) and "T" in value


def _order_days(sign: str, left: Scalar | Sequence[str], right: Scalar | Sequence[str]) -> bool | None:
    """Two days in order. A time of day, perhaps of another zone, can turn neighbouring days round: then only days
    further apart than that decide."""
    one, other = _date(left), _date(right)
    if one is None or other is None:
        return None
    if (_has_time(left) or _has_time(right)) and abs(one - other) <= timedelta(days=1):
        return None
    return _ORDER[sign](one, other)
