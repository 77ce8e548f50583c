"""Changing a pattern: pages and components added, moved, changed, taken out; the Welsh texts go along.

A place is a path as in `Problem.where`: `pages.0.components.2`, or `pages.0.components.2.reveals.yes.0` for what a
choice reveals; a list is a place without its last number. Each function gives a new pattern and raises
`PatternError` for a place the pattern does not have or a limit that the change would break.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bpmn.patterns.errors import PatternError
from bpmn.patterns.read import from_json
from bpmn.patterns.record import Component, Pattern
from bpmn.patterns.write import component_json, to_json

Path = tuple[str | int, ...]
Lists = Callable[[list[Any]], None]


def component_at(pattern: Pattern, where: str) -> Component:
    """The component at a place."""
    return from_json_component(_at(to_json(pattern), path_of(pattern, where)))


def from_json_component(content: object) -> Component:
    """A component from the JSON value it has in a file; errors as in `bpmn.patterns.load`."""
    page = {"components": [content]}
    made = from_json({"slug": "x", "kind": "pages", "pages": [page]})
    return made.pages[0].components[0]


def add_page(pattern: Pattern, title: str = "") -> Pattern:
    """The pattern with one page more at its end."""
    return _with_lists(pattern, ("pages",), lambda pages: pages.append({"title": title}))


def remove_page(pattern: Pattern, number: int) -> Pattern:
    """The pattern without that page (from 0)."""
    return _without(pattern, ("pages",), number)


def move_page(pattern: Pattern, number: int, by: int) -> Pattern:
    """The pattern with a page `by` places further on; at the end of the row it stays."""
    return _moved(pattern, ("pages",), number, by)


def set_page(pattern: Pattern, number: int, title: str, body: str) -> Pattern:
    """The pattern with another title and text on that page."""
    if not 0 <= number < len(pattern.pages):
        raise _no_place(f"pages.{number}")
    pages = list(pattern.pages)
    pages[number] = replace(pages[number], title=title, body=body)
    return _checked(replace(pattern, pages=tuple(pages)))


def add_component(pattern: Pattern, where: str, component: Component) -> Pattern:
    """The pattern with a component at the end of a list: `pages.0.components`, or what a choice reveals,
    `pages.0.components.2.reveals.yes`."""
    path = path_of(pattern, where, is_list=True)
    content = to_json(pattern)
    _list_at(content, path).append(component_json(component))
    return from_json(content)


def remove_component(pattern: Pattern, where: str) -> Pattern:
    """The pattern without that component and what it reveals."""
    *head, last = path_of(pattern, where)
    return _without(pattern, tuple(head), int(last))


def move_component(pattern: Pattern, where: str, by: int) -> Pattern:
    """The pattern with a component `by` places further on in its list; at the end of the row it stays."""
    *head, last = path_of(pattern, where)
    return _moved(pattern, tuple(head), int(last), by)


def put_component(
    pattern: Pattern, where: str, component: Component, items: Sequence[int | None] | None = None
) -> Pattern:
    """The pattern with another component at that place. `items` says of each of its items which it was before
    (None: a new one), so that its Welsh follows."""
    path = path_of(pattern, where)
    content = to_json(pattern)
    before = _at(content, path)
    content_of_it = component_json(component)
    _at(content, path[:-1])[path[-1]] = content_of_it
    welsh = _find(content.get("cy"), path)
    if isinstance(welsh, dict) and items is not None:
        _rearrange(welsh, items, before, content_of_it)
    return from_json(content)


def _rearrange(welsh: dict[str, Any], items: Sequence[int | None], before: Any, after: Any) -> None:
    """Welsh texts of items, and of what choices reveal, put where their English ones went."""
    params = welsh.get("params")
    if isinstance(params, dict) and isinstance(params.get("items"), list):
        old = params["items"]
        params["items"] = [old[was] if was is not None and was < len(old) else {} for was in items]
    reveals = welsh.get("reveals")
    if isinstance(reveals, dict):
        were, are = _values(before), _values(after)
        names = {
            were[was]: value
            for value, was in zip(are, items, strict=False)
            if was is not None and was < len(were)
        }
        welsh["reveals"] = {names[value]: inner for value, inner in reveals.items() if value in names}


def _values(content: Any) -> list[str]:
    found = content.get("params", {}).get("items", [])
    return [str(item.get("value", "")) if isinstance(item, dict) else "" for item in found]


def path_of(pattern: Pattern, where: str, *, is_list: bool = False) -> Path:
    """A place as the keys that lead to it. Values of choices may hold any character, so they are looked up rather
    than cut out."""
    rest = where.split(".", 3) if not is_list else where.split(".", 2)
    if rest[0] != "pages" or len(rest) < (4 if not is_list else 3) or not _is_number(rest[1]):
        raise _no_place(where)
    number = int(rest[1])
    if number >= len(pattern.pages):
        raise _no_place(where)
    start: Path = ("pages", number, "components")
    tail = where.removeprefix(f"pages.{rest[1]}.components").removeprefix(".")
    return _deeper(pattern.pages[number].components, start, tail, where, is_list)


def _deeper(components: Sequence[Component], path: Path, tail: str, where: str, is_list: bool) -> Path:
    if not tail:
        if is_list:
            return path
        raise _no_place(where)
    number, _, rest = tail.partition(".")
    if not _is_number(number) or int(number) >= len(components):
        raise _no_place(where)
    component, here = components[int(number)], (*path, int(number))
    if not rest:
        if is_list:
            raise _no_place(where)
        return here
    rest = rest.removeprefix("reveals.")
    for value in _revealing(component, is_list):
        if rest == value or rest.startswith(f"{value}."):
            shown = dict(component.reveals).get(value, ())
            after = rest[len(value) :].removeprefix(".")
            return _deeper(shown, (*here, "reveals", value), after, where, is_list)
    raise _no_place(where)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6


def _revealing(component: Component, is_list: bool) -> list[str]:
    values = [value for value, _ in component.reveals]
    items = component.params.get("items")
    if is_list and isinstance(items, list):
        values += [str(item["value"]) for item in items if isinstance(item, Mapping) and "value" in item]
    return sorted(dict.fromkeys(values), key=len, reverse=True)


def _no_place(where: str) -> PatternError:
    return PatternError(f"The pattern has nothing at “{where[:100]}” any more: look at it again.")


def _checked(pattern: Pattern) -> Pattern:
    return from_json(to_json(pattern))


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


def _list_at(content: Any, path: Path) -> list[Any]:
    for step, following in zip(path, (*path[1:], 0), strict=True):
        if isinstance(content, dict):
            content = content.setdefault(str(step), [] if isinstance(following, int) else {})
        else:
            content = content[int(step)]
    found: list[Any] = content
    return found


def _find(content: Any, path: Path) -> Any:
    """What stands at a path in something that may be shorter or missing, None when nothing does."""
    for step in path:
        if isinstance(content, dict):
            content = content.get(step)
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return None
    return content


def _with_lists(pattern: Pattern, path: Path, change: Lists, welsh: Lists | None = None) -> Pattern:
    content = copy.deepcopy(to_json(pattern))
    change(_list_at(content, path))
    mirrored = _find(content.get("cy"), path)
    if welsh is not None and isinstance(mirrored, list):
        welsh(mirrored)
    return from_json(content)


def _without(pattern: Pattern, path: Path, number: int) -> Pattern:
    def take_out(held: list[Any]) -> None:
        if number < len(held):
            del held[number]

    if number >= len(_at(to_json(pattern), path)):
        raise _no_place(".".join(map(str, (*path, number))))
    return _with_lists(pattern, path, take_out, take_out)


def _moved(pattern: Pattern, path: Path, number: int, by: int) -> Pattern:
    count = len(_at(to_json(pattern), path)) if path else 0
    if not 0 <= number < count:
        raise _no_place(".".join(map(str, (*path, number))))
    to = min(max(number + by, 0), count - 1)

    def move(held: list[Any]) -> None:
        held.extend({} for _ in range(max(number, to) + 1 - len(held)))
        held.insert(to, held.pop(number))

    return _with_lists(pattern, path, move, move)
