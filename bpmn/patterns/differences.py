"""What differs between two versions of a pattern: by pages, questions and texts, as a person would say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bpmn.patterns.lint.parts import components
from bpmn.patterns.questions import title_of
from bpmn.patterns.record import Component, Page, Pattern
from bpmn.patterns.write import component_json, to_json

_ABOUT = {
    "title": "Title",
    "summary": "Summary",
    "verb": "What its user does",
    "need": "Need",
    "audience": "Who meets it",
    "licence": "Licence",
    "source": "Source",
    "reviewed": "Day of review",
    "owner": "Owner",
    "kind": "Kind",
    "subject": "Subject",
    "body": "Text",
}
_WORDS = {
    "params.label.text": "Question",
    "params.fieldset.legend.text": "Question",
    "params.hint.text": "Hint",
    "params.text": "Text",
    "required": "An answer is needed",
    "required_when": "Needed only when",
    "check": "What a good answer is",
    "min": "Lowest number",
    "max": "Highest number",
    "longest": "Most characters",
    "largest": "Greatest size in megabytes",
    "evidence": "Asks for a proof",
    "why": "Why it is asked",
    "law": "Law",
    "used_for": "Used for",
    "used_by": "Used by",
    "kept_for": "Kept for",
    "look_up": "Could be looked up",
    "standard": "Data standard",
}

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True)
class Difference:
    """One difference. `where` says in words what it is about, `what` which of its texts or values (empty: the thing
    as a whole); `old` and `new` are the texts, empty where there is none."""

    kind: Kind
    where: str
    what: str
    old: str
    new: str


def differences(old: Pattern, new: Pattern) -> tuple[Difference, ...]:
    """Everything that differs, in the order of a pattern: about it, settings, pages, questions, parts, guidance, Welsh.
    The other way round gives the same with old and new exchanged."""
    return (
        *_about(old, new),
        *_mapping("Setting", old.settings, new.settings),
        *_pages(old, new),
        *_parts_of_pages(old, new),
        *_service_parts(old, new),
        *_mapping("Rules", _rules(old), _rules(new)),
        *_mapping("Guidance", vars(old.guidance), vars(new.guidance)),
        *_welsh(old, new),
    )


def _about(old: Pattern, new: Pattern) -> Iterator[Difference]:
    for key, words in _ABOUT.items():
        yield from _value("The pattern", words, getattr(old, key), getattr(new, key))


def _value(where: str, what: str, old: object, new: object) -> Iterator[Difference]:
    before, after = _text(old), _text(new)
    if before != after:
        yield Difference("changed", where, what, before, after)


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list | tuple):
        return ", ".join(_text(one) for one in value)
    return str(value)


def _mapping(what: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Difference]:
    for key in sorted({*old, *new}):
        before, after = _said(old.get(key)), _said(new.get(key))
        if before != after:
            kind: Kind = "added" if not before else "removed" if not after else "changed"
            yield Difference(kind, f"{what} “{key}”", "", before, after)


def _rules(pattern: Pattern) -> dict[str, str]:
    """Each table of rules by its name, written out."""
    return {
        table.name: f"{table.title} ({table.hit}) "
        + "; ".join(
            [
                (" and ".join(f"{name} {test}" for name, test in row.when.items()) or "always")
                + f" → {row.then}{f', because {row.because}' if row.because else ''}"
                for row in table.rows
            ]
            + (
                [
                    f"otherwise → {table.otherwise}"
                    + (f", because {table.otherwise_because}" if table.otherwise_because else "")
                ]
                if table.otherwise
                else []
            )
        )
        for table in pattern.tables
    }


def _said(value: object) -> str:
    return "no" if value is False else _text(value)


def _pages(old: Pattern, new: Pattern) -> Iterator[Difference]:
    matched = _matched(old.pages, new.pages)
    for number, page in enumerate(old.pages):
        if number not in matched:
            yield Difference("removed", _page_words(number, page), "", page.title, "")
    for number, page in enumerate(new.pages):
        if number not in matched.values():
            yield Difference("added", _page_words(number, page), "", "", page.title)
    for before, after in sorted(matched.items()):
        one, other = old.pages[before], new.pages[after]
        where = _page_words(after, other)
        yield from _value(_both_ways(_page_words(before, one), where), "Title", one.title, other.title)
        yield from _value(_both_ways(_page_words(before, one), where), "Text", one.body, other.body)
    order = [matched[number] for number in sorted(matched)]
    if order != sorted(order):
        titles = [old.pages[number].title for number in sorted(matched)]
        now = [new.pages[number].title for number in sorted(matched.values())]
        yield Difference("moved", "The pages", "Order", " → ".join(titles), " → ".join(now))


def _page_words(number: int, page: Page) -> str:
    return f"Page {number + 1}, “{page.title}”"


def _both_ways(old: str, new: str) -> str:
    """What is shown of a thing that was called otherwise before."""
    return new if old == new else f"{old} → {new}"


def _matched(old: Sequence[Page], new: Sequence[Page]) -> dict[int, int]:
    """Which page was which: by what they ask, else by title or text. Symmetric: the best pairs first, then the
    nearest, so that exchanging the two gives the same pairs."""
    scored = [
        (-score, abs(i - j), i + j, i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (score := _likeness(one, other))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _likeness(one: Page, other: Page) -> int:
    names = [{part.name for part in page.components if part.name} for page in (one, other)]
    return (
        4 * len(names[0] & names[1])
        + 3 * (one.title == other.title)
        + 2 * bool(one.body and one.body == other.body)
        + bool(not names[0] and not names[1] and one.components and one.components == other.components)
    )


def _parts_of_pages(old: Pattern, new: Pattern) -> Iterator[Difference]:
    """Questions by the name of their answer, wherever they stand; content by its component, in order."""
    before, after = _named(old), _named(new)
    for key in [*before, *(key for key in after if key not in before)]:
        one, other = before.get(key), after.get(key)
        if other is None and one is not None:
            yield Difference("removed", _component_words(old, *one), "", _says(one[1]), "")
        elif one is None and other is not None:
            yield Difference("added", _component_words(new, *other), "", "", _says(other[1]))
        elif one is not None and other is not None:
            where = _both_ways(_component_words(old, *one), _component_words(new, *other))
            yield from _component(where, one[1], other[1])


Key = tuple[str, int]


def _named(pattern: Pattern) -> dict[Key, tuple[str, Component]]:
    found: dict[Key, tuple[str, Component]] = {}
    for where, component in components(pattern):
        base = f"answer {component.name}" if component.name else f"content {component.component}"
        number = 0
        while (base, number) in found:
            number += 1
        found[base, number] = where, component
    return found


def _component_words(pattern: Pattern, where: str, component: Component) -> str:
    title = pattern.pages[int(where.split(".")[1])].title
    what = f"question “{component.name}”" if component.name else component.component.replace("-", " ")
    return f"“{title}”, {what}"


def _says(component: Component) -> str:
    said = title_of(component) or component.params.get("titleText") or component.params.get("text")
    return str(said or component.component)


def _component(where: str, old: Component, new: Component) -> Iterator[Difference]:
    before, after = dict(_leaves(component_json(old))), dict(_leaves(component_json(new)))
    for path in [*before, *(path for path in after if path not in before)]:
        yield from _value(where, _in_words(path), before.get(path), after.get(path))


def _leaves(content: Any, where: str = "") -> Iterator[tuple[str, object]]:
    """The values of a component by their path; a choice by its value rather than its place. What choices reveal
    is told apart elsewhere."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            if not where and key in ("reveals", "name"):
                continue
            yield from _leaves(value, f"{where}.{key}" if where else str(key))
    elif isinstance(content, list) and any(isinstance(one, Mapping | list) for one in content):
        keys = _keys(content)
        for key, value in zip(keys, content, strict=True):
            yield from _leaves(value, f"{where}.{key}")
    else:
        yield where, content


