"""Decision tables decided: which row holds for some answers, what it gives, and why.

Three-valued: an answer that is not known, or that cannot be compared, leaves the table undecided unless no row depends
on it any more. More answers never change what was decided.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from bpmn.conditions import Answer
from bpmn.patterns.places import fill
from bpmn.patterns.record import DecisionTable, Pattern, Setting, TableRow
from bpmn.patterns.unary import UnreadableTest, read_test

NOTHING = ""
"""What a table answers again where it cannot decide any more: as a question that was left empty."""


@dataclass(frozen=True)
class Outcome:
    """What a table says. `value` is None where it is not decided; `row` is the number of the row that decided,
    from 0, None for `otherwise` and where nothing did; `because` is its reason with settings filled in, or why
    nothing is decided ("" where an answer is only missing)."""

    table: DecisionTable
    value: str | None = None
    row: int | None = None
    because: str = ""


def evaluate(
    table: DecisionTable, answers: Mapping[str, Answer], settings: Mapping[str, Setting] | None = None
) -> Outcome:
    """What the table gives for these answers. A row with a test that cannot be read is never known to hold or
    not to hold."""
    values = settings or {}
    held = [_holds(row, answers, values) for row in table.rows]
    if all(one is False for one in held):
        return _given(table, table.otherwise, table.otherwise_because, None, values)
    if table.hit == "first":
        place = next(number for number, one in enumerate(held) if one is not False)
        return _by_row(table, place, values) if held[place] else Outcome(table)
    if table.hit == "unique":
        return _only_one(table, held, values)
    return _any_of(table, held, values)


def _only_one(table: DecisionTable, held: Sequence[bool | None], settings: Mapping[str, Setting]) -> Outcome:
    true = [number for number, one in enumerate(held) if one]
    if len(true) > 1:
        rows = " and ".join(str(number + 1) for number in true[:2])
        return Outcome(table, because=f"Rows {rows} hold at the same time, though only one may.")
    return _by_row(table, true[0], settings) if true and None not in held else Outcome(table)


def _any_of(table: DecisionTable, held: Sequence[bool | None], settings: Mapping[str, Setting]) -> Outcome:
    possible = [number for number, one in enumerate(held) if one is not False]
    true = [number for number in possible if held[number]]
    if len({table.rows[number].then for number in true}) > 1:
        rows = " and ".join(str(number + 1) for number in true[:2])
        return Outcome(table, because=f"Rows {rows} hold at the same time and say different things.")
    same = len({table.rows[number].then for number in possible}) == 1
    return _by_row(table, true[0], settings) if true and same else Outcome(table)


def decided(
    patterns: Iterable[Pattern], answers: Mapping[str, Answer], given: Collection[str] | None = None
) -> dict[str, Outcome]:
    """What the tables of some patterns give for all the answers so far, by the names of what they give, in the
    order in which they were decided.

    `given` are the names just answered: only tables that depend on these are looked at (None: all). A table
    that gave something before and cannot decide any more gives `NOTHING`. Tables that wait for each other in
    a circle give nothing."""
    known: dict[str, Answer] = dict(answers)
    changed = set(known) if given is None else set(given)
    found: dict[str, Outcome] = {}
    for pattern, table in in_order(patterns):
        if not changed & set(table.inputs):
            continue
        outcome = evaluate(table, known, pattern.settings)
        if outcome.value is None and (table.name in found or known.get(table.name) in (None, NOTHING)):
            continue
        found[table.name] = outcome
        known[table.name] = NOTHING if outcome.value is None else outcome.value
        changed.add(table.name)
    return found


def values_of(outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """The answers that outcomes give."""
    return {name: NOTHING if one.value is None else one.value for name, one in outcomes.items()}


def in_order(patterns: Iterable[Pattern]) -> list[tuple[Pattern, DecisionTable]]:
    """The tables, each after those whose result it uses; those in a circle left out."""
    tables = [(pattern, table) for pattern in patterns for table in pattern.tables if table.name]
    by_name: dict[str, list[int]] = {}
    for place, (_, table) in enumerate(tables):
        by_name.setdefault(table.name, []).append(place)
    needs = {
        place: [other for name in table.inputs for other in by_name.get(name, ())]
        for place, (_, table) in enumerate(tables)
    }
    while needs:
        try:
            return [tables[place] for place in TopologicalSorter(needs).static_order()]
        except CycleError as error:
            circle = set(error.args[1])
            needs = {
                place: [other for other in others if other not in circle]
                for place, others in needs.items()
                if place not in circle
            }
    return []


def _holds(row: TableRow, answers: Mapping[str, Answer], settings: Mapping[str, Setting]) -> bool | None:
    held: list[bool | None] = []
    for name, text in row.when.items():
        try:
            held.append(read_test(name, text, settings).evaluate(answers))
        except UnreadableTest:
            held.append(None)
    return False if False in held else None if None in held else True


def _by_row(table: DecisionTable, place: int, settings: Mapping[str, Setting]) -> Outcome:
    row = table.rows[place]
    return _given(table, row.then, row.because, place, settings)


def _given(
    table: DecisionTable, then: str, because: str, row: int | None, settings: Mapping[str, Setting]
) -> Outcome:
    value = fill(then, settings)
    if not value:
        return Outcome(table, because="No row of the table fits these answers." if row is None else "")
    return Outcome(table, value, row, fill(because, settings))
