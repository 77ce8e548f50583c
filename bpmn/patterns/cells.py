"""What an answer can be, parted so finely that no test of a table tells two values of one part from each other.

For numbers and dates the parts are the values that tests name and the stretches between them; for choices the choices
(for several ticked boxes every set of them); for texts the texts that tests name and any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, Literal

from bpmn.conditions import Answer, Condition
from bpmn.conditions import values as conditions
from bpmn.patterns.questions import Question
from bpmn.patterns.unary import literals, orders

Sort = Literal["number", "whole", "date", "choice", "several", "text"]
MOST_TICKED = 8
"""Boxes of one question of which every set is looked at."""
_ELSE = "anything else"


@dataclass(frozen=True)
class Cell:
    """One part of what an answer can be: a value in it, and what to call the part. `low` and `high` are the
    ends of a stretch (None: none), each with whether it belongs to it."""

    value: Answer
    text: str
    low: tuple[Decimal, bool] | None = None
    high: tuple[Decimal, bool] | None = None


@dataclass(frozen=True)
class Input:
    """What is known of one input: its name, the question that asks for it (None: asked elsewhere), and every
    test on it. `given` are the values that an earlier table may give, where it comes from one."""

    name: str
    question: Question | None
    tests: tuple[Condition, ...]
    given: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        """What kind of value it has: by its question, else by what its tests compare with."""
        if self.given:
            return "choice"
        if self.question is not None:
            return _asked_sort(self.question)
        written = [one for test in self.tests for one in literals(test)]
        if written and all(one.is_date for one in written):
            return "date"
        numbers = [_number(one.value) is not None for one in written]
        if written and all(numbers):
            return "number"
        return "text"

    @property
    def comparable(self) -> bool:
        """Whether every test on it can be decided whatever is answered."""
        return self.sort in ("number", "whole", "date") or not any(map(orders, self.tests))


def cells(one: Input) -> tuple[Cell, ...]:
    """The parts of an input's values, in order; a question that may be left empty has that as its last part."""
    sort = one.sort
    if sort in ("number", "whole", "date"):
        return tuple(_stretches(one, sort))
    if sort == "choice":
        offered = [(value, value) for value in one.given] if one.given else _offered(one.question)
        found = [Cell(value, f"“{text}”") for value, text in offered]
    elif sort == "several":
        found = list(_sets(one))
    else:
        found = list(_texts(one))
    return tuple(found) + ((Cell("", "left empty"),) if _may_be_empty(one) else ())


def joined(run: Sequence[Cell]) -> str:
    """What to call neighbouring parts together: `18 or more`, `“A” or “B”`."""
    first, last = run[0], run[-1]
    if first.low is None and last.high is None and (first.high or last.low):
        return "any"
    if first.low is not None or last.high is not None:
        return _stretch(first.low, last.high, isinstance(first.value, str) and _is_date(first.value))
    texts = [cell.text for cell in run]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"


def _asked_sort(question: Question) -> Sort:
    component = question.component
    if question.choices:
        return "several" if component.component == "checkboxes" and len(question.choices) > 1 else "choice"
    if component.component == "date-input" or component.check in ("date", "past-date", "future-date"):
        return "date"
    return {"number": "number", "whole-number": "whole"}.get(component.check or "", "text")  # type: ignore[return-value]


def _may_be_empty(one: Input) -> bool:
    question = one.question
    if question is None or one.given:
        return False
    # A single box that need not be ticked is left empty when it does not hold.
    return not question.required or question.when is not None


def _offered(question: Question | None) -> list[tuple[str, str]]:
    return [(value, text or value) for value, text in question.choices] if question is not None else []


def _sets(one: Input) -> Iterable[Cell]:
    """Every set of ticked boxes; of many boxes only those that tests name, and one that stands for the rest."""
    offered = _offered(one.question)
    alone = _alone(one.question)
    if len(offered) > MOST_TICKED:
        named = {str(literal.value).casefold() for test in one.tests for literal in literals(test)}
        rest = [pair for pair in offered if pair[0].casefold() not in named]
        offered = [pair for pair in offered if pair[0].casefold() in named][: MOST_TICKED - 1] + rest[:1]
    for size in range(1, len(offered) + 1):
        for chosen in combinations(offered, size):
            if size > 1 and any(value in alone for value, _ in chosen):
                continue
            yield Cell([value for value, _ in chosen], " and ".join(f"“{text}”" for _, text in chosen))


def _alone(question: Question | None) -> set[str]:
    items: Any = question.component.params.get("items", ()) if question is not None else ()
    return {
        str(item.get("value"))
        for item in items
        if isinstance(item, Mapping) and item.get("behaviour") == "exclusive"
    }


