"""Whether answers can lead a case along a path, and which: the conditions on its decisions against each other.

Only what a page asks is held to be one answer that later decisions see; a value that no page asks may change between
two decisions, so nothing follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property

from bpmn.conditions import Answer, Condition, parse
from bpmn.conditions.values import Literal
from bpmn.model import Diagram
from bpmn.naming import tidy
from engine.coverage import Path
from engine.turns import Turn

MOST_TRIES = 2_000
OTHER = "something else"
Variable = tuple[str, int]


@dataclass(frozen=True)
class Asked:
    """A question of a page: the values it offers (none: anything may be typed), and whether several may be
    ticked."""

    values: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Feasible:
    """`possible`: answers lead along the path (true), none do (false), or it was not decided (None). `why` says
    which decision contradicts what went before. `answers` by the place of the step that asks them in the path: what
    to answer to be led along it, for the answers that matter."""

    possible: bool | None
    why: str
    answers: Mapping[int, Mapping[str, Answer]]


def feasible(diagram: Diagram, path: Path, asked: Mapping[str, Mapping[str, Asked]]) -> Feasible:
    """Judge a path. `asked`: for each step's key, the questions of its pages by the names of their answers."""
    judged = _Judging(diagram, path, asked)
    return judged.result()


@dataclass(frozen=True)
class _Decision:
    turn: Turn
    conditions: tuple[tuple[str, Condition | None], ...]
    default: str | None
    several: bool
    epochs: Mapping[str, int]

    @cached_property
    def variables(self) -> frozenset[Variable]:
        names = {name for _, one in self.conditions if one for name in one.names}
        return frozenset((name, self.epochs[name]) for name in names if name in self.epochs)

    def allows(self, given: Mapping[Variable, Answer]) -> bool:
        """Whether these answers may lead the way the path goes: nothing that is known forbids it."""
        answers = {name: given[name, epoch] for name, epoch in self.epochs.items() if (name, epoch) in given}
        for flow, condition in self.conditions:
            holds = condition.evaluate(answers) if condition else None
            if flow in self.turn.chose:
                if holds is False:
                    return False
                if not self.several:
                    return True
            elif holds is True:
                return False
        return True


class _Judging:
    def __init__(self, diagram: Diagram, path: Path, asked: Mapping[str, Mapping[str, Asked]]) -> None:
        self._diagram = diagram
        self._asked = asked
        self._questions: dict[Variable, tuple[int, Asked]] = {}
        self._decisions = list(self._read(path))
        self._tries = 0

    def result(self) -> Feasible:
        """The judgement; what stands first in the way when there is any."""
        for count in range(1, len(self._decisions) + 1):
            given = self._solve(self._decisions[:count])
            if given is None:
                undecided = self._tries >= MOST_TRIES
                why = "" if undecided else self._contradiction(self._decisions[count - 1])
                return Feasible(None if undecided else False, why, {})
            if count == len(self._decisions):
                return Feasible(True, "", self._by_place(given))
        return Feasible(True, "", {})

    def _read(self, path: Path) -> Iterator[_Decision]:
        epochs: dict[str, int] = {}
        turns = {turn.place: turn for turn in path.turns}
        for place, step in enumerate(path.steps):
            for name, asked in self._asked.get(step.element, {}).items():
                if step.kind != "choose":
                    epochs[name] = epochs.get(name, 0) + 1
                    self._questions[name, epochs[name]] = (place, asked)
            if step.kind == "choose" and (found := self._decision(turns[place], dict(epochs))):
                yield found

    def _decision(self, turn: Turn, epochs: Mapping[str, int]) -> _Decision | None:
        node = self._diagram.node_by_key[turn.element]
        flows = list(self._diagram.ways_out(node))
        read = tuple(
            (flow.key, parse(flow.condition, flow.language) if flow.condition else None)
            for flow in flows
            if flow.key != node.default
        )
        if not any(condition for _, condition in read):
            return None
        # Ways without a condition are taken last, whatever their place in the file.
        ordered = tuple(sorted(read, key=lambda one: one[1] is None))
        return _Decision(turn, ordered, node.default, node.type != "exclusiveGateway", epochs)

    def _solve(self, decisions: Sequence[_Decision]) -> dict[Variable, Answer] | None:
        variables = sorted({one for decision in decisions for one in decision.variables})
        values = {one: self._values(one, decisions) for one in variables}
        self._tries = 0
        return self._assign(variables, values, decisions, {})

    def _assign(
        self,
        rest: Sequence[Variable],
        values: Mapping[Variable, Sequence[Answer]],
        decisions: Sequence[_Decision],
        given: dict[Variable, Answer],
    ) -> dict[Variable, Answer] | None:
        if not all(decision.allows(given) for decision in decisions):
            return None
        if not rest:
            return given
        for value in values[rest[0]]:
            self._tries += 1
            if self._tries >= MOST_TRIES:
                return None
            found = self._assign(rest[1:], values, decisions, {**given, rest[0]: value})
            if found is not None:
                return found
        return None

    def _values(self, variable: Variable, decisions: Sequence[_Decision]) -> Sequence[Answer]:
        """What may be answered, as far as it makes a difference to the conditions."""
        asked = self._questions[variable][1]
        if asked.values:
            single: list[Answer] = list(asked.values)
            return [*([one] for one in asked.values), list(asked.values), []] if asked.several else single
        conditions = (
            condition
            for decision in decisions
            for _, condition in decision.conditions
            if condition and variable[0] in condition.names
        )
        literals = dict.fromkeys(literal.value for one in conditions for literal in _literals(one))
        near = [value for literal in literals for value in _near(literal)]
        if not near:
            return ["1", "2", OTHER]
        # Where only numbers and days count, the page takes nothing else.
        return near if all(len(_near(literal)) > 1 for literal in literals) else [*near, OTHER]

    def _contradiction(self, decision: _Decision) -> str:
        names = sorted(name for name, _ in decision.variables)
        words = ", ".join(f"“{tidy(name)}”" for name in names)
        return f"“{decision.turn.words}” does not fit what was answered before ({words})"

    def _by_place(self, given: Mapping[Variable, Answer]) -> dict[int, dict[str, Answer]]:
        found: dict[int, dict[str, Answer]] = {}
        for variable, value in given.items():
            found.setdefault(self._questions[variable][0], {})[variable[0]] = value
        return found


def _literals(part: object) -> Iterator[Literal]:
    if isinstance(part, Literal):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _literals(one)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _literals(getattr(part, field.name))


def _near(value: str | bool) -> list[Answer]:
    """The value and its neighbours, between which a comparison may part."""
    if isinstance(value, bool):
        return ["yes", "no"]
    try:
        number = Decimal(value)
        if number.is_finite():
            return [value, str(number + 1), str(number - 1)]
    except InvalidOperation:
        pass
    try:
        day = date.fromisoformat(value)
        return [value, *((day + timedelta(days=step)).isoformat() for step in (1, -1))]
    except (ValueError, OverflowError):
        return [value]
