"""From rows to steps: what each row says, before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.errors import NotATable
from importers.tables import Row, columns_by_header

_HEADERS = {
    "id": ("no", "nr", "number", "step no", "step number", "step id", "id", "#", "ref"),
    "who": ("who", "role", "by whom", "actor", "responsible", "team", "lane", "person", "owner", "done by"),
    "what": (
        "does what",
        "what",
        "does",
        "what they do",
        "task",
        "activity",
        "action",
        "step name",
        "what happens",
        "description",
        "step",
    ),
    "then": ("then", "next", "next step", "then what", "goes to", "go to", "followed by", "then go to"),
    "if": ("if", "when", "condition", "only if", "in case", "choice", "answer", "outcome", "decision"),
}
_NUMBER = re.compile(r"(?:step\s*)?[A-Za-z]?\d+(?:\.\d+)*[a-z]?[.)]?", re.IGNORECASE)


@dataclass(frozen=True)
class Way:
    """A way out of a step: where to (as written, empty for the next step), under what condition, from which
    row."""

    then: str
    condition: str
    row: int


@dataclass
class Step:
    """A step: its number if the table has any, who does it, what it is, its ways out and the row it starts
    at."""

    row: int
    number: str
    who: str
    what: str
    ways: list[Way] = field(default_factory=list)


def steps_of(rows: Sequence[Row], notes: list[str]) -> list[Step]:
    """The steps in order. Adds a sentence to `notes` for what had to be guessed; raises NotATable if no row
    says what is done."""
    columns, body = _columns(rows, notes)
    steps: list[Step] = []
    for row in body:
        number = plain_number(row[columns.get("id")])
        who, what = row[columns.get("who")], row[columns["what"]]
        way = Way(row[columns.get("then")], row[columns.get("if")], row.number)
        same = _continues(steps, number, who, what)
        if same is not None:
            same.ways.append(way)
        elif what:
            if number and any(step.number == number for step in steps):
                notes.append(f"Row {row.number} uses the number {number} again; the first step keeps it.")
                number = ""
            steps.append(Step(row.number, number, who or (steps[-1].who if steps else ""), what, [way]))
        else:
            notes.append(f"Row {row.number} does not say what is done, and was left out.")
    if not steps:
        raise NotATable("No row says what is done; the table needs the columns who, does what, then, if.")
    return steps


def plain_number(text: str) -> str:
    """A step's number without "step" and full stop: "Step 4." is "4"; empty when it is no number."""
    if not _NUMBER.fullmatch(text):
        return ""
    return re.sub(r"(?i)^step\s*|[.)]$", "", text).lower()


def _continues(steps: Sequence[Step], number: str, who: str, what: str) -> Step | None:
    """The step of which this row is a further way out, if it is one."""
    if not steps:
        return None
    if number:
        for step in steps:
            if step.number == number and (not what or what.lower() == step.what.lower()):
                return step
        return None
    last = steps[-1]
    same_who = not who or who.lower() == last.who.lower()
    return last if same_who and (not what or what.lower() == last.what.lower()) else None


def _columns(rows: Sequence[Row], notes: list[str]) -> tuple[dict[str, int], Sequence[Row]]:
    header = columns_by_header(rows[0], _HEADERS)
    if "what" in header and len(header) > 1:
        _number_column(rows, header)
        _say_unused(rows[0], header, notes)
        return header, rows[1:]
    width = max(len(row.cells) for row in rows)
    if width < 2:
        raise NotATable("The table has one column only; it needs at least who and does what.")
    numbered = all(_NUMBER.fullmatch(row[0]) for row in rows if row[0])
    names = ["id", "who", "what", "then", "if"] if numbered else ["who", "what", "then", "if"]
    if numbered and width == 2:
        names = ["id", "what"]
    notes.append(f"The table has no header; we took its columns for {', '.join(names[:width])}.")
    return dict(zip(names, range(width), strict=False)), rows


def _number_column(rows: Sequence[Row], header: dict[str, int]) -> None:
    """Many call the column of numbers "Step": it is one where another column says what is done."""
    if "id" in header:
        return
    for column, cell in enumerate(rows[0].cells):
        numbers = [row[column] for row in rows[1:] if row[column]]
        free = column not in header.values() and cell.strip().lower() in ("step", "steps", "")
        if free and numbers and all(_NUMBER.fullmatch(number) for number in numbers):
            header["id"] = column
            return


def _say_unused(row: Row, header: dict[str, int], notes: list[str]) -> None:
    unused = [cell for column, cell in enumerate(row.cells) if cell and column not in header.values()]
    if unused:
        notes.append(f"Not carried over: the columns {', '.join(unused)}.")
