"""The list of patterns: by what their user does, narrowed by kind and by what they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bpmn.patterns import Pattern, Question, expand, questions
from bpmn.patterns.record import VERBS
from webapp.store.queries.patterns import PatternLine

VERBS_IN_WORDS = {
    "apply": "Apply for something",
    "ask": "Answer a question or ask for help",
    "book": "Book something",
    "check": "Check something",
    "choose": "Choose something",
    "confirm": "Confirm something",
    "pay": "Pay",
    "register": "Register",
    "renew": "Renew something",
    "tell": "Tell somebody something",
    "update": "Update what is known",
    "wait": "Wait",
}
NO_VERB = "Something else"
_CONTACT = frozenset({"contact_by", "help_needed"})
_NAMES = frozenset({"full_name", "first_name", "last_name", "account_name"})


@dataclass(frozen=True)
class Topic:
    """Something that patterns ask about: its key in addresses, its words, and which questions are about it."""

    key: str
    words: str
    covers: Callable[[Question], bool]


TOPICS = (
    Topic("name", "A name", lambda asked: asked.name in _NAMES),
    Topic("place", "An address or a place", lambda asked: _is_place(asked)),
    Topic(
        "contact",
        "How to reach somebody",
        lambda asked: asked.component.check in ("email", "phone") or asked.name in _CONTACT,
    ),
    Topic(
        "date", "A date or a time", lambda asked: asked.component.component == "date-input" or _is_slot(asked)
    ),
    Topic("proof", "A proof or a file", lambda asked: asked.evidence or _takes_file(asked)),
    Topic("number", "A number or an amount", lambda asked: "number" in (asked.component.check or "")),
    Topic(
        "vehicle", "A vehicle", lambda asked: asked.component.check == "vehicle" or "vehicle" in asked.name
    ),
    Topic("choice", "One choice of several", lambda asked: asked.component.component in ("radios", "select")),
    Topic("several", "Several choices", lambda asked: asked.component.component == "checkboxes"),
    Topic(
        "own-words",
        "Something in their own words",
        lambda asked: asked.component.component in ("textarea", "character-count"),
    ),
)


@dataclass(frozen=True)
class Card:
    """One pattern in the list. `asks` are its questions in words, `welsh` whether it has any Welsh."""

    line: PatternLine
    asks: tuple[str, ...]
    for_staff: bool
    welsh: bool


@dataclass(frozen=True)
class Shelf:
    """The patterns of one verb, by title."""

    verb: str
    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for; empty: everything. `found` are the slugs that fit the words searched for, None when
    nothing was searched for. `of` is a kind, `asks` the key of a topic."""

    found: frozenset[str] | None = None
    of: str = ""
    asks: str = ""


def shelves(
    lines: Iterable[PatternLine], contents: Mapping[str, Pattern], wanted: Wanted | None = None
) -> tuple[Shelf, ...]:
    """What is wanted, by verb in the order of `VERBS_IN_WORDS`; empty shelves are left out.

    `contents` are the patterns' contents by slug: of every line, and of the blocks that services are made of. A line
    without content is left out.
    """
    looked_for = wanted or Wanted()
    known = [(line, contents[line.slug]) for line in lines if line.slug in contents]
    cards = [
        _card(line, content, contents)
        for line, content in known
        if _is_wanted(line, content, contents, looked_for)
    ]
    order: dict[str, int] = {verb: number for number, verb in enumerate(VERBS)}
    verbs = sorted({card.line.verb for card in cards}, key=lambda verb: order.get(verb, len(order)))
    return tuple(
        Shelf(
            verb or "other",
            VERBS_IN_WORDS.get(verb, NO_VERB),
            tuple(card for card in cards if card.line.verb == verb),
        )
        for verb in verbs
    )


def asked_by(content: Pattern, contents: Mapping[str, Pattern]) -> Sequence[Question]:
    """Everything a pattern asks; a service asks what its blocks ask, each block once."""
    blocks = {block.slug: block for block in expand(content, contents)}
    return [asked for block in blocks.values() for asked in questions(block)]


def _is_wanted(line: PatternLine, content: Pattern, contents: Mapping[str, Pattern], wanted: Wanted) -> bool:
    if wanted.found is not None and line.slug not in wanted.found:
        return False
    if wanted.of and line.kind != wanted.of:
        return False
    topic = next((topic for topic in TOPICS if topic.key == wanted.asks), None)
    return topic is None or any(topic.covers(asked) for asked in asked_by(content, contents))


def _card(line: PatternLine, content: Pattern, contents: Mapping[str, Pattern]) -> Card:
    asks = tuple(dict.fromkeys(asked.title for asked in asked_by(content, contents)))
    return Card(line, asks, content.audience == "staff", bool(content.cy))


def _is_place(asked: Question) -> bool:
    standard = asked.component.standard
    return asked.component.check == "postcode" or any(
        word in standard for word in ("BS 7666", "UPRN", "USRN")
    )


def _is_slot(asked: Question) -> bool:
    return "date" in asked.component.standard.lower() or asked.name == "slot"


def _takes_file(asked: Question) -> bool:
    return asked.component.component == "file-upload"
