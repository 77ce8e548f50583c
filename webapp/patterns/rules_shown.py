"""The decision tables of a pattern as its page shows them: in plain words, with the questions' own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bpmn.conditions.values import name_in_words
from bpmn.patterns import DecisionTable, Pattern, Question, fill, questions
from bpmn.patterns.unary import UnreadableTest, in_words, read_test

HITS = {
    "first": "The first row that holds decides.",
    "unique": "Only one row can hold at a time, and it decides.",
    "any": "Every row that holds decides: where several do, they say the same.",
}


@dataclass(frozen=True)
class ShownRow:
    """One row: a cell for each input in words, what it gives, and why."""

    cells: tuple[str, ...]
    then: str
    because: str


@dataclass(frozen=True)
class ShownTable:
    """A table in words. `columns` are the questions that its inputs come from."""

    name: str
    title: str
    hit: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    otherwise: str
    otherwise_because: str


def shown_tables(pattern: Pattern) -> tuple[ShownTable, ...]:
    """The pattern's tables, in order, with its settings filled in."""
    asked = {one.name: one for one in questions(pattern)}
    titles = {table.name: fill(table.title, pattern.settings) for table in pattern.tables}
    return tuple(_shown(table, pattern, asked, titles) for table in pattern.tables)


def _shown(
    table: DecisionTable, pattern: Pattern, asked: Mapping[str, Question], titles: Mapping[str, str]
) -> ShownTable:
    def said(text: str) -> str:
        return fill(text, pattern.settings)

    rows = tuple(
        ShownRow(
            tuple(_cell(name, row.when.get(name, ""), pattern, asked.get(name)) for name in table.inputs),
            said(row.then),
            said(row.because),
        )
        for row in table.rows
    )
    columns = tuple(
        asked[name].title if name in asked else titles.get(name) or name_in_words(name).capitalize()
        for name in table.inputs
    )
    otherwise = said(table.otherwise), said(table.otherwise_because)
    title = said(table.title) or name_in_words(table.name).capitalize()
    return ShownTable(table.name, title, HITS[table.hit], columns, rows, *otherwise)


def _cell(name: str, text: str, pattern: Pattern, question: Question | None) -> str:
    try:
        test = read_test(name, text, pattern.settings)
    except UnreadableTest:
        return f"{text} (cannot be read)"
    choices = question.choices if question is not None else ()
    return in_words(test, {value: fill(label, pattern.settings) for value, label in choices})
