"""Pages as HTML: what is tied to what, and what can never get through."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from bpmn.patterns import Component, Page, Pattern
from tests.bpmn.patterns.making import POSTCODE, YES_NO, one_question, pattern, question
from tests.webapp.patterns.dom import by_id, described_by, dom, text_of
from webapp.patterns.answers import read_answers
from webapp.patterns.faults import Fault
from webapp.patterns.render import continue_label, render_page

NASTY = '"><script>alert(1)</script><h1 onclick=x>{{7*7}}{% x %}'


def test_the_only_question_is_the_heading_when_it_says_what_the_title_says() -> None:
    made = pattern(pages=[{"title": "Postcode", "components": [POSTCODE]}])
    root = dom(render_page(made, 0))
    (heading,) = root.xpath("//h1")
    assert heading.xpath("./label/@for") == ["postcode"]
    root = dom(render_page(pattern(), 0))
    assert [text_of(heading) for heading in root.xpath("//h1")] == ["What is your postcode?"]
    assert text_of(root.xpath("//label")[0]) == "Postcode"


def test_headings_start_at_the_level_asked_for() -> None:
    made = pattern(pages=[{"title": "Postcode", "components": [POSTCODE]}])
    assert (
        dom(render_page(made, 0, heading=3)).xpath("name(//*[contains(@class, 'govuk-label-wrapper')])")
        == "h3"
    )
    titled = pattern(
        pages=[
            {
                "title": "T",
                "body": "# A\n\n## B\n\n### C",
                "components": [
                    {"component": "panel", "params": {"titleText": "Done"}},
                    {
                        "component": "accordion",
                        "params": {"items": [{"heading": {"text": "S"}, "content": {"text": "x"}}]},
                    },
                ],
            }
        ]
    )
    tags = [
        element.tag
        for element in dom(render_page(titled, 0, heading=2)).xpath(
            "//*[self::h1|self::h2|self::h3|self::h4]"
        )
    ]
    assert tags == ["h2", "h3", "h3", "h4", "h3"]


def test_hint_and_error_describe_their_field() -> None:
    made = one_question(params={"hint": {"text": "Count them all"}}, required=True)
    root = dom(render_page(made, 0, {}, {"it": Fault("Enter number of bins")}))
    field = by_id(root, "it")
    assert described_by(root, field) == "Count them all Error: Enter number of bins"
    assert root.xpath("//label[@for='it']")
    assert root.xpath("//*[@class='govuk-error-summary']//a/@href") == ["#it"]
    assert "govuk-input--error" in field.get("class")


def test_the_error_summary_can_be_left_to_the_page() -> None:
    made = one_question()
    assert not dom(render_page(made, 0, {}, {"it": Fault("x")}, summary=False)).xpath("//*[@role='alert']")


def test_a_date_is_three_fields_and_an_error_marks_the_faulty_ones() -> None:
    made = one_question("date-input")
    root = dom(render_page(made, 0, {"it": "2026-06-03"}))
    assert [by_id(root, f"it-{part}").get("value") for part in ("day", "month", "year")] == ["3", "6", "2026"]
    answers, faults = read_answers(made, 0, {"it-day": "31", "it-month": "", "it-year": "2026"})
    root = dom(render_page(made, 0, answers, faults))
    assert [by_id(root, f"it-{part}").get("value") for part in ("day", "month", "year")] == [
        "31",
        None,
        "2026",
    ]
    assert "error" in by_id(root, "it-month").get("class")
    assert "error" not in by_id(root, "it-day").get("class")
    assert root.xpath("//*[@class='govuk-error-summary']//a/@href") == ["#it-month"]
    group = root.xpath("//fieldset")[0]
    assert "must include a month" in described_by(root, group)


def test_given_answers_are_shown_again() -> None:
    boxes = one_question("checkboxes", params={"items": YES_NO})
    assert dom(render_page(boxes, 0, {"it": ["no"]})).xpath("//input[@checked]/@value") == ["no"]
    assert dom(render_page(boxes, 0, {"it": "yes"})).xpath("//input[@checked]/@value") == ["yes"]
    radios = one_question("radios", params={"items": YES_NO})
    assert dom(render_page(radios, 0, {"it": "no"})).xpath("//input[@checked]/@value") == ["no"]
    choice = one_question("select", params={"items": YES_NO})
    assert dom(render_page(choice, 0, {"it": "no"})).xpath("//option[@selected]/@value") == ["no"]
    text = one_question("textarea")
    assert dom(render_page(text, 0, {"it": "two\nlines"})).xpath("string(//textarea)") == "two\nlines"
    counted = one_question("character-count", longest=20)
    assert dom(render_page(counted, 0)).xpath("//*[@data-maxlength]/@data-maxlength") == ["20"]


def test_a_password_is_never_shown_again() -> None:
    assert "secret" not in render_page(one_question("password-input"), 0, {"it": "secret"})


def test_a_choice_reveals_its_questions_inside_its_own_part() -> None:
    made = one_question("radios", params={"items": YES_NO}, reveals={"no": [question(name="why_not")]})
    root = dom(render_page(made, 0, {"it": "no", "why_not": "because"}, {"why_not": Fault("Say more")}))
    (shown,) = root.xpath("//*[contains(@class, 'govuk-radios__conditional')]")
    assert root.xpath("//input[@value='no']/@data-aria-controls") == [shown.get("id")]
    assert shown.xpath(".//input/@value") == ["because"]
    assert root.xpath("//*[@class='govuk-error-summary']//a/@href") == ["#why_not"]


def test_usual_options_come_from_the_check() -> None:
    root = dom(render_page(one_question(check="email"), 0))
    assert (by_id(root, "it").get("type"), by_id(root, "it").get("autocomplete")) == ("email", "email")
    root = dom(render_page(one_question(check="whole-number"), 0))
    assert by_id(root, "it").get("inputmode") == "numeric"
    root = dom(render_page(one_question("file-upload", accept=["pdf", ".jpg"]), 0))
    assert by_id(root, "it").get("accept") == ".pdf,.jpg"


def test_why_we_ask_stands_under_the_questions() -> None:
    made = pattern(
        pages=[{"title": "x", "components": [question(why="For a <reason>.", law="An Act."), POSTCODE]}]
    )
    root = dom(render_page(made, 0))
    assert text_of(root.xpath("//summary")[0]) == "Why we ask these questions"
    assert "Number of bins: For a <reason>. The law: An Act." in text_of(root.xpath("//details")[0])
    assert not dom(render_page(made, 0, explain=False)).xpath("//details")


def test_settings_and_answers_fill_the_texts() -> None:
    made = pattern(
        settings={"fee": 40}, pages=[{"title": "Pay £{{fee}}", "body": "Dear {{who}}", "components": []}]
    )
    root = dom(render_page(made, 0, {"who": "*A* <b>"}, settings={"fee": 12}))
    assert text_of(root) == "Pay £12 Dear *A* <b>"


def test_a_summary_list_without_rows_lists_the_case_so_far() -> None:
    asked = one_question("radios", params={"items": YES_NO})
    check = pattern(
        slug="check", pages=[{"title": "Check", "components": [{"component": "summary-list", "params": {}}]}]
    )
    root = dom(render_page(check, 0, {"it": "no"}, seen=[asked]))
    assert [text_of(cell) for cell in root.xpath("//dt | //dd")] == ["Number of bins", "No"]
    assert "listed here" in render_page(check, 0)


def test_a_panel_stands_above_the_text() -> None:
    made = pattern(
        pages=[
            {
                "title": "T",
                "body": "Next",
                "components": [{"component": "panel", "params": {"titleText": "Sent"}}],
            }
        ]
    )
    assert text_of(dom(render_page(made, 0))) == "Sent Next"


def test_the_button_of_a_page_is_left_to_its_form() -> None:
    page = {"title": "T", "body": "x", "components": [{"component": "button", "params": {"text": "Pay now"}}]}
    made = pattern(pages=[page])
    assert continue_label(made.pages[0]) == "Pay now"
    assert continue_label(pattern().pages[0]) == "Continue"
    assert "<button" not in render_page(made, 0)


@pytest.mark.parametrize(
    "place", ["title", "label", "hint", "item", "body", "answer", "setting", "error", "why"]
)
def test_nothing_anybody_writes_becomes_markup(place: str) -> None:
    def here(name: str) -> str:
        return NASTY if name == place else "plain"

    radios = question(
        "radios",
        name="choice",
        why=here("why"),
        params={"items": [{"value": "a", "text": here("item")}], "hint": {"text": here("hint")}},
    )
    field = question(name="it", params={"label": {"text": f"{here('label')} {{{{set}}}} {{{{it}}}}"}})
    made = pattern(
        settings={"set": here("setting")},
        pages=[{"title": here("title"), "body": f"{here('body')} {{{{it}}}}", "components": [radios, field]}],
    )
    html = render_page(made, 0, {"it": here("answer")}, {"it": Fault(here("error"))})
    root = dom(html)
    assert not root.xpath("//script")
    assert not root.xpath("//@onclick")
    assert len(root.xpath("//h1")) == 1
    assert "49" not in html


UNSAFE: list[dict[str, Any]] = [
    {"html": "<script>alert(1)</script>"},
    {"text": "x", "attributes": {"onclick": "alert(1)"}},
    {"text": "x", "classes": "app-x"},
    {"text": 5, "unknown": 1},
]


@pytest.mark.parametrize("params", UNSAFE)
def test_a_pattern_made_in_code_is_held_to_the_same_rules(params: dict[str, Any]) -> None:
    made = Pattern(
        slug="a", kind="pages", pages=(Page("T", components=(Component("inset-text", params=params),)),)
    )
    html = render_page(made, 0)
    assert "This part cannot be shown." in html
    assert "alert(1)" not in html


def test_an_answer_cannot_turn_a_link_into_script() -> None:
    link = {"component": "button", "params": {"text": "Go", "href": "https://{{host}}/"}}
    made = pattern(pages=[{"title": "T", "body": "[a]({{host}})", "components": [link]}])
    root = dom(render_page(made, 0, {"host": "a@evil.example"}))
    assert "cannot be shown" in text_of(root)
    root = dom(render_page(made, 0, {"host": "javascript:alert(1)"}))
    assert not [address for address in root.xpath("//@href") if "javascript:" in address.split("//")[0]]


def test_it_renders_the_same_in_flask() -> None:
    app = Flask(__name__)
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_options = {"loader": ChoiceLoader([macros])}
    app.jinja_loader = macros  # type: ignore[assignment]
    with app.test_request_context("/"):
        assert render_page(pattern(), 0, env=app.jinja_env) == render_page(pattern(), 0)


def test_an_environment_that_does_not_escape_is_refused() -> None:
    bare = Environment(loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}))
    with pytest.raises(TypeError, match="autoescape"):
        render_page(pattern(), 0, env=bare)


@pytest.mark.parametrize(
    "component",
    [
        {"component": "details", "params": {"summaryText": "S", "text": "T"}},
        {"component": "warning-text", "params": {"text": "T"}},
        {"component": "notification-banner", "params": {"text": "T"}},
        {
            "component": "table",
            "params": {"caption": "C", "head": [{"text": "H"}], "rows": [[{"text": "R"}]]},
        },
        {"component": "tabs", "params": {"items": [{"label": "L", "id": "l", "panel": {"text": "T"}}]}},
        {"component": "tag", "params": {"text": "T"}},
        {"component": "task-list", "params": {"items": [{"title": {"text": "T"}, "status": {"text": "S"}}]}},
        {"component": "summary-list", "params": {"rows": [{"key": {"text": "K"}, "value": {"text": "V"}}]}},
    ],
    ids=lambda component: component["component"],
)
def test_every_content_component_renders(component: dict[str, Any]) -> None:
    made = pattern(pages=[{"title": "T", "components": [component, component]}])
    html = render_page(made, 0)
    assert "cannot be shown" not in html
    assert dom(html).xpath("count(//*)") > 2
