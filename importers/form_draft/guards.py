"""Under which condition each page of a form is come to, and so each answer known.

A form goes on without the answer to a question that was never asked; a case here asks a person. So a condition is
joined to the one under which its questions are asked: then what was not asked decides, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bpmn.conditions import Condition, parse, written
from bpmn.conditions.tree import All, Compare, Name, Not, Some
from bpmn.conditions.values import Literal
from bpmn.patterns import Component
from importers.form_draft.form import CHECK, Form, FormPage, Way
from importers.form_draft.unasked import NEVER, guarded

_MOST = 1_500
_ALWAYS = All(())


def merged(ways: list[Way]) -> tuple[Way, ...]:
    """Neighbouring ways to the same page as one; what only repeats the last one goes."""
    found: list[Way] = []
    for way in ways:
        last = found[-1] if found else None
        if last and last.to == way.to and way.otherwise:
            found.pop()
            while found and found[-1].to == way.to:
                found.pop()
        elif last and last.to == way.to and last.when and way.when and not (last.by_hand or way.by_hand):
            said = " or ".join(dict.fromkeys(text for text in (last.words, way.words) if text))
            found[-1] = Way(way.to, Some((last.when, way.when)), said)
            continue
        found.append(way)
    return tuple(found)


def reached_from(start: str, pages: Mapping[str, FormPage]) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in pages and key not in found:
            found[key] = None
            waiting += [way.to for way in reversed(pages[key].ways)]
    return found


class Guards:
    """Under which condition each page is come to, and each answer known."""

    def __init__(self, form: Form, pages: dict[str, FormPage], notes: list[str]) -> None:
        self._start, self._pages, self._notes = form.start, pages, notes
        self._lenient = form.lenient
        self._asked_on: dict[str, str] = {}
        self._shown_when: dict[str, Condition] = {}
        for key, page in pages.items():
            for component in page.components:
                self._note_asked(key, component)
        self._order = tuple(_in_order(form.start, pages))
        self._sure = self._surely_passed()
        self._come: dict[str, Condition | None] = {}

    def _note_asked(self, key: str, component: Component) -> None:
        if component.name is None:
            return
        self._asked_on[component.name] = key
        for value, shown in component.reveals:
            for inner in shown:
                if inner.name:
                    self._asked_on[inner.name] = key
                    self._shown_when[inner.name] = Compare("==", Name(component.name), Literal(value))

    def pages(self) -> dict[str, FormPage]:
        for key in self._order:
            self._come[key] = self._comes(key)
            page = self._pages[key]
            ways = [way for one in page.ways if (way := self._guarded(page, one)) is not None]
            always = next((place for place, way in enumerate(ways, 1) if way.otherwise), len(ways))
            self._pages[key] = replace(page, ways=merged(ways[:always]))
        return self._pages

    def _surely_passed(self) -> dict[str, frozenset[str]]:
        """For each page the pages that everybody has passed who comes to it, itself among them."""
        every = frozenset(self._pages)
        sure = dict.fromkeys(self._pages, every) | {self._start: frozenset({self._start})}
        changed = True
        while changed:
            changed = False
            for key in self._order:
                if key == self._start:
                    continue
                before = [sure[source] for source, _ in self._into(key)]
                new = (frozenset.intersection(*before) if before else frozenset()) | {key}
                changed, sure[key] = changed or new != sure[key], new
        return sure

    def _into(self, key: str) -> list[tuple[str, int]]:
        """The ways that lead to a page, as the page they leave and their place among its ways."""
        return [
            (source, number)
            for source, page in self._pages.items()
            for number, way in enumerate(page.ways)
            if way.to == key
        ]

    def _comes(self, key: str) -> Condition | None:
        """Under which condition a case comes to a page; None where that cannot be said."""
        leaving = [end for end in self._pages if self._leaves(end)]
        if key == self._start or all(key in self._sure[end] for end in leaving):
            return _ALWAYS
        ways = [self._takes(source, number) for source, number in self._into(key)]
        known = [way for way in ways if way is not None]
        if len(known) < len(ways):
            return None
        if any(way == _ALWAYS for way in known):
            return _ALWAYS
        found = known[0] if len(known) == 1 else Some(tuple(known))
        return found if len(written(found)) < _MOST else None

    def _leaves(self, key: str) -> bool:
        ways = self._pages[key].ways
        return not ways or any(way.to == CHECK for way in ways)

    def _takes(self, source: str, number: int) -> Condition | None:
        come = self._come.get(source)
        ways = self._pages[source].ways
        if come is None or any(way.by_hand for way in ways[: number + 1]):
            return None
        parts = [] if come == _ALWAYS else [come]
        parts += [Not(way.when) for way in ways[:number] if way.when is not None]
        parts += [when for when in (ways[number].when,) if when is not None]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _guarded(self, page: FormPage, way: Way) -> Way | None:
        if way.when is None or way.by_hand:
            return way
        guards: dict[str, Condition] = {}
        for name in sorted(way.when.names):
            asked = self._asked_on.get(name)
            if asked is None or page.key not in reached_from(asked, self._pages):
                guards[name] = NEVER
                continue
            parts = [self._shown_when[name]] if name in self._shown_when else []
            if asked not in self._sure[page.key]:
                come = self._come.get(asked)
                if come is None or come == _ALWAYS:
                    return self._by_hand(page, way)
                parts.insert(0, come)
            if parts:
                guards[name] = parts[0] if len(parts) == 1 else All(tuple(parts))
        when = guarded(way.when, guards, self._lenient)
        if when == NEVER:
            self._notes.append(
                f"“{page.title}”: the way “{way.words}” asks about something that is not asked before it, so it "
                "is never taken and was left out."
            )
            return None
        if when == _ALWAYS:
            self._notes.append(
                f"“{page.title}”: the way “{way.words}” is always taken, as the form reads it."
            )
            return Way(way.to)
        return replace(way, when=when) if parse(written(when)) is not None else self._by_hand(page, way)

    def _by_hand(self, page: FormPage, way: Way) -> Way:
        self._notes.append(
            f"“{page.title}”: the way “{way.words}” asks about something that not everybody was asked; where it was "
            "not, a person chooses the way in a walk."
        )
        return way


def _in_order(start: str, pages: Mapping[str, FormPage]) -> Iterator[str]:
    """The pages such that each comes after those that lead to it, as far as there is no loop."""
    done: list[str] = []
    seen: set[str] = set()
    stack: list[tuple[str, Iterator[Way]]] = [(start, iter(pages[start].ways))]
    seen.add(start)
    while stack:
        key, ways = stack[-1]
        way = next(ways, None)
        if way is None:
            done.append(key)
            stack.pop()
        elif way.to in pages and way.to not in seen:
            seen.add(way.to)
            stack.append((way.to, iter(pages[way.to].ways)))
    return reversed(done)
