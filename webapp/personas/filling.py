"""A page filled in as a persona would, so that what is filled in would be accepted as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bpmn.patterns import Component, Pattern, choices, title_of, with_settings
from webapp.patterns.answers import Given, read_answers
from webapp.patterns.faults import Fault
from webapp.personas.meaning import meaning
from webapp.personas.record import Persona

# Reserved for drama and documentation (Ofcom), or for nobody (RFC 2606); the postcode is the House of Commons' own,
# the National Insurance number one that HM Revenue and Customs gives to people who try its services out.
ORDINARY = {
    "email": "resident@example.com", "phone": "01632 960 001", "postcode": "SW1A 0AA", "vehicle": "AB12 CDE",
    "first-name": "A", "last-name": "Resident", "name": "A Resident", "house": "1 Example Street", "town": "Exampleton",
    "more-address": "", "words": "Made up for this walk.", "national-insurance": "AA 00 00 03 D",
    "sort-code": "00 00 00", "account-number": "00000000", "uprn": "1", "money": "10",
    "for-whom": ["me", "myself", "yes"], "new-resident": ["no"], "benefit": ["no"],
}  # fmt: skip
"""What somebody of whom nothing special is known would answer."""
DAYS_AGO = {"move-date": 400, "birth-date": 40 * 365 + 10}
SOME_DAYS = 2


@dataclass(frozen=True)
class Filled:
    """The answers of a page by name, ready for `read_answers` and for rendering. `lacks` are the titles of questions
    that the page insists on and this person has no answer to: something ordinary stands there, so that the walk can
    go on, and the page ought to say so."""

    answers: Given
    lacks: tuple[str, ...] = ()


def fill_in(
    pattern: Pattern,
    page_index: int,
    persona: Persona,
    before: Mapping[str, Any] | None = None,
    *,
    settings: Mapping[str, object] | None = None,
    today: date | None = None,
) -> Filled:
    """The page filled in. `before` is what was answered earlier in the case, which stands where the page asks it
    again. What a persona says and a page refuses gives way to something ordinary."""
    day = today or date.today()
    page = with_settings(pattern.pages[page_index], {**pattern.settings, **(settings or {})})
    asked = tuple(_asked(page.components))
    known = dict(before or {})
    tries: list[Given] = [
        {one.name or "": _given(one, persona, known, day) for one in asked},
        {one.name or "": _given(one, _NOBODY, {}, day) for one in asked},
    ]
    answers: Given = dict(tries[0])
    lacks: list[str] = []
    for _ in asked:
        read, faults = _read(pattern, page_index, answers, known, settings, day)
        if not faults:
            return Filled(read, tuple(lacks))
        for one in asked:
            name = one.name or ""
            if name in faults and answers[name] != tries[1][name]:
                lacks += [title_of(one) or name] if answers[name] == "" else []
                answers[name] = tries[1][name]
    return Filled(answers, tuple(lacks))


_NOBODY = Persona("", "")


def _read(
    pattern: Pattern,
    page_index: int,
    answers: Given,
    known: Mapping[str, Any],
    settings: Mapping[str, object] | None,
    today: date,
) -> tuple[Given, dict[str, Fault]]:
    """A file is never sent again: the name that stands there counts as one chosen earlier."""
    return read_answers(
        pattern, page_index, as_form(answers), before={**known, **answers}, settings=settings, today=today
    )


def as_form(answers: Given) -> dict[str, str | list[str]]:
    """Answers as a browser would send them: a date in three parts as well as whole."""
    sent: dict[str, str | list[str]] = dict(answers)
    for name, value in answers.items():
        parts = value.split("-") if isinstance(value, str) else []
        if len(parts) == 3 and all(part.isdecimal() for part in parts):
            sent |= dict(zip((f"{name}-year", f"{name}-month", f"{name}-day"), parts, strict=True))
    return sent


def _asked(components: Sequence[Component]) -> Iterator[Component]:
    for component in components:
        if component.name is not None:
            yield component
        for _, revealed in component.reveals:
            yield from _asked(revealed)


def _given(component: Component, persona: Persona, known: Mapping[str, Any], today: date) -> str | list[str]:
    name, word = component.name or "", meaning(component)
    if known.get(name) not in (None, "", []):
        earlier = known[name]
        return [str(one) for one in earlier] if isinstance(earlier, list) else str(earlier)
    said = persona.answers.get(name, persona.answers.get(word) if word else None)
    if component.component in ("radios", "select", "checkboxes"):
        return _choice(component, said, word)
    if component.component == "date-input":
        return _date(component, said, word, today)
    if component.component == "file-upload":
        return f"made-up{component.accept[0] if component.accept else '.pdf'}" if said != "" else ""
    return _text(component, said, word)


def _choice(component: Component, said: Any, word: str) -> str | list[str]:
    offered = [value for value, _ in choices(component) if value]
    wanted = [*_listed(said), *_listed(ORDINARY.get(word))]
    return next((one for one in wanted if one in offered), offered[0] if offered else "")


def _listed(said: Any) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else [str(said)] if said else []


def _date(component: Component, said: Any, word: str, today: date) -> str:
    if isinstance(said, str):
        return said
    ago = said if isinstance(said, int) else DAYS_AGO.get(word, SOME_DAYS)
    ahead = component.check == "future-date"
    return (today + timedelta(days=ago if ahead else -ago)).isoformat()


def _text(component: Component, said: Any, word: str) -> str:
    if component.check in ("number", "whole-number"):
        return str(said) if said not in (None, "") else _number(component)
    if isinstance(said, str | int | float):
        text = str(said)
    elif word in ORDINARY and isinstance(ORDINARY[word], str):
        text = str(ORDINARY[word])
    else:
        text = "Made up" if component.required or component.required_when else ""
    return text[: component.longest] if component.longest else text


def _number(component: Component) -> str:
    """The smallest number that the page takes, at least 1 where it may be."""
    low = component.low if isinstance(component.low, int | float) else None
    high = component.high if isinstance(component.high, int | float) else None
    number = max(1, low if low is not None else 1)
    return f"{min(number, high) if high is not None else number:g}"
