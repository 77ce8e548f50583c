"""Reading a form definition: pages that name the next one (version 1), or pages in order of which each may have a
condition of its own (version 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpmn.patterns import Component
from importers.form_draft import CHECK, Draft, Form, FormPage, Way, draft
from importers.form_draft.texts import NotAForm, line, mapping, objects, pages_of, parsed, words
from importers.records import Imported
from importers.xgov_forms.components import Item, Place, Reading, items_of
from importers.xgov_forms.conditions import Conditions
from importers.xgov_forms.fields import ListItems

_SUMMARY = re.compile(r"summary", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>()\"']{1,300}\Z")
_EARLIER = "Continue somewhere else"


@dataclass(frozen=True)
class _Source:
    """One page as the definition has it: its path, its words and itself."""

    key: str
    title: str
    section: str
    page: Mapping[str, Any]
    components: tuple[Component, ...]

    @property
    def is_summary(self) -> bool:
        """Whether it shows the answers before they are sent."""
        controller = line(self.page.get("controller"))
        return bool(_SUMMARY.search(controller)) or self.key in ("/summary", "summary")

    @property
    def asks(self) -> bool:
        """Whether it has a question."""
        return any(one.name for one in self.components)

    @property
    def is_last(self) -> bool:
        """Whether it ends a case early."""
        return "Terminal" in line(self.page.get("controller"))


def read(data: bytes | str, title: str = "", owner: str = "") -> Imported[Draft]:
    """Turn a form definition into patterns and a draft process. `title` is given where the form's own name is not
    wanted, `owner` the council's short name. Raises ImportRefused with one sentence."""
    document = parsed(data)
    document = document if "pages" in document else mapping(document.get("definition")) or document
    notes: list[str] = []
    reading = Reading(_lists(document), notes)
    sources = _sources(document, reading)
    conditions = Conditions(document.get("conditions"), reading.fields, _items(document))
    asking = [source for source in sources if not source.is_summary]
    if not asking:
        raise NotAForm("The form has no page but its summary, so there is nothing to bring in.")
    routes = _Routes(sources, conditions, _sections(document), notes)
    linear = _is_linear(document, sources)
    pages = routes.linear() if linear else routes.linked()
    form = Form(
        title=line(title) or line(document.get("name")) or "Form",
        start=_start(document, asking, pages, notes),
        pages=tuple(pages),
        declaration=words(document.get("declaration")),
        summary=next((_body(source.components) for source in sources if source.is_summary), ""),
        checks=document.get("skipSummary") is not True,
        lenient=frozenset() if linear else reading.fields.in_sections,
        **_confirmation(document),
    )
    _say_left(document, sources, notes)
    return draft(form, notes, owner)


def _is_linear(document: Mapping[str, Any], sources: Sequence[_Source]) -> bool:
    if line(document.get("engine")) == "V2" or document.get("schema") == 2:
        return True
    return not any(objects(source.page.get("next")) for source in sources)


def _lists(document: Mapping[str, Any]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, tuple[Item, ...]] = {}
    for one in objects(document.get("lists")):
        items = items_of(one.get("items"))
        for key in (line(one.get("name")), line(one.get("id"))):
            if key:
                found.setdefault(key, items)
    return found


def _items(document: Mapping[str, Any]) -> ListItems:
    return {
        line(one.get("id")): {
            line(item.get("id")): (items_of([item]) or (Item("", ""),))[0].value
            for item in objects(one.get("items"))
            if item.get("id")
        }
        for one in objects(document.get("lists"))
        if one.get("id")
    }


def _sections(document: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: line(one.get("title"))
        for one in objects(document.get("sections"))
        for key in (line(one.get("name")), line(one.get("id")))
        if key
    }


def _sources(document: Mapping[str, Any], reading: Reading) -> list[_Source]:
    sources: list[_Source] = []
    for number, page in enumerate(pages_of(document.get("pages"), "pages"), 1):
        path = line(page.get("path")) or line(page.get("id")) or f"page-{number}"
        if any(source.key == path for source in sources):
            raise NotAForm(f"Two pages of the form have the path “{path[:60]}”: export the form again.")
        first = next(
            (line(one.get("title")) for one in objects(page.get("components")) if one.get("title")), ""
        )
        title = line(page.get("title")) or first or f"Page {number}"
        section = line(page.get("section"))
        components = reading.components(page.get("components"), Place(section, title))
        sources.append(_Source(path, title, section, page, components))
    return sources


