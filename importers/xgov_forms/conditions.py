"""The conditions of a definition in our own grammar: its objects (version 1), its lists of items (version 2), and
expressions as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bpmn.conditions import Condition, parse
from bpmn.conditions.tree import All, Among, Between, Compare, Empty, Holds, Name, Not, Operand, Some
from bpmn.conditions.values import Literal
from importers.form_draft.texts import line, mapping, objects
from importers.xgov_forms.fields import Field, Fields, ListItems

_DEEPEST = 12
_CONTAINS = re.compile(r"('[^']*'|\"[^\"]*\")\s+in\s+([A-Za-z_][\w.]*)")
_SIGNS = {
    "is": "==",
    "is not": "!=",
    "contains": "==",
    "does not contain": "!=",
    "is at least": ">=",
    "is at most": "<=",
    "is less than": "<",
    "is more than": ">",
    "is before": "<",
    "is after": ">",
}
_SEVERAL = "CheckboxesField"


class _CannotSay(Exception):
    """The condition rests on something our grammar has no words for."""


@dataclass(frozen=True)
class Meant:
    """A condition as we can say it (None: only a person can decide it) and in the definition's own words."""

    when: Condition | None
    words: str


class Conditions:
    """The conditions of a definition by their name or id."""

    def __init__(self, found: object, fields: Fields, items: ListItems) -> None:
        self._fields, self._items = fields, items
        self._by_name: dict[str, Mapping[str, Any]] = {}
        for one in objects(found):
            for key in (line(one.get("name")), line(one.get("id"))):
                if key:
                    self._by_name.setdefault(key, one)

    def get(self, key: str) -> Meant | None:
        """What a condition means; None when the definition has no condition of that name."""
        found = self._by_name.get(key)
        if found is None:
            return None
        words = line(found.get("displayName")) or key
        try:
            return Meant(self._whole(found, ()), words)
        except _CannotSay:
            return Meant(None, words)

    def _named(self, key: str, inside: tuple[str, ...]) -> Condition:
        if key in inside or len(inside) > _DEEPEST or key not in self._by_name:
            raise _CannotSay
        return self._whole(self._by_name[key], (*inside, key))

    def _whole(self, found: Mapping[str, Any], inside: tuple[str, ...]) -> Condition:
        value = found.get("value")
        if isinstance(value, str):
            return self._expression(value)
        if isinstance(value, dict):
            return self._group(value, inside)
        parts = [self._item(one, inside) for one in objects(found.get("items"))]
        return _joined(parts, line(found.get("coordinator")) or "and")

    def _group(self, group: Mapping[str, Any], inside: tuple[str, ...]) -> Condition:
        """Conditions with a coordinator each; `and` binds more tightly than `or`."""
        if len(inside) > _DEEPEST:
            raise _CannotSay
        either: list[list[Condition]] = []
        for one in objects(group.get("conditions")):
            if isinstance(one.get("conditions"), list):
                part = self._group(one, (*inside, ""))
            elif one.get("conditionName"):
                part = self._named(line(one.get("conditionName")), inside)
            else:
                part = self._compared(one)
            if not either or line(one.get("coordinator")) == "or":
                either.append([])
            either[-1].append(part)
        return _joined([_joined(both, "and") for both in either], "or")

    def _compared(self, one: Mapping[str, Any]) -> Condition:
        said = mapping(one.get("value"))
        found = self._fields.by_name.get(line(mapping(one.get("field")).get("name")))
        if found is None or said.get("type") != "Value":
            raise _CannotSay
        return _compare(found, line(one.get("operator")), said.get("value"))

    def _item(self, one: Mapping[str, Any], inside: tuple[str, ...]) -> Condition:
        if one.get("conditionId"):
            return self._named(line(one.get("conditionId")), inside)
        found = self._fields.by_id.get(line(one.get("componentId")))
        value = one.get("value")
        kind = line(one.get("type")) or line(mapping(value).get("type"))
        if found is None or kind == "RelativeDate":
            raise _CannotSay
        if kind == "ListItemRef":
            return self._listed(found, line(one.get("operator")), mapping(value))
        said = value["value"] if isinstance(value, dict) and "value" in value else value
        return _compare(found, line(one.get("operator")), said)

    def _listed(self, found: Field, operator: str, value: Mapping[str, Any]) -> Condition:
        items = self._items.get(line(value.get("listId")), {})
        several = value.get("itemIds")
        keys = [line(one) for one in several] if isinstance(several, list) else [line(value.get("itemId"))]
        if not keys or any(key not in items for key in keys):
            raise _CannotSay
        denied = operator in ("is not", "does not contain")
        parts = [_compare(found, "is", items[key]) for key in keys]
        joined = _joined(parts, "and" if line(value.get("itemsCoordinator")) == "and" else "or")
        if operator not in _SIGNS:
            raise _CannotSay
        return Not(joined) if denied else joined

    def _expression(self, text: str) -> Condition:
        text = _CONTAINS.sub(r"\2 == \1", text)
        found = parse(text)
        if found is None:
            raise _CannotSay
        return self._ours(found)

    def _ours(self, found: Condition) -> Condition:
        """The same condition with the answers' names as they are here."""
        match found:
            case All(parts) | Some(parts):
                return replace(found, parts=tuple(self._ours(part) for part in parts))
            case Not(inner):
                return Not(self._ours(inner))
            case Compare(sign, Name(name), Literal() as right):
                return self._literal(name, sign, right)
            case Holds(Name(name)):
                return Holds(Name(self._field(name).name))
            case Among(left, choices):
                return Among(self._operand(left), tuple(map(self._operand, choices)))
            case Between(left, low, high):
                return replace(
                    found, left=self._operand(left), low=self._operand(low), high=self._operand(high)
                )
            case Empty(left):
                return Empty(Name(self._field(left.name).name))
        raise _CannotSay

    def _literal(self, name: str, sign: str, right: Literal) -> Condition:
        found = self._field(name)
        plain = Compare(sign, Name(found.name), right)
        if found.type == _SEVERAL and sign == "!=":
            return Not(replace(plain, operator="=="))
        return _if_given(found, plain)

    def _operand(self, operand: Operand) -> Operand:
        return Name(self._field(operand.name).name) if isinstance(operand, Name) else operand

    def _field(self, name: str) -> Field:
        found = self._fields.by_name.get(name)
        if found is None:
            raise _CannotSay
        return found


def _compare(found: Field, operator: str, value: object) -> Condition:
    sign = _SIGNS.get(operator)
    if sign is None or not isinstance(value, str | int | float | bool):
        raise _CannotSay
    text = _yes_no(value) if found.type == "YesNoField" or isinstance(value, bool) else line(value)
    one = Compare("==" if operator == "does not contain" else sign, Name(found.name), Literal(text))
    if sign == "!=" and (found.type == _SEVERAL or operator == "does not contain"):
        return Not(replace(one, operator="=="))
    return _if_given(found, one)


def _if_given(found: Field, one: Compare) -> Condition:
    """What is compared in order must have been given: nothing is neither more nor less than anything."""
    ordered = one.operator in ("<", "<=", ">", ">=")
    return All((Not(Empty(Name(found.name))), one)) if found.optional and ordered else one


def _yes_no(value: object) -> str:
    return "yes" if str(value).strip().lower() in ("true", "yes") else "no"


def _joined(parts: list[Condition], how: str) -> Condition:
    if not parts:
        raise _CannotSay
    if len(parts) == 1:
        return parts[0]
    return Some(tuple(parts)) if how == "or" else All(tuple(parts))
