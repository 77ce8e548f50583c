"""Times as BPMN writes them (ISO 8601: durations, dates, cycles) in plain words."""

from __future__ import annotations

import re
from datetime import datetime

from bpmn.model import Timer
from bpmn.naming import listed, tidy

_DURATION = re.compile(
    r"^P(?=.)(?:(?P<year>[\d.]+)Y)?(?:(?P<month>[\d.]+)M)?(?:(?P<week>[\d.]+)W)?(?:(?P<day>[\d.]+)D)?"
    r"(?:T(?=.)(?:(?P<hour>[\d.]+)H)?(?:(?P<minute>[\d.]+)M)?(?:(?P<second>[\d.]+)S)?)?$",
    re.IGNORECASE,
)
_CYCLE = re.compile(r"^R(?P<times>\d*)/(?P<rest>.+)$", re.IGNORECASE)
_CRON = re.compile(
    r"^0 (?P<minute>\d{1,2}) (?P<hour>\d{1,2}) [?*] \* (?P<day>[?*]|[A-Za-z]{3}(-[A-Za-z]{3})?)( \*)?$"
)
_DAYS = {
    "*": "every day",
    "?": "every day",
    "MON-FRI": "every weekday",
    "MON": "every Monday",
    "TUE": "every Tuesday",
    "WED": "every Wednesday",
    "THU": "every Thursday",
    "FRI": "every Friday",
    "SAT": "every Saturday",
    "SUN": "every Sunday",
}
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$")


def duration_in_words(text: str) -> str | None:
    """`PT48H` as "48 hours", `P1DT2H` as "1 day and 2 hours"; None when it is no ISO 8601 duration."""
    found = _DURATION.match(text.strip())
    if found is None:
        return None
    parts = [(amount, unit) for unit, amount in found.groupdict().items() if amount and amount.strip("0.")]
    if not parts:
        return "no time"
    return listed(f"{_plain(amount)} {unit}{'' if _plain(amount) == '1' else 's'}" for amount, unit in parts)


def _plain(amount: str) -> str:
    whole, _, fraction = amount.partition(".")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction.strip("0") else "")


def date_in_words(text: str) -> str | None:
    """`2026-12-01T09:00:00Z` as "1 December 2026 at 09:00"; None when it is no ISO 8601 date."""
    if not _DATE.match(text.strip()):
        return None
    try:
        when = datetime.fromisoformat(text.strip().replace(",", "."))
    except ValueError:
        return None
    clock = f" at {when:%H:%M}" if ":" in text else ""
    return f"{when.day} {when:%B %Y}{clock}"


def cycle_in_words(text: str) -> str | None:
    """`R3/PT10H` as "every 10 hours, 3 times"; None when it is no ISO 8601 cycle."""
    found = _CYCLE.match(text.strip())
    if found is None:
        return None
    pieces = found["rest"].split("/")
    every = next((words for words in map(duration_in_words, pieces) if words is not None), None)
    if every is None:
        return None
    start = date_in_words(pieces[0])
    each = every.removeprefix("1 ") if every.startswith("1 ") and " and " not in every else every
    times = f", {found['times']} time{'' if found['times'] == '1' else 's'}" if found["times"] else ""
    return f"every {each}{times}" + (f", from {start}" if start else "")


def cron_in_words(text: str) -> str | None:
    """`0 30 9 ? * MON-FRI`, as engines write it, as "every weekday at 09:30"; None for anything finer."""
    found = _CRON.match(text.strip())
    if found is None or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        return None
    day = _DAYS.get(found["day"].upper())
    return f"{day} at {int(found['hour']):02}:{int(found['minute']):02}" if day else None


def waiting_in_words(timer: Timer | None) -> str:
    """How long or until when, to stand after "wait": "for 48 hours", "until 1 December 2026"."""
    duration, date, cycle = _read(timer)
    if duration:
        return f"for {duration}"
    if date:
        return f"until {date}"
    if cycle:
        return f"for the next of the times set: {cycle}"
    return f"for {_unread(timer)}"


def passing_in_words(timer: Timer | None) -> str:
    """The moment as something that happens, to stand after "if" or "when": "48 hours have passed"."""
    duration, date, cycle = _read(timer)
    if duration:
        return f"{duration} {'has' if re.fullmatch('(1|no) [a-z]+', duration) else 'have'} passed"
    if date:
        return f"it is {date}"
    if cycle:
        return f"it is time ({cycle})"
    return f"it is time ({_unread(timer)})"


def starting_in_words(timer: Timer | None) -> str:
    """When a process starts by the clock, to stand after "starts": "every week", "on 1 December 2026"."""
    duration, date, cycle = _read(timer)
    if duration:
        return f"after {duration}"
    if date:
        return f"on {date}"
    return cycle or f"at a set time ({_unread(timer)})"


def _read(timer: Timer | None) -> tuple[str | None, str | None, str | None]:
    text = timer.text if timer else ""
    return duration_in_words(text), date_in_words(text), cycle_in_words(text) or cron_in_words(text)


def _unread(timer: Timer | None) -> str:
    if timer is None or not timer.text:
        return "a time that the diagram does not say"
    return f"the time set by '{tidy(timer.text)}'"