def _texts(one: Input) -> Iterable[Cell]:
    found: dict[str, Cell] = {}
    for test in one.tests:
        for literal in literals(test):
            if isinstance(literal.value, bool):
                for word in ("yes", "true", "no", "false"):
                    found.setdefault(word, Cell(word, f"“{word}”"))
            else:
                number = _number(literal.value)
                same = str(number.normalize()) if number is not None else literal.value.strip().casefold()
                found.setdefault(same, Cell(literal.value, f"“{literal.value}”"))
    other = "something else"
    while other in found:
        other += " again"
    return [*found.values(), Cell(other, _ELSE)]


def _stretches(one: Input, sort: Sort) -> Iterable[Cell]:
    dates = sort == "date"
    read = _ordinal if dates else _number
    marks = sorted(
        {at for test in one.tests for lit in literals(test) if (at := read(lit.value)) is not None}
    )
    low, high = _bounds(one) if not dates else (None, None)
    step = sort != "number"
    for before, after in zip([None, *marks], [*marks, None], strict=True):
        if (cell := _between(before, after, low, high, step, dates)) is not None:
            yield cell
        within = after is not None and (low is None or after >= low) and (high is None or after <= high)
        if after is not None and within and (not step or after == after.to_integral_value()):
            yield Cell(_value(after, dates), _value(after, dates), (after, True), (after, True))


def _between(
    before: Decimal | None,
    after: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    step: bool,
    dates: bool,
) -> Cell | None:
    """The stretch strictly between two marks, within the bounds of the question; None when nothing is in it."""
    begins = (before, False) if before is not None else None
    ends = (after, False) if after is not None else None
    if low is not None and (begins is None or low > begins[0]):
        begins = (low, True)
    if high is not None and (ends is None or high < ends[0]):
        ends = (high, True)
    value = _inside(begins, ends, step)
    if value is None or (dates and not 1 <= value <= date.max.toordinal()):
        return None
    return Cell(_value(value, dates), _stretch(begins, ends, dates), begins, ends)


def _inside(
    begins: tuple[Decimal, bool] | None, ends: tuple[Decimal, bool] | None, step: bool
) -> Decimal | None:
    """A value in a stretch; a whole one where only those can be."""
    one = Decimal(1)
    if begins is None and ends is None:
        return Decimal(0) if not step else Decimal(730_000)
    if begins is None and ends is not None:
        return ends[0] if ends[1] else (ends[0] - one).to_integral_value(rounding="ROUND_FLOOR")
    if begins is not None and ends is None:
        return begins[0] if begins[1] else (begins[0] + one).to_integral_value(rounding="ROUND_CEILING")
    assert begins is not None
    assert ends is not None
    if not step:
        middle = (begins[0] + ends[0]) / 2
        closed = begins[1] and ends[1]
        return middle if begins[0] < ends[0] or (closed and begins[0] == ends[0]) else None
    first = begins[0].to_integral_value(rounding="ROUND_CEILING")
    if not begins[1] and first == begins[0]:
        first += one
    return first if first < ends[0] or (ends[1] and first == ends[0]) else None


def _bounds(one: Input) -> tuple[Decimal | None, Decimal | None]:
    if one.question is None:
        return None, None
    component = one.question.component
    low, high = (
        Decimal(str(bound)) if isinstance(bound, int | float) else None
        for bound in (component.low, component.high)
    )
    return low, high


def _stretch(low: tuple[Decimal, bool] | None, high: tuple[Decimal, bool] | None, dates: bool) -> str:
    if low is not None and high is not None and low[0] == high[0]:
        return _value(low[0], dates)
    more, less = ("after", "before") if dates else ("more than", "less than")
    parts = []
    if low is not None:
        at = _value(low[0], dates)
        parts.append((f"{at} or later" if dates else f"{at} or more") if low[1] else f"{more} {at}")
    if high is not None:
        at = _value(high[0], dates)
        parts.append((f"{at} or earlier" if dates else f"{at} or less") if high[1] else f"{less} {at}")
    return " and ".join(parts) or "any"


def _value(value: Decimal, dates: bool) -> str:
    return date.fromordinal(int(value)).isoformat() if dates else format(value.normalize(), "f")


def _number(value: object) -> Decimal | None:
    """A literal as the number that conditions take it for, None for any other."""
    if not isinstance(value, str) or conditions.compare("<=", value, "0") is None or _is_date(value):
        return None
    return Decimal(value.strip().replace(",", "").removeprefix("£"))


def _ordinal(value: object) -> Decimal | None:
    try:
        return Decimal(date.fromisoformat(str(value)[:10]).toordinal())
    except ValueError:
        return None


def _is_date(value: str) -> bool:
    return conditions.Literal(value).is_date
