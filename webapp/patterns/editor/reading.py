"""From what the editor's form sent to the component it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bpmn.patterns import Component, PatternError, choices
from bpmn.patterns.changing import from_json_component
from bpmn.patterns.options import QUESTION_COMPONENTS, table
from bpmn.patterns.write import component_json
from webapp.patterns.editor.fields import FILLED_IN, NOT_IN_FORMS

MOST_ROWS = 200
TEXTS = (
    "name",
    "required_when",
    "check",
    "why",
    "law",
    "used_for",
    "used_by",
    "kept_for",
    "look_up",
    "standard",
)


@dataclass(frozen=True)
class Sent:
    """The component a form means. `items` says of each of its items which it was before (None: a new one); None
    when the component has no items."""

    component: Component
    items: tuple[int | None, ...] | None


def sent(form: Mapping[str, str], before: Component) -> Sent:
    """Read the form of a component. Options that the form does not show stay as they were. Raises `PatternError`
    with what cannot be read, such as a bound that is no number."""
    content = component_json(before)
    shape = table()["components"].get(before.component, {})
    content["params"] = _shape(form, shape, before.params, "params", before.component)
    if before.component in QUESTION_COMPONENTS:
        _question(form, content, before)
    items = _kept_rows(form, "params.items") if isinstance(shape.get("items"), list) else None
    made = from_json_component(content)
    if before.reveals and items is not None:
        made = replace(made, reveals=_renamed(before, made, items))
    return Sent(made, items)


def _question(form: Mapping[str, str], content: dict[str, Any], before: Component) -> None:
    for key in TEXTS:
        if key in form:
            content[key] = form[key].strip()
    for key in ("required", "evidence"):
        if f"{key}-shown" in form:
            content[key] = form.get(key) == "yes"
    for key, name in (("low", "min"), ("high", "max")):
        if key in form:
            content[name] = _number_or_place(form[key].strip(), name)
    for key in ("longest", "largest"):
        if key in form:
            content[key] = _whole(form[key].strip(), key)
    if "accept" in form:
        content["accept"] = [
            part.strip().lstrip(".").lower() for part in form["accept"].split(",") if part.strip()
        ]
    errors = dict(before.errors)
    for name, text in form.items():
        if name.startswith("errors."):
            kind = name.removeprefix("errors.")
            if text.strip():
                errors[kind] = text.strip()
            else:
                errors.pop(kind, None)
    content["errors"] = errors


def _number_or_place(text: str, name: str) -> object:
    if not text:
        return None
    if text.startswith("{{"):
        return text
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        raise PatternError(
            f"“{text[:40]}” is no number for “{name}”: write digits, or a setting such as {{{{most}}}}."
        ) from None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _whole(text: str, name: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 9 or int(text) < 1:
        raise PatternError(f"“{text[:40]}” is no whole number for “{name}”: write digits, such as 10.")
    return int(text)


def _shape(
    form: Mapping[str, str], shape: Mapping[str, Any], old: Any, where: str, component: str
) -> dict[str, Any]:
    """The options of one shape: what the form says over what was there."""
    made = dict(old) if isinstance(old, Mapping) else {}
    ours = FILLED_IN if component in QUESTION_COMPONENTS and where == "params" else frozenset()
    for key, kind in shape.items():
        if key in ours:
            continue
        value = _value(form, kind, made.get(key), f"{where}.{key}", component)
        if value in (None, "", {}, []) and not (component == "select" and key == "value"):
            # The empty value of a select's first entry says that nothing was chosen: it stays.
            made.pop(key, None)
        else:
            made[key] = value
    return made


def _value(form: Mapping[str, str], kind: Any, old: Any, where: str, component: str) -> Any:
    if isinstance(kind, list):
        return _list(form, kind[0], old, where, component)
    if kind in table()["shapes"]:
        return _shape(form, table()["shapes"][kind], old, where, component)
    if kind in NOT_IN_FORMS or where not in form:
        return old
    text = form[where].replace("\r\n", "\n").strip()
    if kind == "boolean":
        return {"yes": True, "no": False}.get(text)
    if kind == "integer" and text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    return text


def _list(form: Mapping[str, str], kind: Any, old: Any, where: str, component: str) -> Any:
    entries = old if isinstance(old, list) else []
    if isinstance(kind, list):
        return old if where not in form else _grid(form[where], entries)
    if kind == "cell":
        return old if where not in form else next(iter(_grid(form[where], [entries])), [])
    if kind not in table()["shapes"] or f"{where}.count" not in form:
        return old
    shape = table()["shapes"][kind]
    made = []
    for number in _said_rows(form, where):
        was = entries[number] if number < len(entries) else {}
        made.append(_shape(form, shape, was, f"{where}.{number}", component))
    return made


def _grid(text: str, old: list[Any]) -> list[list[dict[str, Any]]]:
    """Lines of cells; a cell keeps what else was said about the one in its place."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    return [
        [{**_cell_at(old, row, column), "text": cell.strip()} for column, cell in enumerate(line.split("|"))]
        for row, line in enumerate(lines[:MOST_ROWS])
    ]


def _cell_at(old: list[Any], row: int, column: int) -> dict[str, Any]:
    line = old[row] if row < len(old) and isinstance(old[row], list) else []
    cell = line[column] if column < len(line) else {}
    return dict(cell) if isinstance(cell, Mapping) else {}


def _order(form: Mapping[str, str], where: str) -> list[int]:
    """The numbers of the rows to keep, in their new order; a row moved up or down changes places with the next
    that stays."""
    most = _count(form, where)
    kept = [number for number in range(most) if form.get(f"{where}.{number}.remove") != "yes"]
    move, _, place = form.get("do", "").partition(" ")
    of, _, number = place.rpartition(".")
    if move in ("row-up", "row-down") and of == where and number.isdecimal() and int(number) in kept:
        at = kept.index(int(number))
        to = min(max(at + (1 if move == "row-down" else -1), 0), len(kept) - 1)
        kept.insert(to, kept.pop(at))
    return kept


def _count(form: Mapping[str, str], where: str) -> int:
    """How many rows a form says it has."""
    count = form.get(f"{where}.count", "")
    return min(int(count), MOST_ROWS) if count.isascii() and count.isdecimal() and len(count) < 6 else 0


def _kept_rows(form: Mapping[str, str], where: str) -> tuple[int | None, ...] | None:
    """Which row each kept item was; the form's last row is the empty one more."""
    if f"{where}.count" not in form:
        return None
    said = _said_rows(form, where)
    last = _count(form, where) - 1
    return tuple(None if number == last else number for number in said)


def _said_rows(form: Mapping[str, str], where: str) -> list[int]:
    return [number for number in _order(form, where) if _says_something(form, f"{where}.{number}.")]


def _says_something(form: Mapping[str, str], start: str) -> bool:
    return any(name.startswith(start) and value.strip() for name, value in form.items())


def _renamed(
    before: Component, after: Component, items: tuple[int | None, ...]
) -> tuple[tuple[str, tuple[Component, ...]], ...]:
    """What the choices reveal, under the values the choices have now; what a choice taken out revealed goes too."""
    old, new = _values(before), _values(after)
    names = {
        old[was]: value
        for was, value in zip(items, new, strict=False)
        if was is not None and was < len(old) and value
    }
    return tuple((names[value], shown) for value, shown in before.reveals if value in names)


def _values(component: Component) -> list[str]:
    if not choices(component) and not component.params.get("items"):
        return []
    return [
        str(item.get("value", "")) if isinstance(item, Mapping) else ""
        for item in component.params.get("items", [])
    ]
