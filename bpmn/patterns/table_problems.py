"""What is wrong with the decision tables of a pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from bpmn.conditions import Condition
from bpmn.conditions.values import equal, name_in_words
from bpmn.patterns.places import good_name, places
from bpmn.patterns.questions import Question, questions
from bpmn.patterns.record import DecisionTable, Pattern
from bpmn.patterns.table_coverage import Said, coverage, inputs_of
from bpmn.patterns.unary import UnreadableTest, literals, read_test

Fault = tuple[Literal["error", "advice"], str, str]
"""How grave, where in the pattern, and a sentence."""


def table_problems(pattern: Pattern) -> tuple[Fault, ...]:
    """Everything wrong with the tables: names that clash, tests that cannot be read, rows that overlap or are
    never reached, answers that no row decides about."""
    found: list[Fault] = []
    asked = {one.name: one for one in questions(pattern)}
    for name, times in Counter(table.name for table in pattern.tables).items():
        if times > 1 and name:
            found.append(
                ("error", "tables", f"{times} tables give the answer “{name}”: give each its own name.")
            )
    for number, table in enumerate(pattern.tables):
        where = f"tables.{number}"
        faults = [*_shape(table, pattern, asked), *_tests(table, pattern, asked)]
        found += ((grave, where, text) for grave, text in faults)
        if not any(grave == "error" for grave, _ in faults):
            found += ((grave, where, text) for grave, text in coverage(table, pattern, asked))
    found += _circles(pattern)
    return tuple(found)


def _circles(pattern: Pattern) -> Iterator[Fault]:
    gives = {table.name: set(table.inputs) for table in pattern.tables}
    reach = {name: set(inputs) for name, inputs in gives.items()}
    for _ in gives:
        for needed in reach.values():
            needed.update(*(gives[other] for other in list(needed) if other in gives))
    for number, table in enumerate(pattern.tables):
        if table.name in reach.get(table.name, ()):
            text = f"The table “{table.name}” waits for its own result: take that out of its inputs."
            yield "error", f"tables.{number}", text


def _shape(table: DecisionTable, pattern: Pattern, asked: Mapping[str, Question]) -> Iterator[Said]:
    if not good_name(table.name):
        yield "error", f"“{table.name}” cannot be the name of what a table gives: use one such as eligible."
    if table.name in asked:
        text = f"“{table.name}” is given by a table and asked by a question: take the question out, or rename one."
        yield "error", text
    if table.name in pattern.settings:
        yield "error", f"“{table.name}” names a table and a setting: rename one of them."
    if not table.title:
        yield "advice", f"Say which question the table “{table.name}” answers."
    if not table.inputs or not table.rows:
        yield "error", f"The table “{table.name}” needs at least one input and one row."
    for name, times in Counter(table.inputs).items():
        if times > 1:
            yield "error", f"The table “{table.name}” names the input “{name}” {times} times: name it once."
        elif not good_name(name):
            yield "error", f"“{name}” cannot be the name of an input: use the name of an answer."
        elif name not in asked and name not in (other.name for other in pattern.tables):
            text = (
                f"No question of this pattern asks for “{name}”: a block that is met earlier must ask for it."
            )
            yield "advice", text
    for number, row in enumerate(table.rows, start=1):
        if not row.then:
            yield "error", f"Row {number} of the table “{table.name}” gives nothing: say what follows."
        if not row.because:
            yield (
                "advice",
                f"Say why row {number} of the table “{table.name}” decides so: people are shown it.",
            )
    texts = [table.title, table.otherwise, table.otherwise_because]
    texts += [text for row in table.rows for text in (row.then, row.because)]
    known = {*pattern.settings, *asked, *table.inputs}
    for name in dict.fromkeys(name for text in texts for name in places(text) if name not in known):
        yield (
            "error",
            f"The table “{table.name}” uses the place {{{{{name}}}}}, which is no setting and no answer.",
        )
    for name in dict.fromkeys(
        name for text in (table.otherwise, *(row.then for row in table.rows)) for name in places(text)
    ):
        if name in known and name not in pattern.settings:
            yield "error", f"What a table gives can use settings only, and {{{{{name}}}}} is an answer."


def _tests(table: DecisionTable, pattern: Pattern, asked: Mapping[str, Question]) -> Iterator[Said]:
    for number, row in enumerate(table.rows, start=1):
        for name, text in row.when.items():
            if name not in table.inputs:
                yield "error", f"Row {number} tests “{name}”, which is none of the inputs: add it to them."
                continue
            try:
                test = read_test(name, text, pattern.settings)
            except UnreadableTest as error:
                yield "error", f"Row {number}, {name}: {error}"
                continue
            yield from _strange(number, name, test, asked.get(name))
    for one in inputs_of(table, pattern, asked):
        if not one.comparable:
            named = name_in_words(one.name)
            text = (
                f"“{named}” is a text, which more and less cannot always compare: give its question a check."
            )
            yield "advice", text


def _strange(number: int, name: str, test: Condition, question: Question | None) -> Iterator[Said]:
    """Values that a test names and that the question never offers."""
    if question is None or not question.choices:
        return
    for literal in literals(test):
        if not any(equal(value, literal.value) for value, _ in question.choices) and literal.value != "":
            yield (
                "error",
                f"Row {number}: “{literal.in_words()}” is none of the choices of “{name_in_words(name)}”.",
            )
