"""Conditions as data for `app/lib/conditions.js`."""

from __future__ import annotations

from typing import Any

from bpmn.conditions import Condition
from bpmn.conditions.tree import All, Among, Compare, Holds, Name, Not, Operand, Some


def condition_json(condition: Condition) -> dict[str, Any]:
    """A condition as the tree that `app/lib/conditions.js` evaluates."""
    match condition:
        case Compare(operator, left, right):
            return {"is": "compare", "sign": operator, "left": _operand(left), "right": _operand(right)}
        case Among(left, choices):
            return {"is": "among", "left": _operand(left), "choices": [_operand(one) for one in choices]}
        case Holds(operand):
            return {"is": "holds", "operand": _operand(operand)}
        case Not(inner):
            return {"is": "not", "inner": condition_json(inner)}
        case All(parts):
            return {"is": "all", "parts": [condition_json(part) for part in parts]}
        case Some(parts):
            return {"is": "some", "parts": [condition_json(part) for part in parts]}
    raise TypeError(f"No such condition: {type(condition).__name__}")


def _operand(operand: Operand) -> dict[str, Any]:
    return {"name": operand.name} if isinstance(operand, Name) else {"value": operand.value}
