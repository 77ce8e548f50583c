"""What the pages of workshops call things."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from bpmn.naming import listed

ROLES = {
    "resident": "Resident", "front-office": "Front office", "back-office": "Back office", "contractor": "Contractor",
    "manager": "Manager", "other": "Other",
}  # fmt: skip
NOTES = {
    "not-here": "Not what happens here", "workaround": "Workaround", "pain": "Pain point", "question": "Question",
    "takes": "Takes about", "missing": "A step is missing here", "order": "The order is different",
}  # fmt: skip
ONE_TAP = ("not-here", "workaround", "pain", "question")
LIVES = {"2": "2 hours", "12": "12 hours", "168": "7 days"}
OFFICES = {"councillor": "A councillor", "senior-manager": "A senior manager"}
STATES = {"open": "Open", "accepted": "Accepted", "declined": "Declined", "done": "Done"}
STATE_COLOURS = {"open": "blue", "accepted": "green", "declined": "grey", "done": "turquoise"}
RECEIVED = {
    "letter": "A letter comes through the door", "email": "An e-mail arrives", "text": "A text message arrives",
    "script": "What is said", "paper": "A form on paper",
}  # fmt: skip
OUTCOMES = {
    "ended": "The case came to its end", "stuck": "The case was stuck", "going": "The walk stopped before its end"
}  # fmt: skip
_UNITS = ((24 * 60, "day"), (60, "hour"), (1, "minute"))


def time_in_words(minutes: float) -> str:
    """Minutes in the largest unit that says them well: `20 minutes`, `1.5 hours`, `3 days`."""
    size, unit = next((one for one in _UNITS if minutes >= one[0]), _UNITS[-1])
    amount = f"{round(minutes / size, 1):g}"
    return f"{amount} {unit}{'' if amount == '1' else 's'}"


def times_in_words(minutes: Iterable[int]) -> str:
    """What several people said a step takes: the shortest, the middle one, the longest; "" when nobody did."""
    said = sorted(minutes)
    if not said:
        return ""
    low, middle, high = (time_in_words(one) for one in (said[0], median(said), said[-1]))
    people = f"{len(said)} said so" if len(said) > 1 else "1 person said so"
    if said[0] == said[-1]:
        return f"about {middle} ({people})"
    return f"{low} to {high}, {middle} in the middle ({people})"


def counts_in_words(counts: dict[str, int]) -> str:
    """`3 pain points and 1 question`."""
    plural = {
        "not-here": ("“not what happens here”", "“not what happens here”"), "workaround": ("workaround", "workarounds"),
        "pain": ("pain point", "pain points"), "question": ("question", "questions"),
        "takes": ("“takes about”", "“takes about”"), "missing": ("missing step", "missing steps"),
        "order": ("other order", "other orders"),
    }  # fmt: skip
    said = [f"{counts[kind]} {plural[kind][counts[kind] != 1]}" for kind in NOTES if counts.get(kind)]
    return listed(said) if said else "No notes yet"


def code_in_words(code: str) -> str:
    """A code in threes, as it is read out: `BCD-FGH-JKM`."""
    return "-".join(code[place : place + 3] for place in range(0, len(code), 3))
