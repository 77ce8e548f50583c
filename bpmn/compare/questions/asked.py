"""A question with everything that comparing looks at, whatever kind of pattern asks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bpmn.compare.questions.settings import MOST
from bpmn.patterns import Component, Pattern, Question, fill, in_welsh, questions
from bpmn.patterns.record import Audience

AnswerKind = Literal["text", "long text", "number", "date", "yes or no", "choice", "tick", "upload"]
_NUMBERS = ("number", "whole-number")
_BY_COMPONENT: Mapping[str, AnswerKind] = {
    "textarea": "long text",
    "character-count": "long text",
    "date-input": "date",
    "file-upload": "upload",
}
_YES_NO = {"yes", "no", "y", "n", "true", "false"}


@dataclass(frozen=True)
class Asked:
    """One question of a form, as its reader meets it.

    `key` is the name of the answer. `page` counts from 0 over the whole form and `page_title` heads it;
    `block` is the title of the pattern that asks, `slug` its address. `choices` are the texts offered.
    `sometimes`: only some people are asked (behind a choice, or
    on a page with a condition); None where that is not known. `why`, `law`,
    `used_for`, `used_by`, `kept_for`, `look_up`, `standard`: what the pattern says about it, "" where it says nothing.
    `welsh`: whether its title is there in Welsh."""

    key: str
    title: str
    kind: AnswerKind
    hint: str = ""
    page: int = 0
    page_title: str = ""
    block: str = ""
    slug: str = ""
    check: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    evidence: bool = False
    sometimes: bool | None = False
    why: str = ""
    law: str = ""
    used_for: str = ""
    used_by: str = ""
    kept_for: str = ""
    look_up: str = ""
    standard: str = ""
    welsh: bool = False
    audience: Audience = "resident"


def asked_in(
    blocks: Iterable[Pattern], conditional: frozenset[int] | None = frozenset()
) -> tuple[Asked, ...]:
    """Every question of some patterns in order, each answer once: by its name, where it is asked first. One
    more than `MOST` at the utmost, which says that there are more.

    `conditional` are the numbers of the blocks that only some people see; None where that is not known."""
    found: dict[str, Asked] = {}
    page = 0
    for number, block in enumerate(blocks):
        for one in _of(block, page):
            if conditional is None:
                one = replace(one, sometimes=one.sometimes or None)
            elif number in conditional:
                one = replace(one, sometimes=True)
            found.setdefault(one.key, one)
            if len(found) > MOST:
                return tuple(found.values())
        page += len(block.pages)
    return tuple(found.values())


def _of(block: Pattern, first_page: int) -> Iterator[Asked]:
    english = questions(block)
    welsh = questions(in_welsh(block)) if block.cy else english
    for one, other in zip(english, welsh, strict=True):
        component = one.component
        titled = block.pages[one.page].title

        def said(text: str) -> str:
            return " ".join(fill(text, block.settings).split())

        yield Asked(
            key=one.name,
            title=said(one.title) or one.name.replace("_", " "),
            kind=_kind(one),
            hint=said(_hint(component)),
            page=first_page + one.page,
            page_title=said(titled),
            block=said(block.title),
            slug=block.slug,
            check=component.check or "",
            choices=tuple(said(text) for _, text in one.choices),
            required=one.required,
            evidence=one.evidence,
            sometimes=one.when is not None,
            why=said(component.why),
            law=said(component.law),
            used_for=said(component.used_for),
            used_by=said(component.used_by),
            kept_for=said(component.kept_for),
            look_up=said(component.look_up),
            standard=said(component.standard),
            welsh=other.title != one.title,
            audience=block.audience,
        )


def _kind(question: Question) -> AnswerKind:
    component = question.component.component
    if question.choices:
        if component == "checkboxes" and len(question.choices) == 1:
            return "tick"
        values = {value.lower() for value, _ in question.choices}
        return "yes or no" if len(values) == 2 and values <= _YES_NO else "choice"
    if component in _BY_COMPONENT:
        return _BY_COMPONENT[component]
    return "number" if question.component.check in _NUMBERS else "text"


def _hint(component: Component) -> str:
    hint = component.params.get("hint")
    text = hint.get("text") if isinstance(hint, Mapping) else None
    return text if isinstance(text, str) else ""
