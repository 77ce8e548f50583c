"""The other way round: answers from which a table of rules gives a value."""

from __future__ import annotations

from itertools import islice, product

from bpmn.conditions import Answer
from bpmn.patterns.cells import cells
from bpmn.patterns.decision_table import evaluate
from bpmn.patterns.questions import questions
from bpmn.patterns.record import DecisionTable, Pattern
from bpmn.patterns.table_coverage import inputs_of
from bpmn.patterns.unary import UnreadableTest

MOST_TRIED = 5_000


def answers_for(pattern: Pattern, table: DecisionTable, value: str) -> dict[str, Answer] | None:
    """Answers to the table's inputs that make it give `value`; None when none do among the first `MOST_TRIED`
    combinations of what can be told apart, or a test cannot be read."""
    asked = {one.name: one for one in questions(pattern)}
    try:
        inputs = list(inputs_of(table, pattern, asked))
        parts = [[(one.name, cell.value) for cell in cells(one)] for one in inputs]
        for combination in islice(product(*parts), MOST_TRIED):
            answers = dict(combination)
            if evaluate(table, answers, pattern.settings).value == value:
                return answers
    except UnreadableTest:
        return None
    return None
