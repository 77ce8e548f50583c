"""What a readable condition says: three-valued evaluation (Kleene's logic), and the same in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpmn.conditions.values import Literal, compare, equal, name_in_words, truth

Answer = str | int | float | bool | Sequence[str]
_WORDS = {
    "==": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
_DATE_WORDS = {"<": "is before", "<=": "is not after", ">": "is after", ">=": "is not before"}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Condition(ABC):
    """A readable condition."""

    @abstractmethod
    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        """Whether it holds. None when the answers do not decide it: one is missing, or cannot be compared."""

    @abstractmethod
    def in_words(self) -> str:
        """The condition as a person would say it: `reported within is yes`."""

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """The answers it asks about."""

    def denied(self) -> str:
        """The opposite, in words."""
        return f"it is not so that {self.in_words()}"


@dataclass(frozen=True)
class Name:
    """The name of an answer; dots are part of it."""

    name: str


Operand = Name | Literal


def _value(operand: Operand, answers: Mapping[str, Answer]) -> Answer | None:
    return answers.get(operand.name) if isinstance(operand, Name) else operand.value


def _words(operand: Operand) -> str:
    return name_in_words(operand.name) if isinstance(operand, Name) else operand.in_words()


def _names(*operands: Operand) -> frozenset[str]:
    return frozenset(operand.name for operand in operands if isinstance(operand, Name))


@dataclass(frozen=True)
class Compare(Condition):
    """`left operator right`, the operator one of == != < <= > >=."""

    operator: str
    left: Operand
    right: Operand

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        left, right = _value(self.left, answers), _value(self.right, answers)
        if left is None or right is None:
            return None
        return compare(self.operator, left, right)

    def in_words(self) -> str:
        return self._say(self.operator)

    def denied(self) -> str:
        return self._say(_OPPOSITE[self.operator])

    def _say(self, operator: str) -> str:
        date = any(isinstance(side, Literal) and side.is_date for side in (self.left, self.right))
        verb = (_DATE_WORDS.get(operator) if date else None) or _WORDS[operator]
        return f"{_words(self.left)} {verb} {_words(self.right)}"

    @property
    def names(self) -> frozenset[str]:
        return _names(self.left, self.right)


@dataclass(frozen=True)
class Among(Condition):
    """`left in [choice, ...]`."""

    left: Operand
    choices: tuple[Operand, ...]

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        left = _value(self.left, answers)
        if left is None:
            return None
        values = [_value(choice, answers) for choice in self.choices]
        if any(value is not None and equal(left, value) for value in values):
            return True
        return None if None in values else False

    def in_words(self) -> str:
        return f"{_words(self.left)} is {self._list()}"

    def denied(self) -> str:
        return f"{_words(self.left)} is not {self._list()}"

    def _list(self) -> str:
        said = [_words(choice) for choice in self.choices]
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"

    @property
    def names(self) -> frozenset[str]:
        return _names(self.left, *self.choices)


@dataclass(frozen=True)
class Between(Condition):
    """`low <= left <= high`; an end that is not `with_` it is left out: `left in (low..high)`."""

    left: Operand
    low: Operand
    high: Operand
    with_low: bool = True
    with_high: bool = True

    @property
    def _ends(self) -> tuple[Compare, Compare]:
        return (
            Compare(">=" if self.with_low else ">", self.left, self.low),
            Compare("<=" if self.with_high else "<", self.left, self.high),
        )

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        return All(self._ends).evaluate(answers)

    def in_words(self) -> str:
        return self._say("is")

    def denied(self) -> str:
        return self._say("is not")

    def _say(self, verb: str) -> str:
        low, high = _words(self.low), _words(self.high)
        said = f"{_words(self.left)} {verb} between {low} and {high}"
        left_out = [
            end for end, kept in ((low, self.with_low), (high, self.with_high)) if not kept
        ]  # fmt: skip
        return f"{said}, without {' and '.join(left_out)}" if left_out else said

    @property
    def names(self) -> frozenset[str]:
        return _names(self.left, self.low, self.high)


@dataclass(frozen=True)
class Empty(Condition):
    """`empty x` or `x == null`: the question was passed over. A question that nobody has come to yet is unknown."""

    left: Name

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        value = answers.get(self.left.name)
        if value is None:
            return None
        return not value.strip() if isinstance(value, str) else isinstance(value, Sequence) and not value

    def in_words(self) -> str:
        return f"{_words(self.left)} is empty"

    def denied(self) -> str:
        return f"{_words(self.left)} is not empty"

    @property
    def names(self) -> frozenset[str]:
        return _names(self.left)


@dataclass(frozen=True)
class Holds(Condition):
    """A bare name or literal: whether the answer is yes."""

    operand: Operand

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        value = _value(self.operand, answers)
        return None if value is None else truth(value)

    def in_words(self) -> str:
        if isinstance(self.operand, Literal):
            return "always" if self.evaluate({}) else "never"
        return f"{_words(self.operand)} is yes"

    def denied(self) -> str:
        if isinstance(self.operand, Literal):
            return "never" if self.evaluate({}) else "always"
        return f"{_words(self.operand)} is no"

    @property
    def names(self) -> frozenset[str]:
        return _names(self.operand)


@dataclass(frozen=True)
class Not(Condition):
    """The opposite of another condition."""

    inner: Condition

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        value = self.inner.evaluate(answers)
        return None if value is None else not value

    def in_words(self) -> str:
        return self.inner.denied()

    def denied(self) -> str:
        return self.inner.in_words()

    @property
    def names(self) -> frozenset[str]:
        return self.inner.names


@dataclass(frozen=True)
class All(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        values = [part.evaluate(answers) for part in self.parts]
        if False in values:
            return False
        return None if None in values else True

    def in_words(self) -> str:
        return " and ".join(_bracketed(part, Some) for part in self.parts)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(part.names for part in self.parts))


@dataclass(frozen=True)
class Some(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def evaluate(self, answers: Mapping[str, Answer]) -> bool | None:
        values = [part.evaluate(answers) for part in self.parts]
        if True in values:
            return True
        return None if None in values else False

    def in_words(self) -> str:
        return " or ".join(_bracketed(part, All) for part in self.parts)

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(part.names for part in self.parts))


def _bracketed(part: Condition, mixed: type[Condition]) -> str:
    return f"({part.in_words()})" if isinstance(part, mixed) else part.in_words()
