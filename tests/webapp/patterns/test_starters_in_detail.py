"""The starters in detail: questions explained, checks tried both ways, the Welsh whole, settings apart."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from markupsafe import escape

from bpmn.patterns import Component, Pattern, Question, in_welsh, missing_welsh, questions
from bpmn.patterns.record import VERBS
from tests.webapp.patterns.starters import STARTERS, sample
from webapp.patterns.answers import read_answers
from webapp.patterns.faults import Fault
from webapp.patterns.render import render_page
from webapp.patterns.values import check_date, check_file, check_text
from webapp.patterns.words import rows

TODAY = date(2026, 11, 23)
ASKED: list[tuple[str, Question]] = [
    (slug, asked) for slug, pattern in STARTERS.items() for asked in questions(pattern)
]
CHECKED = [(slug, one) for slug, one in ASKED if one.component.check]
BILINGUAL = [slug for slug, pattern in STARTERS.items() if pattern.cy]
BAD = {
    "postcode": "SW1A",
    "email": "amira@example",
    "phone": "12",
    "vehicle": "number",
    "number": "much",
    "whole-number": "3.5",
    "uk-phone": "12",
    "national-insurance": "QQ 12",
    "money": "much",
    "sort-code": "30 94",
    "account-number": "12",
    "uprn": "none",
}


def names(entry: object) -> str:
    """A readable id for a parametrised question."""
    return entry if isinstance(entry, str) else getattr(entry, "name", "")


def test_every_thing_a_person_does_has_a_pattern() -> None:
    assert {pattern.verb for pattern in STARTERS.values()} == set(VERBS)


@pytest.mark.parametrize(("slug", "asked"), ASKED, ids=names)
def test_every_question_says_why_what_for_and_how_long(slug: str, asked: Question) -> None:
    said = asked.component
    assert said.why
    assert said.used_for
    assert said.kept_for


@pytest.mark.parametrize(("slug", "asked"), ASKED, ids=names)
def test_what_must_be_answered_has_its_own_message_that_says_what_to_do(slug: str, asked: Question) -> None:
    if asked.component.required or asked.component.required_when:
        text = asked.component.errors.get("required", "")
        assert text.startswith(("Enter ", "Select ", "Confirm ", "Describe "))
        assert not text.endswith(".")


@pytest.mark.parametrize(("slug", "asked"), CHECKED, ids=names)
def test_every_check_takes_a_good_answer_and_refuses_a_bad_one(slug: str, asked: Question) -> None:
    pattern, name = STARTERS[slug], asked.name
    form, files = sample(pattern.pages[asked.page])
    if asked.when is not None:
        form[asked.when[0]] = asked.when[1]
    assert name not in read_answers(pattern, asked.page, form, files, today=TODAY)[1]
    for broken in _broken(asked.component):
        faults = read_answers(pattern, asked.page, form | broken, files, today=TODAY)[1]
        assert faults[name].text
        assert "{{" not in faults[name].text
        assert "?" not in faults[name].text, "a question is no subject of a sentence"


def _broken(component: Component) -> list[dict[str, str]]:
    name, check = component.name or "", component.check or ""
    if component.component != "date-input":
        return [{name: BAD[check]}]
    days = [("31", "2", "2026"), ("", "6", "2026"), ("3", "6", "26")]
    if check == "past-date":
        days.append(("24", "11", "2026"))
    return [dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), day, strict=True)) for day in days]


@pytest.mark.parametrize(("slug", "asked"), ASKED, ids=names)
def test_what_is_too_long_not_offered_or_no_such_file_is_refused(slug: str, asked: Question) -> None:
    pattern, name, component = STARTERS[slug], asked.name, asked.component
    form, files = sample(pattern.pages[asked.page])
    if asked.when is not None:
        form[asked.when[0]] = asked.when[1]
    if asked.choices:
        form[name] = "something nobody offered"
    elif component.component == "file-upload":
        assert isinstance(check_file(component, "virus.exe"), Fault)
        return
    elif component.component == "date-input":
        assert isinstance(check_date(component, ("99", "99", "9999"), TODAY), Fault)
        return
    else:
        form[name] = "9" * 5_000
    assert name in read_answers(pattern, asked.page, form, files, today=TODAY)[1]


@pytest.mark.parametrize("slug", [slug for slug, pattern in STARTERS.items() if pattern.pages])
def test_a_pattern_is_walked_from_its_first_page_to_its_last_and_checked(slug: str) -> None:
    pattern, given = STARTERS[slug], {}
    for number, page in enumerate(pattern.pages):
        form, files = sample(page)
        answers, faults = read_answers(pattern, number, form, files, before=given, today=TODAY)
        assert faults == {}
        given |= answers
    html = str(render_page(STARTERS["check-your-answers"], 0, given, seen=[pattern]))
    for asked in questions(pattern):
        if given[asked.name] and asked.name != "password":
            assert escape(asked.title) in html


def test_a_password_is_never_listed_among_the_answers() -> None:
    account = STARTERS["create-an-account"]
    listed = rows([account], {"email": "amira@example.org", "password": "three silent horses"})
    assert [(row.name, row.answer) for row in listed] == [("email", "amira@example.org")]


def test_no_setting_has_the_name_of_an_answer_of_another_pattern() -> None:
    answers = {asked.name for _, asked in ASKED}
    assert {name for pattern in STARTERS.values() for name in pattern.settings} & answers == set()


def test_research_is_never_claimed_where_there_was_none() -> None:
    for pattern in STARTERS.values():
        assert "not yet tested with residents" in pattern.guidance.research


def test_the_blocks_that_services_use_most_are_in_welsh() -> None:
    residents = {slug for slug, pattern in STARTERS.items() if pattern.audience == "resident"}
    used = Counter(
        part.ref for pattern in STARTERS.values() for part in pattern.parts if part.ref in residents
    )
    assert {slug for slug, _ in used.most_common(10)} <= set(BILINGUAL)
    assert len(BILINGUAL) >= 24


@pytest.mark.parametrize("slug", BILINGUAL)
def test_the_welsh_is_whole_and_says_who_must_look_at_it(slug: str) -> None:
    assert missing_welsh(STARTERS[slug]) == ()
    assert "translator" in STARTERS[slug].guidance.design
    assert in_welsh(STARTERS[slug]).title != STARTERS[slug].title


@pytest.mark.parametrize("slug", BILINGUAL)
def test_a_welsh_page_asks_checks_and_explains_in_welsh(slug: str) -> None:
    welsh = in_welsh(STARTERS[slug])
    english = set(_messages(STARTERS[slug]))
    for asked in questions(welsh):
        form, files = sample(welsh.pages[asked.page])
        if asked.when is not None:
            form[asked.when[0]] = asked.when[1]
        answers, faults = read_answers(welsh, asked.page, form, files, today=TODAY)
        assert faults == {}
        assert "cannot be shown" not in render_page(welsh, asked.page, answers)
        for text in _faults_of(asked.component):
            assert text in set(asked.component.errors.values()), "a message of the library's own, in English"
            assert text not in english


def _messages(pattern: Pattern) -> list[str]:
    return [text for asked in questions(pattern) for text in asked.component.errors.values()]


def _faults_of(component: Component) -> list[str]:
    """What is said of one that is too long or not as its check wants it."""
    if component.component == "file-upload":
        found = [check_file(component, "a.exe")]
    elif component.component in ("input", "textarea"):
        found = [check_text(component, "9" * 5_000)]
        found += [check_text(component, BAD[component.check])] if component.check else []
    else:
        return []
    return [fault.text for fault in found if isinstance(fault, Fault)]