def _keys(entries: list[Any]) -> list[str]:
    values = [str(one["value"]) if isinstance(one, Mapping) and one.get("value") else "" for one in entries]
    by_value = all(values) and len(set(values)) == len(values)
    return [f"“{value}”" for value in values] if by_value else [str(n + 1) for n in range(len(entries))]


def _in_words(path: str) -> str:
    if path in _WORDS:
        return _WORDS[path]
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", path.removeprefix("params.")).lower()
    said = (
        words.replace("items.", "choice ").replace("errors.", "message ").replace(".", " ").replace("_", " ")
    )
    return said[:1].upper() + said[1:]


def _service_parts(old: Pattern, new: Pattern) -> Iterator[Difference]:
    before = {(part.ref, number): part for number, part in _numbered(old)}
    after = {(part.ref, number): part for number, part in _numbered(new)}
    for key in sorted({*before, *after}):
        one, other, where = before.get(key), after.get(key), f"Part “{key[0]}”"
        if one is None or other is None:
            yield Difference(
                "added" if one is None else "removed",
                where,
                "",
                one.ref if one else "",
                other.ref if other else "",
            )
        else:
            yield from _value(where, "Version", one.version, other.version)
            yield from _value(where, "Only when", one.when, other.when)
    both = before.keys() & after.keys()
    orders = [[key[0] for key in held if key in both] for held in (before, after)]
    if orders[0] != orders[1]:
        yield Difference("moved", "The parts", "Order", " → ".join(orders[0]), " → ".join(orders[1]))


def _numbered(pattern: Pattern) -> Iterator[tuple[int, Any]]:
    times: dict[str, int] = {}
    for part in pattern.parts:
        times[part.ref] = times.get(part.ref, 0) + 1
        yield times[part.ref], part


def _welsh(old: Pattern, new: Pattern) -> Iterator[Difference]:
    before, after = (dict(_leaves({"cy": to_json(one).get("cy", {})})) for one in (old, new))
    paths = [*before, *(path for path in after if path not in before)]
    count = sum(_text(before.get(path)) != _text(after.get(path)) for path in paths)
    if count:
        yield Difference("changed", "Welsh", f"{count} {'text' if count == 1 else 'texts'}", "", "")
