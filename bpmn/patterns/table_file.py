"""Decision tables in a pattern file, read and written."""

from __future__ import annotations

from typing import Any, cast

from bpmn.patterns import limits
from bpmn.patterns.errors import PatternError
from bpmn.patterns.fields import Fields
from bpmn.patterns.record import HITS, DecisionTable, Hit, TableRow


def read_tables(fields: Fields) -> tuple[DecisionTable, ...]:
    """The tables of a pattern file. Raises `PatternError` for wrong types and what is over the limits; what a
    person can put right is left to `table_problems`."""
    return tuple(_table(one) for one in fields.objects("tables", limits.MAX_TABLES))


def table_json(table: DecisionTable) -> dict[str, Any]:
    """A table as the JSON value of a pattern file."""
    return {
        "name": table.name,
        "title": table.title,
        "hit": table.hit,
        "inputs": list(table.inputs),
        "rows": [_row_json(row) for row in table.rows],
        "otherwise": table.otherwise,
        "otherwise_because": table.otherwise_because,
    }


def _row_json(row: TableRow) -> dict[str, Any]:
    content: dict[str, Any] = {"when": dict(row.when), "then": row.then, "because": row.because}
    return {key: value for key, value in content.items() if value}


def _table(fields: Fields) -> DecisionTable:
    inputs = tuple(one.strip() for one in fields.texts("inputs"))
    if len(inputs) > limits.MAX_INPUTS:
        raise PatternError(
            f"“{fields.where('inputs')}” names {len(inputs)} answers, more than {limits.MAX_INPUTS}: split the table."
        )
    return DecisionTable(
        name=fields.text("name"),
        title=fields.text("title"),
        hit=cast("Hit | None", fields.one_of("hit", HITS, needed=False)) or "first",
        inputs=inputs,
        rows=tuple(_row(row) for row in fields.objects("rows", limits.MAX_ROWS)),
        otherwise=fields.text("otherwise"),
        otherwise_because=fields.text("otherwise_because"),
    )


def _row(fields: Fields) -> TableRow:
    when = {name: test.strip() for name, test in fields.text_mapping("when").items()}
    for name, test in when.items():
        if len(test) > limits.LONGEST_TEST:
            raise PatternError(
                f"“{fields.where('when')}.{name[:50]}” is longer than {limits.LONGEST_TEST} characters: split the row."
            )
    # An empty test is no test: one way to say it.
    return TableRow(
        {name: test for name, test in when.items() if test}, fields.text("then"), fields.text("because")
    )
