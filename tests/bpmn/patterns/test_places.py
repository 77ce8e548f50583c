"""Places in texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bpmn.patterns import fill, fill_all, places, with_settings
from bpmn.patterns.places import fill_known
from tests.bpmn.patterns.making import one_question


def test_places_are_filled_and_the_unknown_named() -> None:
    text = "Pay £{{fee}} by {{ due_day }}, {{fee}} in all"
    assert places(text) == ("fee", "due_day")
    assert fill(text, {"fee": 40}) == "Pay £40 by [due day], 40 in all"
    assert fill(text, {"fee": 0, "due_day": ""}) == "Pay £0 by [due day], 0 in all"


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    assert fill("{{a}}", {"a": "{{b}}", "b": "secret"}) == "{{b}}"


def test_other_brackets_are_left_alone() -> None:
    for text in ("{{ }}", "{{A}}", "{{a.b}}", "{{a()}}", "{%x%}", "{a}"):
        assert fill(text, {"a": "!"}) == text


def test_options_are_filled_however_deep() -> None:
    given_options = {"items": [{"text": "{{a}}"}, 5, True], "label": {"text": "{{a}}{{b}}"}}
    assert fill_all(given_options, {"a": 1, "b": 2}) == {
        "items": [{"text": "1"}, 5, True],
        "label": {"text": "12"},
    }


def test_settings_go_in_first_and_answers_later() -> None:
    assert fill_known("{{fee}} {{name}}", {"fee": 4}) == "4 {{name}}"


def test_a_bound_may_be_a_setting() -> None:
    page = one_question(min=1, max="{{most}}", errors={"max": "{{most}} at most"}).pages[0]
    (local,) = with_settings(page, {"most": 4}).components
    assert (local.low, local.high, local.errors) == (1, 4.0, {"max": "4 at most"})
    (without,) = with_settings(page, {}).components
    assert without.high is None


@given(st.text())
def test_a_text_without_places_is_filled_to_itself(text: str) -> None:
    if not places(text):
        assert fill(text, {"a": "x"}) == text
