"""The form of one decision table: read as it was sent, and changed by its buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bpmn.patterns import DecisionTable, TableRow
from bpmn.patterns.limits import MAX_INPUTS, MAX_ROWS
from bpmn.patterns.record import HITS
from webapp.patterns.values import clean


def read(form: Mapping[str, str]) -> DecisionTable:
    """The table that a form describes; what a person got wrong is left for the checks. Cells are sent as
    `when-<row>-<column>`, in the columns that the form was drawn with (`columns`)."""
    columns = _names(form.get("columns", ""))
    hit = form.get("hit", "first")
    rows = tuple(_row(form, number, columns) for number in range(_count(form.get("rows", ""))))
    return DecisionTable(
        name=clean(form.get("name", ""))[:50],
        title=_text(form, "title"),
        hit=hit if hit in HITS else "first",
        inputs=_names(form.get("inputs", "")),
        rows=rows,
        otherwise=_text(form, "otherwise"),
        otherwise_because=_text(form, "otherwise_because"),
    )


def changed(table: DecisionTable, do: str) -> DecisionTable:
    """The table after a button: `add`, `up-2`, `down-2`, `remove-2` (rows from 0); any other leaves it. Cells of
    answers that are no inputs any more go."""
    act, _, text = do.partition("-")
    rows = [
        replace(row, when={name: test for name, test in row.when.items() if name in table.inputs})
        for row in table.rows
    ]
    place = int(text) if text.isdecimal() and len(text) < 5 else -1
    if act == "add" and len(rows) < MAX_ROWS:
        rows.append(TableRow())
    elif act == "remove" and 0 <= place < len(rows):
        del rows[place]
    elif act in ("up", "down") and 0 <= place < len(rows):
        other = place + (1 if act == "down" else -1)
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
    return replace(table, rows=tuple(rows))


def _row(form: Mapping[str, str], number: int, columns: tuple[str, ...]) -> TableRow:
    cells = {name: _text(form, f"when-{number}-{place}") for place, name in enumerate(columns)}
    when = {name: test for name, test in cells.items() if test}
    return TableRow(when, _text(form, f"then-{number}"), _text(form, f"because-{number}"))


def _text(form: Mapping[str, str], name: str) -> str:
    return clean(form.get(name, ""))[:2_000]


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in re.split(r"[\s,;]+", text.strip()) if name))[:MAX_INPUTS]


def _count(text: str) -> int:
    return min(int(text), MAX_ROWS) if text.isdecimal() and len(text) < 5 else 0
