"""Decision tables as data for `app/lib/tables.js`, which decides them after each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bpmn.patterns import DecisionTable, Pattern, TableRow, fill, in_order
from bpmn.patterns.record import Setting
from bpmn.patterns.unary import UnreadableTest, read_test
from importers.prototype_kit.conditions import condition_json


def tables_json(patterns: Iterable[Pattern]) -> list[dict[str, Any]]:
    """The tables of some patterns, settings filled in, each after those whose result it uses; those that wait for each
    other in a circle are left out, since they give nothing. A test that cannot be read is null."""
    return [_table(table, pattern.settings) for pattern, table in in_order(patterns)]


def _table(table: DecisionTable, settings: Mapping[str, Setting]) -> dict[str, Any]:
    return {
        "name": table.name,
        "hit": table.hit,
        "inputs": list(table.inputs),
        "rows": [_row(row, settings) for row in table.rows],
        "otherwise": fill(table.otherwise, settings),
    }


def _row(row: TableRow, settings: Mapping[str, Setting]) -> dict[str, Any]:
    """`says` is what the row gives as it is written: rows that give the same agree."""
    tests = [_test(name, text, settings) for name, text in row.when.items()]
    return {"tests": tests, "says": row.then, "then": fill(row.then, settings)}


def _test(name: str, text: str, settings: Mapping[str, Setting]) -> dict[str, Any] | None:
    try:
        return condition_json(read_test(name, text, settings))
    except UnreadableTest:
        return None
