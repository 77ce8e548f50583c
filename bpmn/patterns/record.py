"""A pattern: how a service shows itself to its user. Frozen records and nothing else; no HTML is made here.

The file form is `*.pattern.json`; `bpmn.patterns.read` and `bpmn.patterns.write` go between the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

Kind = Literal["pages", "letter", "email", "text", "script", "paper", "service"]
KINDS: tuple[Kind, ...] = ("pages", "letter", "email", "text", "script", "paper", "service")

Verb = Literal[
    "apply", "ask", "book", "check", "choose", "confirm", "pay", "register", "renew", "tell", "update", "wait"
]
VERBS: tuple[Verb, ...] = (
    "apply",
    "ask",
    "book",
    "check",
    "choose",
    "confirm",
    "pay",
    "register",
    "renew",
    "tell",
    "update",
    "wait",
)

Check = Literal[
    "text",
    "postcode",
    "email",
    "phone",
    "date",
    "past-date",
    "future-date",
    "number",
    "whole-number",
    "vehicle",
    "uk-phone",
    "national-insurance",
    "money",
    "sort-code",
    "account-number",
    "uprn",
]
CHECKS: tuple[Check, ...] = get_args(Check)

Audience = Literal["resident", "staff"]
AUDIENCES: tuple[Audience, ...] = ("resident", "staff")

Hit = Literal["first", "unique", "any"]
HITS: tuple[Hit, ...] = ("first", "unique", "any")
"""Which row of a decision table decides (DMN 1.5, 8.2.10): the first that holds; the only one that may hold; any of
those that hold, since they say the same."""

DESIGN_SYSTEM = "6.3.0"
Setting = str | int | float | bool
Bound = float | str | None
"""A number, or a place such as `{{most_items}}` that a setting fills."""


@dataclass(frozen=True)
class Component:
    """One component of a page: a question when it has a `name`, otherwise content.

    `component` is the Design System's name for it, `params` its published options without any that carry
    HTML. `name` is the name of the answer; `required_when` a condition over the page's earlier
    answers that makes it needed. `check` says what a good answer looks like; `low` and `high`
    bound a number; `longest` is the greatest number of characters; `accept` the file endings an upload
    may have and `largest` the greatest size of it in megabytes. `errors` are our own messages by what is
    wrong: `required`, `check`, `min`, `max`, `longest`, `choice`, `accept`, `largest`. `reveals` are further
    questions by the value of the choice that shows them. `evidence` marks a question that asks for a proof; a
    file upload always does. `why`, `law`, `used_for`, `used_by`, `kept_for`, `look_up` and `standard` explain
    the question: why it is asked, under which law, what the answer is used for and by whom, how long it is
    kept, whether the council could look it up, which data standard.
    """

    component: str
    name: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)
    required: bool = False
    required_when: str = ""
    check: Check | None = None
    low: Bound = None
    high: Bound = None
    longest: int | None = None
    accept: tuple[str, ...] = ()
    largest: int | None = None
    errors: Mapping[str, str] = field(default_factory=dict, hash=False)
    reveals: tuple[tuple[str, tuple[Component, ...]], ...] = ()
    evidence: bool = False
    why: str = ""
    law: str = ""
    used_for: str = ""
    used_by: str = ""
    kept_for: str = ""
    look_up: str = ""
    standard: str = ""


@dataclass(frozen=True)
class Page:
    """One page: its title, an opening text in Markdown, its components in order."""

    title: str
    body: str = ""
    components: tuple[Component, ...] = ()


@dataclass(frozen=True)
class PartRef:
    """A block of a service pattern: slug, version (None: the newest published), and the condition it is
    shown under (empty: always), in the grammar of `bpmn.conditions`."""

    ref: str
    version: int | None = None
    when: str = ""


@dataclass(frozen=True)
class TableRow:
    """One rule of a decision table: `when` holds a test by the name of an input (`>= 65`, `in ("A", "B")`;
    none: any value), `then` is the value given, `because` the reason in words."""

    when: Mapping[str, str] = field(default_factory=dict, hash=False)
    then: str = ""
    because: str = ""


@dataclass(frozen=True)
class DecisionTable:
    """Rules that give the answer `name` from the answers named in `inputs`. `title` is the question it
    answers, `hit` says which row decides, `otherwise` what is given where no row holds (empty: nothing, so
    that a person decides). Settings may stand in tests, values and reasons: `<= {{highest}}`."""

    name: str
    title: str = ""
    hit: Hit = "first"
    inputs: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    otherwise: str = ""
    otherwise_because: str = ""


@dataclass(frozen=True)
class Guidance:
    """Markdown for the designer: what the rules say, what is known of users, why it is drawn like this."""

    policy: str = ""
    research: str = ""
    design: str = ""


@dataclass(frozen=True)
class Pattern:
    """One version of a pattern. `pages` for kind pages; `body` (and `subject` of an e-mail) for what is
    written or said; `parts` for a service. `settings` are the adopting council's own values, used as
    `{{fee}}` in any text. `tables` give answers from other answers. `cy` mirrors the file's own structure
    and holds the same texts in Welsh."""

    slug: str
    kind: Kind
    title: str = ""
    summary: str = ""
    verb: Verb | None = None
    need: str = ""
    design_system: str = DESIGN_SYSTEM
    licence: str = ""
    source: str | None = None
    reviewed: date | None = None
    owner: str = ""
    audience: Audience = "resident"
    pages: tuple[Page, ...] = ()
    subject: str = ""
    body: str = ""
    parts: tuple[PartRef, ...] = ()
    tables: tuple[DecisionTable, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict, hash=False)
    guidance: Guidance = Guidance()
    cy: Mapping[str, Any] = field(default_factory=dict, hash=False)
