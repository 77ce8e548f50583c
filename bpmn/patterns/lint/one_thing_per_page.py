"""A page asks one thing, so that people can think about it, and be told what is wrong with it, on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bpmn.patterns.problems import Problem
from bpmn.patterns.record import Component, Page, Pattern

NAME = "one-thing-per-page"
SUMMARY = "A page asks two things that do not belong together."

TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"name", "first", "last", "middle", "full", "title", "given", "family"}),
    frozenset(
        {"address", "line", "street", "town", "city", "county", "postcode", "country", "uprn", "house"}
    ),
    frozenset({"sort", "account", "roll", "bank", "building"}),
    frozenset({"from", "to", "start", "end", "first", "last", "date", "day", "time", "until"}),
    frozenset({"width", "length", "height", "depth", "size"}),
)
"""Words in names of answers that make one thing: a name, an address, an account, a span of time, a measure."""
_KINDS = {"postcode": "postcode", "sort-code": "sort", "account-number": "account", "uprn": "uprn"}


def check(pattern: Pattern) -> Iterator[Problem]:
    """Advice on pages with two or more questions that do not make one thing. Staff, who fill in a page many times
    a day, may have them together."""
    if pattern.audience == "staff":
        return
    for number, page in enumerate(pattern.pages):
        asked = [part for part in page.components if part.name is not None]
        if len(asked) > 1 and not _belong_together(asked) and not _optional_extra(page, asked):
            text = f"The page “{page.title}” asks {len(asked)} things: give each a page of its own."
            yield Problem("advice", f"pages.{number}", text)


def _belong_together(asked: Sequence[Component]) -> bool:
    words = [_words(part) for part in asked]
    return any(all(group & own for own in words) for group in TOGETHER)


def _words(part: Component) -> frozenset[str]:
    return frozenset((part.name or "").split("_")) | {_KINDS.get(part.check or "", "")}


def _optional_extra(page: Page, asked: Sequence[Component]) -> bool:
    """A list that was made (shown in the page) may be asked about with one question more that can be left empty."""
    return len(asked) == 2 and not asked[1].required and asked[1].component in ("textarea", "file-upload")
