"""Texts out of somebody else's file: JSON within bounds, HTML taken down to words, nothing that could be markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from importers.errors import ImportRefused, TooLarge
from importers.tables import decoded

MOST_BYTES = 2_000_000
MOST_PAGES, MOST_ASKED, MOST_WAYS = 200, 1_000, 1_000
LONGEST, LONGEST_LINE = 10_000, 300
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "br",
        "ul",
        "ol",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "hr",
    }
)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufffe\uffff]")


class NotAForm(ImportRefused):
    """The bytes are no form of the kind they were said to be."""


def parsed(data: bytes | str) -> Mapping[str, Any]:
    """The object that a JSON file holds. Raises ImportRefused with one sentence."""
    if len(data) > MOST_BYTES:
        raise TooLarge(
            f"The form is larger than {MOST_BYTES // 1_000_000} MB: export it without its uploaded files."
        )
    text = data if isinstance(data, str) else decoded(data)
    try:
        found = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotAForm("This is not a JSON file that can be read: export the form again as JSON.") from error
    if not isinstance(found, dict):
        raise NotAForm("The file holds no form: a form is one JSON object, in curly brackets.")
    return found


def pages_of(found: object, what: str) -> list[Mapping[str, Any]]:
    """A form's list of pages. Raises ImportRefused when it has none, or too many."""
    pages = objects(found)
    if not pages:
        raise NotAForm(f"The form has no {what}, so there is nothing to bring in.")
    if len(pages) > MOST_PAGES:
        raise TooLarge(f"The form has {len(pages):,} {what} and {MOST_PAGES} is the most we take; split it.")
    return pages


def objects(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list; everything else in it (and anything that is no list) is passed over."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def mapping(value: object) -> Mapping[str, Any]:
    """The object, or an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def line(value: object, longest: int = LONGEST_LINE) -> str:
    """A text as one line of words, without tags; empty where no text stands. A text in several languages (an
    object by language) gives its English."""
    return " ".join(words(value).split())[:longest].strip()


def words(value: object) -> str:
    """A text as words: paragraphs stay apart, lists keep their dashes, tags and what could pass for a place go."""
    if isinstance(value, dict):
        value = value.get("en", next(iter(value.values()), ""))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)[: 4 * LONGEST].encode("utf-8", "replace").decode("utf-8")
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _TAG.search(text):
        text = _without_tags(text)
    while "{{" in text or "}}" in text:
        text = text.replace("{{", "{ {").replace("}}", "} }")
    return re.sub(r"\n{3,}", "\n\n", text)[:LONGEST].strip()


def truthy(value: object) -> bool:
    """Whether a flag is set, as forms write it: true, or the text of it."""
    return value is True or (isinstance(value, str) and value.lower() == "true")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.found.append("\n\n")
        elif tag == "li":
            self.found.append("\n- ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.found.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(re.sub(r"\s+", " ", data))


def _without_tags(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    parser.close()
    plain = "".join(parser.found)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", plain.replace("<", "‹") if _TAG.search(plain) else plain)
