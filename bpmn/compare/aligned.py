"""The aligned table: the steps of both diagrams side by side, in process order."""

from __future__ import annotations

from bpmn.compare.compared import Compared
from bpmn.compare.meaning import normal
from bpmn.compare.results import How, Match, Row, RowStep
from bpmn.compare.sentences.roles import role_differs
from bpmn.compare.steps import Side


def aligned(compared: Compared) -> tuple[Row, ...]:
    """Every step of both diagrams once. Rows follow A's order; a step that only B has stands after the row
    of the step before it in B."""
    rows: list[Row] = []
    waiting = _Waiting(compared)
    rows += waiting.opening()
    done: set[Match] = set()
    for step in compared.a.steps:
        match = compared.match_of_a.get(step.key)
        if match is None:
            rows.append(Row((_row_step(compared.a, step.key),), (), "only A"))
        elif match not in done:
            done.add(match)
            rows.append(_matched(compared, match))
            rows += waiting.after(match)
    return tuple(rows)


def _matched(compared: Compared, match: Match) -> Row:
    ours = tuple(_row_step(compared.a, key) for key in match.a)
    theirs = tuple(_row_step(compared.b, key) for key in match.b)
    return Row(ours, theirs, _how(compared, match), match)


def _how(compared: Compared, match: Match) -> How:
    if role_differs(compared, match):
        return "moved to other role"
    same = [normal(step.text) for step in _texts(compared.a, match.a)] == [
        normal(step.text) for step in _texts(compared.b, match.b)
    ]
    return "matched" if same else "reworded"


def _texts(side: Side, keys: tuple[str, ...]) -> tuple[RowStep, ...]:
    return tuple(_row_step(side, key) for key in keys)


def _row_step(side: Side, key: str) -> RowStep:
    step = side.by_key[key]
    text = step.name or side.called(key)
    return RowStep(step.key, step.number, text, step.role, step.part, step.refs)


class _Waiting:
    """The steps only B has, by the match that goes before them in B's order."""

    def __init__(self, compared: Compared) -> None:
        self._first: list[Row] = []
        self._by_match: dict[Match, list[Row]] = {}
        current: Match | None = None
        for step in compared.b.steps:
            match = compared.match_of_b.get(step.key)
            if match is not None:
                current = match
                continue
            row = Row((), (_row_step(compared.b, step.key),), "only B")
            (self._first if current is None else self._by_match.setdefault(current, [])).append(row)

    def opening(self) -> list[Row]:
        return self._first

    def after(self, match: Match) -> list[Row]:
        return self._by_match.get(match, [])
