"""Reading answers: what is kept, what is refused, and in which words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.bpmn.patterns.making import YES_NO, one_question, pattern, question
from tests.webapp.patterns.starters import PAGED, STARTERS, Sent
from webapp.patterns.answers import read_answers

TODAY = date(2026, 11, 23)


def read(form: dict[str, Any], component: str = "input", /, **fields: Any) -> tuple[Any, str]:
    """The answer and the message, for one question named `it`."""
    answers, faults = read_answers(one_question(component, **fields), 0, form, today=TODAY)
    return answers["it"], faults["it"].text if "it" in faults else ""


@pytest.mark.parametrize(
    ("check", "typed", "kept"),
    [
        (None, "  two  words \x00", "two  words"),
        ("postcode", "sw1a2aa", "SW1A 2AA"),
        ("postcode", " M1  1ae ", "M1 1AE"),
        ("postcode", "gir 0aa", "GIR 0AA"),
        ("email", "o'neill+bins@my-council.gov.uk", "o'neill+bins@my-council.gov.uk"),
        ("phone", "+44 (0)7700 900-982", "+44 (0)7700 900-982"),
        ("vehicle", "ab12 cde", "AB12CDE"),
        ("vehicle", "A1", "A1"),
        ("whole-number", "1,000", "1000"),
        ("whole-number", "007", "7"),
        ("whole-number", "3.0", "3"),
        ("whole-number", "0", "0"),
        ("number", "2.50", "2.5"),
        ("number", "£40", "40"),
        ("number", "-1.5", "-1.5"),
    ],
)
def test_a_good_value_is_kept_in_one_form(check: str | None, typed: str, kept: str) -> None:
    assert read({"it": typed}, check=check) == (kept, "")


@pytest.mark.parametrize(
    ("check", "typed", "says"),
    [
        ("postcode", "SW1A", "full UK postcode"),
        ("postcode", "12345", "full UK postcode"),
        ("email", "amira@example", "correct format, like name@example.com"),
        ("email", "a b@example.org", "correct format"),
        ("email", "a@b@example.org", "correct format"),
        ("email", "a@example..org", "correct format"),
        ("phone", "12", "phone number, like"),
        ("phone", "call me", "phone number, like"),
        ("vehicle", "ABCDEFGH1", "registration number"),
        ("vehicle", "ABC", "registration number"),
        ("whole-number", "three", "Number of bins must be a number, like 3"),
        ("whole-number", "2.5", "must be a whole number"),
        ("whole-number", "٣", "must be a number"),
        ("whole-number", "1e9", "must be a number"),
        ("number", "9" * 40, "must be a number"),
        ("number", "nan", "must be a number"),
        (None, "x" * 201, "200 characters or fewer"),
    ],
)
def test_a_bad_value_is_refused_and_shown_again(check: str | None, typed: str, says: str) -> None:
    kept, text = read({"it": typed}, check=check)
    assert says in text
    assert kept == typed


def test_bounds_and_lengths() -> None:
    assert "must be 1 or more" in read({"it": "0"}, check="number", min=1)[1]
    assert "must be 4 or fewer" in read({"it": "5"}, check="number", max=4)[1]
    assert read({"it": "4"}, check="number", min=4, max=4)[1] == ""
    assert "5 characters or fewer" in read({"it": "123456"}, longest=5)[1]
    assert read({"it": "x" * 3_000}, "textarea")[1] == ""


def test_a_bound_from_the_settings() -> None:
    made = pattern(
        settings={"most": 4},
        pages=[
            {
                "title": "x",
                "components": [question(check="number", max="{{most}}", errors={"max": "{{most}} at most"})],
            }
        ],
    )
    assert read_answers(made, 0, {"it": "5"})[1]["it"].text == "4 at most"
    assert read_answers(made, 0, {"it": "5"}, settings={"most": 6})[1] == {}


def test_the_patterns_own_messages_win() -> None:
    errors = {"required": "Tell us how many", "check": "Use digits"}
    assert read({}, required=True, errors=errors)[1] == "Tell us how many"
    assert read({"it": "x"}, check="number", errors=errors)[1] == "Use digits"


@pytest.mark.parametrize(
    ("component", "says"),
    [
        ("input", "Enter number of bins"),
        ("textarea", "Enter number of bins"),
        ("date-input", "Enter number of bins"),
        ("radios", "Select number of bins"),
        ("checkboxes", "Select number of bins"),
        ("select", "Select number of bins"),
        ("file-upload", "Select a file"),
    ],
)
def test_a_missing_answer_says_what_to_do(component: str, says: str) -> None:
    params = {"items": YES_NO} if component in ("radios", "checkboxes", "select") else {}
    assert read({}, component, required=True, params=params) == ("", says)
    assert read({}, component, params=params) == ("", "")


def test_a_question_is_quoted_whole() -> None:
    legend = {"fieldset": {"legend": {"text": "Is it yours?"}}, "items": YES_NO}
    assert read({}, "radios", required=True, params=legend)[1] == "Answer “Is it yours?”"


@pytest.mark.parametrize("component", ["radios", "checkboxes", "select"])
def test_only_what_was_offered_is_taken(component: str) -> None:
    kept, text = read({"it": "<maybe>"}, component, params={"items": YES_NO})
    assert (kept, text) == ("", "Select number of bins")


def test_checkboxes_answer_with_a_list_and_a_single_box_with_a_text() -> None:
    assert read({"it": ["yes", "no", "yes"]}, "checkboxes", params={"items": YES_NO})[0] == ["yes", "no"]
    assert read({"it": "yes"}, "checkboxes", params={"items": YES_NO[:1]})[0] == "yes"


def test_none_of_these_stands_alone() -> None:
    items = [*YES_NO, {"divider": "or"}, {"value": "none", "text": "None", "behaviour": "exclusive"}]
    assert "but not both" in read({"it": ["yes", "none"]}, "checkboxes", params={"items": items})[1]
    assert read({"it": "none"}, "checkboxes", params={"items": items}) == (["none"], "")


@pytest.mark.parametrize(
    ("day", "month", "year", "kept"),
    [
        ("3", "6", "2026", "2026-06-03"),
        ("03", "JUN", "2026", "2026-06-03"),
        ("29", "February", "2024", "2024-02-29"),
    ],
)
def test_a_date_is_kept_as_iso(day: str, month: str, year: str, kept: str) -> None:
    assert read({"it-day": day, "it-month": month, "it-year": year}, "date-input") == (kept, "")


@pytest.mark.parametrize(
    ("day", "month", "year", "check", "says"),
    [
        ("31", "2", "2026", "date", "must be a real date"),
        ("x", "2", "2026", "date", "must be a real date"),
        ("", "2", "2026", "date", "must include a day"),
        ("", "", "2026", "date", "must include a day and a month"),
        ("1", "2", "26", "date", "Year must include 4 numbers"),
        ("24", "11", "2026", "past-date", "must be today or in the past"),
        ("22", "11", "2026", "future-date", "must be today or in the future"),
    ],
)
def test_a_bad_date_is_refused(day: str, month: str, year: str, check: str, says: str) -> None:
    kept, text = read({"it-day": day, "it-month": month, "it-year": year}, "date-input", check=check)
    assert says in text
    assert kept == f"{day}/{month}/{year}"


def test_today_is_past_and_future_enough() -> None:
    form = {"it-day": "23", "it-month": "11", "it-year": "2026"}
    assert (
        read(form, "date-input", check="past-date")[1]
        == read(form, "date-input", check="future-date")[1]
        == ""
    )


def test_a_file_is_kept_by_its_bare_name() -> None:
    made = one_question("file-upload", accept=["pdf", "jpg"], required=True)
    answers, faults = read_answers(made, 0, {}, {"it": Sent("C:\\fake\\..\\<b>proof.PDF")})
    assert (answers["it"], faults) == ("bproof.PDF", {})
    answers, faults = read_answers(made, 0, {}, {"it": Sent("run.exe")})
    assert (answers["it"], faults["it"].text) == ("", "The selected file must be a PDF or JPG")
    assert read_answers(made, 0, {}, {"it": Sent("")}, before={"it": "old.pdf"}) == ({"it": "old.pdf"}, {})


def test_hidden_questions_are_not_needed_and_their_old_answers_go() -> None:
    made = one_question(
        "radios", params={"items": YES_NO}, reveals={"no": [question(name="why_not", required=True)]}
    )
    assert read_answers(made, 0, {"it": "yes", "why_not": "stale"}) == ({"it": "yes", "why_not": ""}, {})
    answers, faults = read_answers(made, 0, {"it": "no"})
    assert (answers, list(faults)) == ({"it": "no", "why_not": ""}, ["why_not"])


def test_a_question_may_be_needed_by_an_earlier_answer() -> None:
    contact = STARTERS["contact-details"]
    assert list(read_answers(contact, 0, {"contact_by": "email"})[1]) == ["email"]
    assert list(read_answers(contact, 0, {"contact_by": "text"})[1]) == ["phone"]
    assert read_answers(contact, 0, {"contact_by": "post"})[1] == {}


def test_flask_forms_are_read_too() -> None:
    made = one_question("checkboxes", params={"items": YES_NO})
    assert read_answers(made, 0, MultiDict([("it", "yes"), ("it", "no")]))[0] == {"it": ["yes", "no"]}


def test_endless_input_is_cut_before_it_is_looked_at() -> None:
    kept, text = read({"it": "9" * 1_000_000}, check="number")
    assert "characters or fewer" in text
    assert len(kept) == 10_000


@given(
    st.sampled_from(PAGED), st.dictionaries(st.text(max_size=5), st.text(max_size=30)), st.text(max_size=40)
)
def test_any_form_is_answered(page: tuple[str, int], form: dict[str, str], typed: str) -> None:
    slug, number = page
    names = [component.name for component in STARTERS[slug].pages[number].components if component.name]
    parts = [f"{name}-{part}" for name in names for part in ("day", "month", "year")]
    answers, faults = read_answers(STARTERS[slug], number, form | dict.fromkeys([*names, *parts], typed))
    assert set(faults) <= set(answers)
