"""A condition written down in our own syntax, such that reading it gives the same condition again."""

from __future__ import annotations

from bpmn.conditions.tree import (
    All,
    Among,
    Between,
    Compare,
    Condition,
    Empty,
    Holds,
    Name,
    Not,
    Operand,
    Some,
)


def written(condition: Condition) -> str:
    """The condition as text that `parse` reads as the same condition."""
    match condition:
        case Compare(sign, left, right):
            return f"{_operand(left)} {sign} {_operand(right)}"
        case Among(left, choices):
            return f"{_operand(left)} in [{', '.join(_operand(one) for one in choices)}]"
        case Between(left, low, high, with_low, with_high):
            ends = "[" if with_low else "(", "]" if with_high else ")"
            return f"{_operand(left)} in {ends[0]}{_operand(low)} .. {_operand(high)}{ends[1]}"
        case Empty(left):
            return f"{left.name} == null"
        case Holds(operand):
            return _operand(operand)
        case Not(inner):
            return f"not ({written(inner)})"
        case All(parts):
            return " and ".join(_part(part) for part in parts)
        case Some(parts):
            return " or ".join(_part(part) for part in parts)
    raise TypeError(f"{type(condition).__name__} is no condition that can be written.")


def _part(part: Condition) -> str:
    return f"({written(part)})" if isinstance(part, All | Some) else written(part)


def _operand(operand: Operand) -> str:
    if isinstance(operand, Name):
        return operand.name
    if isinstance(operand.value, bool):
        return "true" if operand.value else "false"
    if not operand.quoted:
        return operand.value
    return '"' + operand.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
