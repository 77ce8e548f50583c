"""Literal unary tests of DMN's expression language, from and to the tests of a pattern's decision table."""

from __future__ import annotations

import re

from bpmn.conditions import Condition
from bpmn.conditions.tree import All, Among, Compare, Not, Operand, Some
from bpmn.conditions.values import Literal
from bpmn.patterns.unary import ANY, UnreadableTest, read_test

_RANGE = re.compile(r"([\[(\]])\s*([^.\[\]()]+?)\s*\.\.\s*([^.\[\]()]+(?:\.\d+)?)\s*([\])\[])\Z")
_DATE = re.compile(r'(?:date\(\s*|@\s*)"(\d{4}-\d{2}-\d{2})"\s*\)?')
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"\Z')


def from_feel(text: str) -> str:
    """A unary test as a cell of our tables has it, "" for any value. Raises `UnreadableTest` for what is no literal
    test: a calculation, a function, another answer."""
    body = _DATE.sub(r'"\1"', text.strip())
    if body in ("", "-"):
        return ""
    if (found := _RANGE.match(body)) is not None:
        low = ">=" if found.group(1) == "[" else ">"
        high = "<=" if found.group(4) == "]" else "<"
        body = f"{low} {found.group(2)} and {high} {found.group(3)}"
    # `? >= 18 and ? < 65` is how DMN 1.2 and later write a test with several parts.
    body = re.sub(r'("(?:[^"\\]|\\.)*")|\?\s*', lambda match: match.group(1) or "", body)
    read_test("it", body)
    return body


def to_feel(condition: Condition) -> str:
    """A test as a unary test of DMN 1.5."""
    if condition == ANY:
        return "-"
    return _simple(condition) or _with_marks(condition)


def value_from_feel(text: str) -> str | None:
    """What a literal output gives; None for anything that would have to be worked out."""
    body = _DATE.sub(r'"\1"', text.strip())
    if (found := _TEXT.match(body)) is not None:
        return re.sub(r"\\(.)", r"\1", found.group(1)).strip()
    return body if _NUMBER.match(body) or body in ("true", "false", "") else None


def value_to_feel(value: str) -> str:
    """A value as a literal: numbers and dates as such, all else as a text."""
    return _literal(Literal(value, quoted=not _NUMBER.match(value)))


def _simple(condition: Condition) -> str:
    """The short form without a mark, "" where there is none."""
    if isinstance(condition, Compare):
        value = _operand(condition.right)
        return {"==": value, "!=": f"not({value})"}.get(condition.operator, f"{condition.operator} {value}")
    if isinstance(condition, Among):
        return ", ".join(_operand(choice) for choice in condition.choices)
    if isinstance(condition, Not) and isinstance(condition.inner, Among):
        return f"not({_simple(condition.inner)})"
    if isinstance(condition, Some):
        parts = [_simple(part) for part in condition.parts if isinstance(part, Compare | Among)]
        return ", ".join(parts) if len(parts) == len(condition.parts) else ""
    return ""


def _with_marks(condition: Condition) -> str:
    if isinstance(condition, All | Some):
        joined = " and " if isinstance(condition, All) else " or "
        return joined.join(
            f"({_with_marks(part)})" if isinstance(part, All | Some) else _with_marks(part)
            for part in condition.parts
        )
    if isinstance(condition, Not) and isinstance(condition.inner, Among):
        return " and ".join(f"? != {_operand(choice)}" for choice in condition.inner.choices)
    if isinstance(condition, Among):
        return f"? in ({_simple(condition)})"
    if isinstance(condition, Compare):
        sign = "=" if condition.operator == "==" else condition.operator
        return f"? {sign} {_operand(condition.right)}"
    raise UnreadableTest("This test has no form in DMN.")


def _operand(operand: Operand) -> str:
    if not isinstance(operand, Literal):
        raise UnreadableTest("Only literals can be written to a DMN file.")
    return _literal(operand)


def _literal(literal: Literal) -> str:
    if isinstance(literal.value, bool):
        return "true" if literal.value else "false"
    if not literal.quoted:
        return literal.value
    if literal.is_date:
        return f'date("{literal.value[:10]}")'
    escaped = literal.value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
