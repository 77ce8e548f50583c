"""Each check of an answer: what is kept, in which form, and what is said otherwise, in the Design System's words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage

from bpmn.patterns.record import CHECKS
from tests.bpmn.patterns.making import one_question, pattern
from tests.webapp.patterns.dom import dom, text_of
from webapp.patterns.answers import read_answers
from webapp.patterns.render import render_page


def read(typed: str, check: str, **fields: Any) -> tuple[Any, str]:
    answers, faults = read_answers(one_question(check=check, **fields), 0, {"it": typed})
    return answers["it"], faults["it"].text if "it" in faults else ""


GOOD = [
    ("uk-phone", "07700900982", "07700 900982"),
    ("uk-phone", "+44 (0)7700 900-982", "07700 900982"),
    ("uk-phone", "0044 1632 960 001", "01632 960001"),
    ("uk-phone", "020 7946 0000", "020 7946 0000"),
    ("uk-phone", "0161.496.0000", "0161 496 0000"),
    ("uk-phone", "03001234567", "0300 123 4567"),
    ("uk-phone", "016977 2555", "01697 72555"),
    ("national-insurance", "ab123456c", "AB 12 34 56 C"),
    ("national-insurance", " AB 12 34 56 D ", "AB 12 34 56 D"),
    ("money", "£1,000.50", "1000.50"),
    ("money", "40", "40"),
    ("money", "40.00", "40"),
    ("money", "007", "7"),
    ("money", "0", "0"),
    ("sort-code", "309430", "30-94-30"),
    ("sort-code", "30 – 94 – 30", "30-94-30"),
    ("account-number", "733445", "00733445"),
    ("account-number", "0073 3445", "00733445"),
    ("uprn", "0000 10033544614", "10033544614"),
    ("email", "first.last@a-b.gov.uk", "first.last@a-b.gov.uk"),
]
EMAIL = "Enter an email address in the correct format, like name@example.com"
PHONE = "Enter a UK phone number, like 01632 960 001 or 07700 900 982"
NINO = "Enter a National Insurance number in the correct format"
MONEY = "Number of bins must be an amount of money, like 40 or 57.50"
NEVER_GIVEN = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "AO", "QQ")
BAD = [
    ("uk-phone", "+33 1 23 45 67 89", PHONE),
    ("uk-phone", "999", PHONE),
    ("uk-phone", "0400 123 4567", PHONE),
    ("uk-phone", "07700 90098", PHONE),
    ("uk-phone", "٠٧٧٠٠٩٠٠٩٨٢", PHONE),
    *(("national-insurance", f"{pair}123456A", NINO) for pair in NEVER_GIVEN),
    ("national-insurance", "AB123456E", NINO),
    ("national-insurance", "AB12345C", NINO),
    ("money", "57.5", MONEY),
    ("money", "-3", MONEY),
    ("money", "free", MONEY),
    ("money", "1e3", MONEY),
    ("sort-code", "30943", "Enter a valid sort code like 309430"),
    ("account-number", "12345", "Account number must be between 6 and 8 digits"),
    ("account-number", "abcdefg", "Enter a valid account number like 00733445"),
    ("uprn", "1234567890123", "Enter a property reference (UPRN) of up to 12 digits, like 10033544614"),
    ("uprn", "000", "Enter a property reference (UPRN) of up to 12 digits, like 10033544614"),
    ("email", ".a@example.org", EMAIL),
    ("email", "a.@example.org", EMAIL),
    ("email", "a@-example.org", EMAIL),
]  # fmt: skip


@pytest.mark.parametrize(("check", "typed", "kept"), GOOD)
def test_a_good_answer_is_kept_in_one_form(check: str, typed: str, kept: str) -> None:
    assert read(typed, check) == (kept, "")


@pytest.mark.parametrize(("check", "typed", "says"), BAD)
def test_a_bad_answer_is_refused_in_the_usual_words(check: str, typed: str, says: str) -> None:
    assert read(typed, check) == (typed, says)


@given(st.sampled_from(CHECKS), st.text(max_size=40))
def test_what_was_kept_is_accepted_again_and_stays(check: str, typed: str) -> None:
    kept, text = read(typed, check)
    if kept and not text:
        assert read(kept, check) == (kept, "")


@given(st.text(alphabet="0123456789 -+().", max_size=16))
def test_a_number_accepted_is_accepted_again_as_it_was_kept(typed: str) -> None:
    for check in ("uk-phone", "sort-code", "account-number", "uprn", "money"):
        kept, text = read(typed, check)
        if kept and not text:
            assert read(kept, check) == (kept, "")


def test_money_has_bounds_said_in_pounds_and_a_pound_sign_before_it() -> None:
    assert read("3", "money", min=5)[1] == "Number of bins must be £5 or more"
    assert read("30", "money", max=5)[1] == "Number of bins must be £5 or less"
    root = dom(render_page(one_question(check="money"), 0))
    assert text_of(root.find_class("govuk-input__prefix")[0]) == "£"


def sent(size: int, name: str = "a.pdf") -> dict[str, FileStorage]:
    return {"it": FileStorage(io.BytesIO(b"x" * size), name)}


@pytest.mark.parametrize(
    ("size", "says"),
    [
        (0, "The selected file is empty"),
        (1_000_001, "The selected file must be smaller than 1MB"),
        (1_000_000, ""),
    ],
)
def test_a_file_has_a_size(size: int, says: str) -> None:
    made = one_question("file-upload", largest=1)
    faults = read_answers(made, 0, {}, sent(size))[1]
    assert (faults["it"].text if faults else "") == says


def test_a_pattern_has_its_own_words_for_a_large_file() -> None:
    made = one_question("file-upload", largest=1, errors={"largest": "Choose a smaller photo"})
    assert read_answers(made, 0, {}, sent(2_000_000))[1]["it"].text == "Choose a smaller photo"


ABOVE = {
    "back-link": {"text": "Back", "href": "/before"},
    "breadcrumbs": {"items": [{"text": "Parking", "href": "/parking"}]},
    "exit-this-page": {"redirectUrl": "https://www.example.org/"},
    "phase-banner": {"tag": {"text": "Beta"}, "text": "This is a new service."},
}


@pytest.mark.parametrize("name", ABOVE)
def test_what_stands_above_the_title_does_so_wherever_the_pattern_names_it(name: str) -> None:
    parts = [{"component": "inset-text", "params": {"text": "x"}}, {"component": name, "params": ABOVE[name]}]
    root = dom(render_page(pattern(pages=[{"title": "T", "components": parts}]), 0))
    assert root.xpath(f"//*[contains(@class, 'govuk-{name}')]/following::h1"), name
    assert "cannot be shown" not in text_of(root)


def test_pages_of_a_guide_lead_to_each_other() -> None:
    guide = {"previous": {"text": "Before", "href": "/1"}, "next": {"text": "Next", "href": "/3"}}
    made = pattern(pages=[{"title": "T", "components": [{"component": "pagination", "params": guide}]}])
    assert dom(render_page(made, 0)).xpath("//nav//a/@href") == ["/1", "/3"]
