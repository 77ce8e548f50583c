"""The ways between the pages of a form, made such that a process may be drawn of them.

A form takes a condition about a question that was never asked for one that does not hold; a case here asks a person.
So such a condition is joined to the one under which the question is asked: then what was not asked decides, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bpmn.conditions import Condition, parse, written
from bpmn.conditions.tree import All, Compare, Name, Not, Some
from bpmn.conditions.values import Literal
from bpmn.patterns import Component
from importers.form_draft.form import CHECK, Form, FormPage, Way

_MOST = 1_500
_ALWAYS = All(())


def settled(form: Form, notes: list[str]) -> Form:
    """The form with ways that all lead to a page it has, can be decided, and get to an end. What had to be left out
    is added to `notes`."""
    pages = {page.key: page for page in form.pages}
    pages = {key: replace(page, ways=_known(page, pages, notes)) for key, page in pages.items()}
    pages = _without_traps(form.start, pages, notes)
    reached = _reached(form.start, pages)
    for page in pages.values():
        if page.key not in reached and page.shown:
            notes.append(f"Nothing leads to the page “{page.title}”, so no step of the process shows it.")
    inside = {key: pages[key] for key in reached}
    guarded = _Guards(form.start, inside, notes).pages()
    return replace(form, pages=tuple(guarded.get(key, page) for key, page in pages.items()))


def reached(form: Form) -> list[FormPage]:
    """The pages that somebody can come to, in the form's order."""
    pages = {page.key: page for page in form.pages}
    found = _reached(form.start, pages)
    return [page for page in form.pages if page.key in found]


def _known(page: FormPage, pages: Mapping[str, FormPage], notes: list[str]) -> tuple[Way, ...]:
    kept: list[Way] = []
    for way in page.ways:
        if way.to != CHECK and way.to not in pages:
            notes.append(
                f"“{page.title}” leads to a page the form does not have (“{way.to[:80]}”): that way was left out."
            )
        else:
            kept.append(way)
    if page.ways and not any(way.otherwise for way in kept):
        kept.append(Way(CHECK))
    conditional = [way for way in kept if not way.otherwise]
    return _merged([*conditional, *[way for way in kept if way.otherwise][-1:]])


def _merged(ways: list[Way]) -> tuple[Way, ...]:
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


def _reached(start: str, pages: Mapping[str, FormPage]) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key in pages and key not in found:
            found[key] = None
            waiting += [way.to for way in reversed(pages[key].ways)]
    return found


def _without_traps(start: str, pages: dict[str, FormPage], notes: list[str]) -> dict[str, FormPage]:
    """Pages that go round for ever get a way out: the way back is led to the end of the questions."""
    while trapped := [key for key in _reached(start, pages) if not _ends(key, pages)]:
        last = pages[trapped[-1]]
        notes.append(
            f"Who comes to “{last.title}” goes round for ever: its way back was led to the end of the questions."
        )
        pages = pages | {last.key: replace(last, ways=(Way(CHECK),))}
    return pages


def _ends(key: str, pages: Mapping[str, FormPage]) -> bool:
    return any(
        not pages[one].ways or any(way.to == CHECK for way in pages[one].ways) for one in _reached(key, pages)
    )


class _Guards:
    """Under which condition each page is come to, and each answer known."""

    def __init__(self, start: str, pages: dict[str, FormPage], notes: list[str]) -> None:
        self._start, self._pages, self._notes = start, pages, notes
        self._asked_on: dict[str, str] = {}
        self._shown_when: dict[str, Condition] = {}
        for key, page in pages.items():
            for component in page.components:
                self._note_asked(key, component)
        self._order = tuple(_in_order(start, pages))
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
            ways = [self._guarded(page, way) for way in page.ways]
            self._pages[key] = replace(page, ways=_merged([way for way in ways if way is not None]))
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
        guards: list[Condition] = []
        for name in sorted(way.when.names):
            asked = self._asked_on.get(name)
            if asked is None or page.key not in _reached(asked, self._pages):
                self._notes.append(
                    f"“{page.title}”: the way “{way.words}” asks about something that is not asked before it, so it "
                    "is never taken and was left out."
                )
                return None
            if name in self._shown_when:
                guards.append(self._shown_when[name])
            if asked in self._sure[page.key]:
                continue
            come = self._come.get(asked)
            if come is None or come == _ALWAYS:
                return self._by_hand(page, way)
            if come not in guards:
                guards.append(come)
        when = All((*guards, way.when)) if guards else way.when
        if parse(written(when)) is None:
            return self._by_hand(page, way)
        return replace(way, when=when)

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
