"""Whether the rows of a decision table cover every case, and none twice: every combination of answers is looked at.

Each input's values are parted so that no test tells two of one part apart (`bpmn.patterns.cells`), and combinations
that leave the same rows are followed as one: so nothing is sampled, and the work grows with the sets of rows that can
hold together and not with the number of combinations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bpmn.conditions.values import name_in_words
from bpmn.patterns.cells import Cell, Input, cells, joined
from bpmn.patterns.questions import Question
from bpmn.patterns.record import DecisionTable, Pattern
from bpmn.patterns.unary import UnreadableTest, read_test

MOST_STATES = 50_000
"""Sets of rows that may still hold, followed for one table: beyond it the table is not fully checked."""
MOST_EXAMPLES = 3
Said = tuple[Literal["error", "advice"], str]
"""How grave, and a sentence."""


def coverage(table: DecisionTable, pattern: Pattern, asked: Mapping[str, Question]) -> Iterator[Said]:
    """Gaps, overlaps and rows that never decide, over every combination of answers."""
    inputs = list(inputs_of(table, pattern, asked))
    parts = [_runs(table, one, pattern) for one in inputs]
    leaves = _leaves(table, parts)
    if leaves is None:
        yield "advice", f"The table “{table.name}” has too many combinations to be checked in full: split it."
        return
    yield from _gaps(table, inputs, parts, leaves)
    yield from _overlaps(table, inputs, parts, leaves)
    yield from _unreached(table, leaves)


def inputs_of(table: DecisionTable, pattern: Pattern, asked: Mapping[str, Question]) -> Iterator[Input]:
    """The inputs of a table with what is known of each; tests that cannot be read are left out."""
    for name in table.inputs:
        tests = []
        for row in table.rows:
            try:
                tests.append(read_test(name, row.when.get(name, ""), pattern.settings))
            except UnreadableTest:
                continue
        earlier = next((one for one in pattern.tables if one.name == name), None)
        given: tuple[str, ...] = ()
        if earlier is not None:
            values = [row.then for row in earlier.rows] + ([earlier.otherwise] if earlier.otherwise else [])
            given = tuple(dict.fromkeys(values))
        yield Input(name, asked.get(name), tuple(tests), given)


@dataclass
class _State:
    """Which rows hold for certain and which may, after some inputs; examples of how one comes there."""

    examples: list[tuple[int, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class _Run:
    """Neighbouring parts of an input's values that every row treats alike. Bit n stands for row n."""

    cells: tuple[Cell, ...]
    true: int
    possible: int


def _runs(table: DecisionTable, one: Input, pattern: Pattern) -> list[_Run]:
    found: list[_Run] = []
    for cell in cells(one):
        true = possible = 0
        for number, row in enumerate(table.rows):
            test = read_test(one.name, row.when.get(one.name, ""), pattern.settings)
            held = test.evaluate({one.name: cell.value})
            true |= (held is True) << number
            possible |= (held is not False) << number
        if found and (found[-1].true, found[-1].possible) == (true, possible):
            found[-1] = _Run((*found[-1].cells, cell), true, possible)
        else:
            found.append(_Run((cell,), true, possible))
    return found


def _leaves(table: DecisionTable, parts: Sequence[Sequence[_Run]]) -> dict[tuple[int, int], _State] | None:
    """Every set of rows that can hold together, with examples; None when there are too many to follow.

    Combinations that leave the same rows are followed as one, so that the number of states, not of combinations,
    is what it costs."""
    every = (1 << len(table.rows)) - 1
    states: dict[tuple[int, int], _State] = {(every, every): _State([()])}
    for runs in parts:
        following: dict[tuple[int, int], _State] = {}
        for (true, possible), state in states.items():
            for number, run in enumerate(runs):
                kept = following.setdefault((true & run.true, possible & run.possible), _State())
                room = MOST_EXAMPLES - len(kept.examples)
                kept.examples += [(*path, number) for path in state.examples[: max(0, room)]]
        if len(following) > MOST_STATES:
            return None
        states = following
    return states


def _gaps(
    table: DecisionTable,
    inputs: Sequence[Input],
    parts: Sequence[Sequence[_Run]],
    leaves: Mapping[tuple[int, int], _State],
) -> Iterator[Said]:
    if table.otherwise or (0, 0) not in leaves:
        return
    for path in leaves[0, 0].examples:
        said = _case(inputs, parts, path)
        yield (
            "advice",
            f"No row of the table “{table.name}” says what follows when {said}: add a row, or an otherwise.",
        )


def _overlaps(
    table: DecisionTable,
    inputs: Sequence[Input],
    parts: Sequence[Sequence[_Run]],
    leaves: Mapping[tuple[int, int], _State],
) -> Iterator[Said]:
    if table.hit == "first":
        return
    told: set[tuple[int, int]] = set()
    for (true, _), state in leaves.items():
        rows = [number for number in range(len(table.rows)) if true >> number & 1]
        for place, one in enumerate(rows):
            for other in rows[place + 1 :]:
                apart = table.rows[one].then != table.rows[other].then
                if (one, other) in told or not (table.hit == "unique" or apart):
                    continue
                told.add((one, other))
                said = _case(inputs, parts, state.examples[0])
                why = "though only one may" if table.hit == "unique" else "and say different things"
                yield (
                    "error",
                    f"Rows {one + 1} and {other + 1} of the table “{table.name}” both hold when {said}, {why}.",
                )


def _unreached(table: DecisionTable, leaves: Mapping[tuple[int, int], _State]) -> Iterator[Said]:
    held = decides = 0
    for true, possible in leaves:
        held |= possible
        first = true & -true
        # Rows behind the first that holds for certain never come into it.
        decides |= possible & ((first << 1) - 1) if table.hit == "first" and first else possible
    for number in range(len(table.rows)):
        if not held >> number & 1:
            yield (
                "error",
                f"Row {number + 1} of the table “{table.name}” can never hold: no answer passes all its tests.",
            )
        elif not decides >> number & 1:
            row = f"Row {number + 1} of the table “{table.name}”"
            yield "error", f"{row} is never reached: the rows before it decide all its cases."
    if table.otherwise and all(true for true, _ in leaves):
        yield (
            "advice",
            f"The “otherwise” of the table “{table.name}” is never used: its rows decide every case.",
        )


def _case(inputs: Sequence[Input], parts: Sequence[Sequence[_Run]], path: Sequence[int]) -> str:
    said = [
        f"{name_in_words(one.name)} is {joined(runs[number].cells)}"
        for one, runs, number in zip(inputs, parts, path, strict=True)
        if len(runs) > 1
    ]
    return " and ".join(said) or "anything is answered"
