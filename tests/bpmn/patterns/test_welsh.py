"""Welsh beside English."""

from __future__ import annotations

from bpmn.patterns import in_welsh, missing_welsh
from tests.bpmn.patterns.making import one_question, pattern

CY = {
    "title": "Bloc",
    "pages": [{"components": [{"params": {"label": {"text": "Cod post"}}}]}],
}


def test_welsh_lies_over_english_where_there_is_some() -> None:
    made = in_welsh(pattern(cy=CY))
    assert made.title == "Bloc"
    assert made.pages[0].components[0].params["label"]["text"] == "Cod post"
    assert made.pages[0].title == "What is your postcode?"


def test_welsh_changes_texts_and_nothing_else() -> None:
    sly = {
        "component": "select",
        "name": "other",
        "check": "email",
        "params": {"new": "x", "classes": "govuk-x"},
    }
    made = in_welsh(pattern(cy={"slug": "other", "kind": "letter", "pages": [{"components": [sly]}]}))
    assert made.pages == pattern().pages
    assert (made.slug, made.kind) == ("a-block", "pages")


def test_settings_and_messages_have_welsh_too() -> None:
    english = one_question(errors={"required": "Enter a number"})
    assert "pages.0.components.0.errors.required" in missing_welsh(english)
    cy = {"settings": {"service": "eich cais"}}
    assert (
        in_welsh(pattern(settings={"service": "your application"}, cy=cy)).settings["service"] == "eich cais"
    )


def test_a_setting_may_have_the_name_of_an_option_that_holds_an_address() -> None:
    cy = {"settings": {"action": "anfon eich prawf atom"}}
    assert in_welsh(pattern(settings={"action": "send us your proof"}, cy=cy)).settings == cy["settings"]


def test_every_text_a_person_reads_is_looked_for() -> None:
    assert missing_welsh(pattern(cy=CY)) == (
        "summary",
        "need",
        "pages.0.title",
        "pages.0.components.0.why",
    )
