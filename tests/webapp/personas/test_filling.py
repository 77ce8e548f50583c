"""Every persona fills in every page of every starter pattern so that it is accepted as it stands."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from bpmn.patterns import Component, Page, Pattern, load
from webapp.patterns.answers import read_answers
from webapp.personas import PERSONAS, Persona, fill_in, persona
from webapp.personas.filling import as_form

STARTERS = {
    path.name.removesuffix(".pattern.json"): load(path.read_bytes())
    for path in sorted(files("webapp.patterns").joinpath("starter").iterdir(), key=lambda one: one.name)
    if path.name.endswith(".pattern.json")
}
TODAY = date(2026, 6, 3)
LACKS = {
    ("no-email", "email-address"),
    ("no-email", "create-an-account"),
    ("no-phone", "phone-number"),
}
"""Who has no answer to a page that insists on one."""


def page(*components: Component) -> Pattern:
    return Pattern(slug="one", kind="pages", pages=(Page("One page", components=components),))


def item(*values: str) -> dict[str, object]:
    return {"items": [{"value": value, "text": value} for value in values]}


@pytest.mark.parametrize("slug", STARTERS)
@pytest.mark.parametrize("who", PERSONAS, ids=lambda one: one.slug)
def test_what_is_filled_in_is_accepted(slug: str, who: Persona) -> None:
    pattern = STARTERS[slug]
    known: dict[str, object] = {}
    lacks: tuple[str, ...] = ()
    for number in range(len(pattern.pages)):
        filled = fill_in(pattern, number, who, known, today=TODAY)
        answers, faults = read_answers(
            pattern, number, as_form(filled.answers), before={**known, **filled.answers}, today=TODAY
        )
        assert faults == {}
        assert answers == filled.answers
        lacks += filled.lacks
        known |= answers
    assert bool(lacks) == ((who.slug, slug) in LACKS)


def test_there_are_at_least_eight_and_none_has_a_name() -> None:
    assert len(PERSONAS) >= 8
    assert all(one.about and not any(key.endswith("name") for key in one.answers) for one in PERSONAS)


def test_somebody_without_an_email_address_is_reached_another_way() -> None:
    who = persona("no-email")
    assert who is not None
    answers = fill_in(STARTERS["contact-details"], 0, who, today=TODAY).answers
    assert answers["email"] == ""
    assert answers["contact_by"] == "phone"
    assert answers["phone"]


def test_a_page_that_insists_on_what_somebody_has_not_says_so_and_goes_on() -> None:
    who = persona("no-email")
    assert who is not None
    asks = page(
        Component("input", "mail", {"label": {"text": "Your e-mail address"}}, required=True, check="email")
    )
    filled = fill_in(asks, 0, who, today=TODAY)
    assert filled.lacks == ("Your e-mail address",)
    assert filled.answers["mail"] == "resident@example.com"


def test_just_moved_in_moved_in_last_week() -> None:
    who = persona("just-moved-in")
    assert who is not None
    asks = page(Component("date-input", "move_in_date", required=True, check="past-date"))
    assert fill_in(asks, 0, who, today=TODAY).answers == {"move_in_date": "2026-05-27"}
    assert fill_in(asks, 0, PERSONAS[0], today=TODAY).answers["move_in_date"] < "2026-01-01"


def test_a_councils_own_persona_answers_by_the_name_of_the_question() -> None:
    own = Persona("own-1", "Keeps bees", "", {"garden": "hives", "email": "bees@example.com", "size": "9"})
    asks = page(
        Component("radios", "garden", item("none", "lawn", "hives"), required=True),
        Component("input", "other_email", check="email"),
        Component("input", "size", check="whole-number", low=1, high=3, required=True),
    )
    filled = fill_in(asks, 0, own, today=TODAY)
    # 9 is more than the page takes: something it does take stands there instead.
    assert filled.answers == {"garden": "hives", "other_email": "bees@example.com", "size": "1"}


def test_what_was_answered_before_stands() -> None:
    asks = page(Component("input", "postcode", required=True, check="postcode"))
    assert fill_in(asks, 0, PERSONAS[0], {"postcode": "OX1 1AA"}).answers == {"postcode": "OX1 1AA"}
