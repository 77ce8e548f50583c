"""One side: what a service asks of its user and tells them, from patterns or from a diagram."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bpmn.compare.forms.promises import Promise, promises_in, shown_texts
from bpmn.compare.questions import Asked, asked_in
from bpmn.compare.questions.settings import MOST
from bpmn.compare.steps import side
from bpmn.model import Diagram
from bpmn.naming import called, tidy
from bpmn.parts import involvement
from bpmn.patterns import Pattern, fill
from bpmn.patterns.local import within
from bpmn.patterns.record import Kind

Source = Literal["form", "diagram"]
MOST_CONTACTS, MOST_MESSAGES = 300, 100
"""Contacts and messages of one form that are looked at."""
MESSAGES: tuple[Kind, ...] = ("letter", "email", "text", "script", "paper")


@dataclass(frozen=True)
class Message:
    """Something written or said beside the pages: a letter, e-mail, text message, script or paper form, with
    its subject and text as they read with the settings filled in."""

    kind: Kind
    title: str
    slug: str
    text: str = ""


@dataclass(frozen=True)
class Contact:
    """One place where the user meets the service: a page, a message, or a step of a diagram. `key` is the
    step's, or the pattern's slug; `within` the title of the pattern a page belongs to."""

    key: str
    text: str
    what: Literal["page", "message", "step"]
    within: str = ""


@dataclass(frozen=True)
class Form:
    """What one service asks of its user and tells them.

    `questions` are asked of the resident and `staff` of the council's own people, each answer once. `pages`
    counts the pages with a question to the resident. `unknown` names patterns that are used but not to be had,
    whose questions are therefore missing; `bare_steps` counts the contacts of a diagram that no pattern shows.
    `wording` is every text its user reads. `has_service` is false for one block or list of questions, of whose
    letters and ways in nothing is known. `cut`: it is so long that only the beginning is looked at."""

    title: str
    council: str = ""
    source: Source = "form"
    questions: tuple[Asked, ...] = ()
    staff: tuple[Asked, ...] = ()
    pages: int = 0
    messages: tuple[Message, ...] = ()
    promises: tuple[Promise, ...] = ()
    contacts: tuple[Contact, ...] = ()
    wording: tuple[str, ...] = field(default=(), repr=False)
    unknown: tuple[str, ...] = ()
    bare_steps: int = 0
    has_service: bool = False
    cut: bool = False

    @property
    def questions_known(self) -> bool:
        """Whether anything says what is asked."""
        return bool(self.questions or self.staff) or self.source == "form"

    @property
    def whole(self) -> bool:
        """Whether all that it asks and sends is known, so that what is not there is not asked or sent."""
        return (
            self.has_service
            and self.questions_known
            and not self.unknown
            and not self.bare_steps
            and not self.cut
        )

    @property
    def explained(self) -> bool:
        """Whether anything is said of its questions but what is asked; a plain list has no place for reasons."""
        return any(one.why or one.law or one.used_for or one.kept_for for one in self.questions)

    @property
    def online(self) -> bool:
        """Whether the resident meets pages."""
        return any(contact.what == "page" for contact in self.contacts)

    def says(self) -> tuple[object, ...]:
        """Everything it asks and says but for whose it is and what its patterns are called: two forms with the
        same say the same."""
        return (
            self.source,
            [replace(one, block="", slug="") for one in (*self.questions, *self.staff)],
            [replace(one, slug="") for one in self.messages],
            [contact.text for contact in self.contacts],
            self.wording,
            self.unknown,
        )


@dataclass(frozen=True)
class _Block:
    pattern: Pattern
    sometimes: bool


def form_of(pattern: Pattern, library: Mapping[str, Pattern], council: str = "") -> Form:
    """A pattern as a form: a whole service with its parts from `library`, by slug, or any other alone."""
    unknown: dict[str, None] = {}
    blocks = tuple(_blocks(pattern, library, frozenset(), unknown))
    return _form(
        _title(pattern) or pattern.slug,
        council,
        blocks,
        contacts=tuple(_contacts(blocks)),
        unknown=tuple(unknown),
        has_service=pattern.kind == "service",
    )


def form_of_diagram(
    diagram: Diagram, library: Mapping[str, Pattern], title: str = "", council: str = ""
) -> Form:
    """What a diagram shows the resident: the patterns attached to its steps, in process order, and the steps
    at which they meet the service."""
    steps = side(diagram).steps
    unknown: dict[str, None] = {}
    blocks: list[_Block] = []
    shown: set[str] = set()
    for step in steps:
        for ref in step.refs:
            if ref in library:
                blocks += _blocks(library[ref], library, frozenset(), unknown)
                shown.add(step.key)
            else:
                unknown.setdefault(ref)
    place = {step.key: step.number for step in steps}
    points = sorted(
        dict.fromkeys(point.element for point in involvement(diagram).touch_points),
        key=lambda key: place.get(key, len(place)),
    )
    return _form(
        title or next((tidy(process.name) for process in diagram.processes if process.name.strip()), ""),
        council,
        tuple(blocks),
        source="diagram",
        contacts=tuple(Contact(key, _step_called(diagram, key), "step") for key in points),
        unknown=tuple(unknown),
        bare_steps=sum(key not in shown for key in points),
        has_service=True,
    )


def _step_called(diagram: Diagram, key: str) -> str:
    node = diagram.node_by_key.get(key)
    return tidy(node.name) if node is not None and node.name.strip() else called(diagram, key)


def _form(
    title: str,
    council: str,
    blocks: tuple[_Block, ...],
    *,
    source: Source = "form",
    contacts: tuple[Contact, ...],
    unknown: tuple[str, ...],
    bare_steps: int = 0,
    has_service: bool,
) -> Form:
    patterns = [block.pattern for block in blocks]
    # A diagram shows a page where its flow leads, and a list has no conditions: only a service says who sees what.
    says_who = source == "form" and has_service
    conditional = frozenset(number for number, block in enumerate(blocks) if block.sometimes)
    asked = asked_in(patterns, conditional if says_who else None)
    cut = len(asked) > MOST or len(contacts) > MOST_CONTACTS
    asked, contacts = asked[:MOST], contacts[:MOST_CONTACTS]
    residents = tuple(one for one in asked if one.audience == "resident")
    return Form(
        title=tidy(title),
        council=council,
        source=source,
        questions=residents,
        staff=tuple(one for one in asked if one.audience == "staff"),
        pages=len({one.page for one in residents}),
        messages=_messages(patterns),
        promises=promises_in(pattern for pattern in patterns if pattern.audience == "resident"),
        contacts=contacts,
        wording=tuple(text for pattern in patterns for text in shown_texts(pattern)),
        unknown=unknown,
        bare_steps=bare_steps,
        has_service=has_service,
        cut=cut,
    )


def _blocks(
    pattern: Pattern,
    library: Mapping[str, Pattern],
    seen: frozenset[str],
    unknown: dict[str, None],
    sometimes: bool = False,
) -> Iterator[_Block]:
    """As `bpmn.patterns.expand`, with what only some people see, and with what the library does not hold."""
    if pattern.kind != "service":
        yield _Block(pattern, sometimes)
    elif pattern.slug not in seen:
        for part in pattern.parts:
            if part.ref not in library:
                unknown.setdefault(part.ref)
                continue
            block = within(pattern, library[part.ref])
            only_some = sometimes or bool(part.when)
            yield from _blocks(block, library, seen | {pattern.slug}, unknown, only_some)


def _messages(patterns: Iterable[Pattern]) -> tuple[Message, ...]:
    found: dict[str, Message] = {}
    for pattern in patterns:
        if pattern.kind in MESSAGES:
            text = " ".join(fill(f"{pattern.subject} {pattern.body}", pattern.settings).split())
            found.setdefault(pattern.slug, Message(pattern.kind, _title(pattern), pattern.slug, text))
            if len(found) >= MOST_MESSAGES:
                break
    return tuple(found.values())


def _contacts(blocks: Iterable[_Block]) -> Iterator[Contact]:
    done: set[str] = set()
    for block in blocks:
        pattern = block.pattern
        if pattern.slug in done or pattern.audience != "resident":
            continue
        done.add(pattern.slug)
        for page in pattern.pages:
            yield Contact(pattern.slug, tidy(fill(page.title, pattern.settings)), "page", _title(pattern))
        if pattern.kind in MESSAGES:
            yield Contact(pattern.slug, _title(pattern), "message")


def _title(pattern: Pattern) -> str:
    return tidy(fill(pattern.title, pattern.settings))
