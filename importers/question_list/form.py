"""A list of questions as a form: what stands under "next" becomes the decisions of a draft process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bpmn.conditions.tree import Compare, Name
from bpmn.conditions.values import Literal
from bpmn.patterns import Component, choices
from importers.errors import TooLarge
from importers.form_draft import CHECK, Draft, Form, FormPage, Way, draft
from importers.form_draft.texts import MOST_PAGES
from importers.question_list.read import AskedPage, asked_pages
from importers.records import Imported

_IF = re.compile(r"(?P<to>.+?)\s+(?:if|when)\s+(?P<answer>.+)\Z", re.IGNORECASE)
_GO_TO = re.compile(r"(?:go(?:es)?|skip|jump)\s+(?:on\s+)?to\s+", re.IGNORECASE)
_END = re.compile(r"(?:the\s+)?(?:end|stop|exit)s?\s*(?:[:\-–—]\s*(?P<how>.+))?\Z", re.IGNORECASE)
_CHECK = re.compile(r"(?:check(?:\s+(?:your\s+)?answers)?|summary|end)\Z", re.IGNORECASE)
_EARLY = "Ended before anything was sent"


def read_form(data: bytes | str, title: str = "Questions", owner: str = "") -> Imported[Draft]:
    """Turn a list of questions into patterns, one a page, and a draft process.

    The columns are those of `read`; without one for pages every question has a page to itself.
    Under "next" stands where an answer leads: "Your vehicle if yes", "end if no",
    "page 4", "check answers"; several parted by semicolons are tried in turn. Raises ImportRefused.
    """
    notes: list[str] = []
    pages = asked_pages(data, notes, apart=True)
    if len(pages) > MOST_PAGES:
        raise TooLarge(f"The list has {len(pages):,} pages and {MOST_PAGES} is the most we take; split it.")
    return draft(Form(title, "1", tuple(_Ways(pages, notes).pages())), notes, owner)


class _Ways:
    def __init__(self, pages: Sequence[AskedPage], notes: list[str]) -> None:
        self._pages, self._notes = pages, notes
        self._by_title: dict[str, str] = {}
        for number, page in enumerate(pages, 1):
            self._by_title.setdefault(_words(page.title), str(number))
        self._ends: dict[str, FormPage] = {}

    def pages(self) -> Iterator[FormPage]:
        for number, page in enumerate(self._pages, 1):
            ways = [way for row, text in page.following for way in self._row(row, text, page)]
            if not any(way.otherwise for way in ways):
                following = str(number + 1) if number < len(self._pages) else CHECK
                ways.append(Way(following, words="Any other answer" if ways else ""))
            yield FormPage(str(number), page.title, components=page.components, ways=tuple(ways))
        yield from self._ends.values()

    def _row(self, row: int, text: str, page: AskedPage) -> Iterator[Way]:
        asked = next((made for number, made in page.asked_by if number == row), ())
        for piece in filter(None, (one.strip() for one in re.split(r"[;|]", text))):
            way = self._way(piece, asked)
            if way is None:
                self._notes.append(f"Row {row}: “{piece}” was not understood, so that way on was left out.")
            else:
                yield way

    def _way(self, text: str, asked: Sequence[Component]) -> Way | None:
        found = None if _words(text) in self._by_title else _IF.match(text)
        if found is None:
            plain = self._target(text, conditional=False)
            return None if plain is None else Way(plain)
        to = self._target(found["to"], conditional=True)
        for one in asked:
            for value, shown in choices(one):
                if (
                    one.name
                    and to
                    and found["answer"].strip(" .\"'").lower() in (value.lower(), shown.lower())
                ):
                    return Way(to, Compare("==", Name(one.name), Literal(value)), shown)
        return None

    def _target(self, text: str, *, conditional: bool) -> str | None:
        text = _GO_TO.sub("", text.strip(), count=1)
        if (known := self._by_title.get(_words(text))) is not None:
            return known
        number = re.fullmatch(r"(?:page\s*)?(\d{1,4})", text, re.IGNORECASE)
        if number is not None:
            return number[1] if 0 < int(number[1]) <= len(self._pages) else None
        ending = _END.match(text)
        if ending is not None and (conditional or ending["how"]):
            key = f"end {_words(ending['how'] or '')}"
            name = (ending["how"] or _EARLY).strip()
            self._ends.setdefault(key, FormPage(key, name[:1].upper() + name[1:], shown=False))
            return key
        return CHECK if _CHECK.match(text) else None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