class _Routes:
    """The pages with the ways between them."""

    def __init__(
        self,
        sources: Sequence[_Source],
        conditions: Conditions,
        sections: Mapping[str, str],
        notes: list[str],
    ) -> None:
        self._sources, self._conditions, self._sections, self._notes = sources, conditions, sections, notes
        self._summaries = {source.key for source in sources if source.is_summary}

    def linked(self) -> list[FormPage]:
        """Version 1: each page names the pages that may follow; without any its answers are checked, and a page
        that asks nothing is where the case ends."""
        pages: list[FormPage] = []
        for source in self._sources:
            if source.is_summary:
                continue
            ways: list[Way] = []
            for number, link in enumerate(objects(source.page.get("next")), 1):
                to = self._target(link, source, number, pages)
                way = self._way(to, line(link.get("condition")), source)
                ways += [way] if way else []
            if not ways and source.asks:
                ways = [Way(CHECK)]
            pages.append(self._page(source, [] if source.is_last else ways))
        return pages

    def linear(self) -> list[FormPage]:
        """Version 2: the pages in order; before a page with a condition it is decided whether it is shown."""
        asking = [source for source in self._sources if not source.is_summary]
        pages: list[FormPage] = []
        for place, source in enumerate(asking):
            following = self._door(asking, place + 1)
            key = line(source.page.get("condition"))
            if key and self._conditions.get(key) is None:
                self._notes.append(
                    f"“{source.title}”: its condition “{key}” is not in the form; everybody sees the page."
                )
            elif key:
                way = self._way(source.key, key, source)
                ways = (way, Way(following)) if way else (Way(following),)
                pages.append(
                    FormPage(f"{source.key} shown", f"Show “{source.title}”", ways=ways, shown=False)
                )
            pages.append(self._page(source, [] if source.is_last else [Way(following)]))
        return pages

    def _door(self, asking: Sequence[_Source], place: int) -> str:
        """Where the page before leads: to the page, or the decision whether it is shown."""
        if place >= len(asking):
            return CHECK
        source = asking[place]
        key = line(source.page.get("condition"))
        return f"{source.key} shown" if key and self._conditions.get(key) else source.key

    def _target(self, link: Mapping[str, Any], source: _Source, number: int, pages: list[FormPage]) -> str:
        away = line(link.get("redirect"))
        if not away:
            path = line(link.get("path"))
            return CHECK if path in self._summaries else path
        key = f"{source.key} away {number}"
        body = (
            f"The form goes on at [{away}]({away})."
            if _ADDRESS.match(away)
            else "The form goes on elsewhere."
        )
        pages.append(FormPage(key, _EARLIER, body))
        return key

    def _way(self, to: str, key: str, source: _Source) -> Way | None:
        if not key:
            return Way(to)
        meant = self._conditions.get(key)
        if meant is None:
            self._notes.append(
                f"“{source.title}”: the form has no condition called “{key}”, so it never holds."
            )
            return None
        if meant.when is None:
            self._notes.append(
                f"“{source.title}”: the condition “{meant.words}” cannot be said here; a person decides it in a walk."
            )
            return Way(to, None, meant.words, by_hand=True)
        return Way(to, meant.when, meant.words)

    def _page(self, source: _Source, ways: Sequence[Way]) -> FormPage:
        body, rest = _opening(source.components)
        section = self._sections.get(source.section, "")
        return FormPage(source.key, source.title, body, rest, tuple(ways), section=section)


def _opening(components: Sequence[Component]) -> tuple[str, tuple[Component, ...]]:
    """The texts a page begins with, as its opening words, and the components after them."""
    count = 0
    while count < len(components) and _is_said(components[count]):
        count += 1
    return _body(components[:count]), tuple(components[count:])


def _is_said(one: Component) -> bool:
    """Whether a component is a text of its own, and not the heading over the lines of an address."""
    return one.component == "inset-text" and "classes" not in one.params


def _body(components: Sequence[Component]) -> str:
    return "\n\n".join(str(one.params["text"]) for one in components if one.component == "inset-text")


def _start(
    document: Mapping[str, Any], asking: Sequence[_Source], pages: Sequence[FormPage], notes: list[str]
) -> str:
    if pages[0].key == f"{asking[0].key} shown":
        return pages[0].key
    said = line(document.get("startPage"))
    if any(source.key == said for source in asking):
        return said
    if said:
        notes.append(
            f"The form begins at “{said[:80]}”, which is none of its pages; here it begins with the first."
        )
    return asking[0].key


def _confirmation(document: Mapping[str, Any]) -> dict[str, str]:
    page = mapping(mapping(document.get("specialPages")).get("confirmationPage"))
    said = mapping(page.get("customText"))
    steps = [
        words(said.get("nextSteps")),
        *(words(one.get("content")) for one in objects(page.get("components"))),
    ]
    return {"thanks": line(said.get("title")), "next_steps": "\n\n".join(text for text in steps if text)}


def _say_left(document: Mapping[str, Any], sources: Sequence[_Source], notes: list[str]) -> None:
    for source in sources:
        repeats = source.page.get("repeatField") or source.page.get("repeat")
        if repeats or "Repeat" in line(source.page.get("controller")):
            notes.append(
                f"“{source.title}” can be answered several times in the form; here it is asked once."
            )
    left = {"fees": "what is to be paid", "outputs": "where answers are sent", "feedback": "feedback"}
    said = [text for key, text in left.items() if document.get(key)]
    if said:
        notes.append(f"Not carried over: {', '.join(said)}.")
