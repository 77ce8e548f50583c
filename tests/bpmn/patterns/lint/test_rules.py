"""Each rule of advice, held to a table of patterns it speaks about and patterns it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bpmn.patterns import Pattern
from bpmn.patterns.lint import RULES, SUMMARIES, clashes, lint
from bpmn.patterns.lint.easy_to_read import reading_age, sentences
from tests.bpmn.patterns.making import POSTCODE, one_question, pattern, question

DOCS = Path(__file__).parents[4] / "docs" / "pattern-lint.md"


def page(*components: dict[str, Any], **about: Any) -> Pattern:
    return pattern(pages=[{"title": "A page", "components": list(components)}], **about)


def asks(name: str, component: str = "input", /, **fields: Any) -> dict[str, Any]:
    return {**question(component, **fields), "name": name}


def items(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"params": {"items": [{"value": value, "text": text} for value, text in pairs]}}


LETTER = {"kind": "letter", "pages": [], "body": "Dear {{first_name}}"}
LONG = "word " * 30 + "."
HARD = (
    "Notwithstanding administrative responsibilities, municipal organisations communicate comprehensively. "
    * 9
)
EASY = "We will pick up your bin. Put it out by six. Keep the lid shut. " * 9

SPEAKS: list[tuple[str, Pattern, str]] = [
    ("one-thing-per-page", page(asks("colour"), asks("pet")), "asks 2 things"),
    ("one-thing-per-page", page(asks("email"), asks("phone"), asks("colour")), "asks 3 things"),
    ("one-thing-per-page", page(asks("first_name"), asks("colour")), "asks 2 things"),
    ("hint-for-a-format", one_question(check="national-insurance"), "QQ 12 34 56 C"),
    ("hint-for-a-format", one_question("date-input", check="past-date"), "For example, 27 3"),
    ("hint-for-a-format", one_question(check="sort-code", params={"hint": {"text": " "}}), "6 digits"),
    ("hint-for-a-format", one_question("file-upload", accept=["pdf"]), "say in a hint which"),
    (
        "error-in-the-usual-words",
        one_question(errors={"required": "This is needed"}),
        "begin it with “Enter”",
    ),
    ("error-in-the-usual-words", one_question("radios", errors={"required": "Missing"}), "with “Select”"),
    ("error-in-the-usual-words", one_question(errors={"check": "Invalid number"}), "without “Invalid”"),
    ("error-in-the-usual-words", one_question(errors={"required": "Enter it, please"}), "without “please”"),
    ("error-in-the-usual-words", one_question(errors={"max": "Must be 4 or fewer."}), "no “.”"),
    ("question-in-plain-words", one_question(params={"label": {"text": "Name:"}}), "ends in a colon"),
    ("question-in-plain-words", one_question(params={"label": {"text": "Please say"}}), "says please"),
    ("question-in-plain-words", one_question(params={"label": {"text": "YOUR NAME"}}), "all in capitals"),
    ("question-in-plain-words", one_question(params={"label": {"text": "a " * 90}}), "characters long"),
    ("setting-used", pattern(settings={"fee": 3}), "Nothing uses the setting “fee”"),
    ("place-filled", pattern(pages=[{"title": "Pay {{fee}}", "body": "x"}]), "fills {{fee}}"),
    ("choices-told-apart", one_question("radios", **items(("Yes", "A"), ("yes", "B"))), "“Yes” and “yes”"),
    ("choices-told-apart", one_question("select", **items(("a", "Same"), ("b", "same "))), "words are hard"),
    ("easy-to-read", pattern(pages=[{"title": "T", "body": LONG}]), "has 30 words"),
    ("easy-to-read", pattern(pages=[{"title": "T", "body": HARD}]), "reading age"),
]
SILENT: list[tuple[str, Pattern]] = [
    ("one-thing-per-page", pattern()),
    ("one-thing-per-page", page(asks("first_name"), asks("last_name"))),
    ("one-thing-per-page", page(asks("address_line_1"), asks("town"), POSTCODE)),
    ("one-thing-per-page", page(asks("start_date", "date-input"), asks("end_date", "date-input"))),
    ("one-thing-per-page", page(asks("code", check="sort-code"), asks("number", check="account-number"))),
    ("one-thing-per-page", page(asks("items"), asks("more", "textarea"))),
    ("one-thing-per-page", page(asks("colour"), asks("pet"), audience="staff")),
    ("hint-for-a-format", one_question(check="national-insurance", params={"hint": {"text": "On your card"}})),
    ("hint-for-a-format", pattern()),
    ("hint-for-a-format", one_question("file-upload")),
    ("error-in-the-usual-words", one_question(errors={"required": "Enter a number"})),
    ("error-in-the-usual-words", one_question(errors={"check": "Enter a valid sort code like 309430"})),
    ("question-in-plain-words", one_question(params={"label": {"text": "VAT"}})),
    ("setting-used", pattern(settings={"fee": 3}, pages=[{"title": "Pay {{fee}}", "body": "x"}])),
    ("setting-used", one_question(check="number", max="{{most}}") and page(
        asks("it", check="number", max="{{most}}"), settings={"most": 4})),
    ("setting-used", pattern(kind="service", pages=[], parts=[{"ref": "b"}], settings={"fee": 3})),
    ("place-filled", pattern(**LETTER)),
    ("place-filled", pattern(pages=[{"title": "T", "body": "Your reference is {{reference}}"}])),
    ("place-filled", page(POSTCODE, {"component": "inset-text", "params": {"text": "{{postcode}}"}})),
    ("choices-told-apart", one_question("radios", **items(("yes", "Yes"), ("no", "No")))),
    ("easy-to-read", pattern(pages=[{"title": "T", "body": EASY}])),
    ("easy-to-read", pattern(pages=[{"title": "T", "body": "- one\n- two\n" * 30}])),
    ("easy-to-read", pattern(guidance={"policy": LONG})),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "made", "says"), SPEAKS)
def test_a_rule_speaks(rule: str, made: Pattern, says: str) -> None:
    found = list(RULES[rule](made))
    assert any(says in problem.text for problem in found), [problem.text for problem in found]
    assert {problem.severity for problem in found} == {"advice"}


@pytest.mark.parametrize(("rule", "made"), SILENT)
def test_a_rule_is_silent(rule: str, made: Pattern) -> None:
    assert [problem.text for problem in RULES[rule](made)] == []


def test_every_rule_has_both_kinds_of_examples_and_stands_in_the_docs() -> None:
    assert {rule for rule, _, _ in SPEAKS} == {rule for rule, _ in SILENT} == set(RULES) == set(SUMMARIES)
    text = DOCS.read_text(encoding="utf-8")
    assert [
        name for name, summary in SUMMARIES.items() if f"`{name}`" not in text or summary not in text
    ] == []


def test_errors_come_before_advice_and_advice_in_the_order_of_the_file() -> None:
    body = {"body": LONG, "title": "T"}
    made = pattern(need="", pages=[body] * 11)
    found = [(problem.severity, problem.where) for problem in lint(made) if problem.where != "summary"]
    assert found == [("error", "need"), *(("advice", f"pages.{number}.body") for number in range(11))]


def test_names_clash_across_patterns_only_when_they_ask_for_something_else() -> None:
    same, other = pattern(slug="a"), pattern(slug="b")
    assert clashes([same, other]) == ()
    moved = page({**POSTCODE, "params": {"label": {"text": "Postcode of the bin"}}}, slug="c")
    (clash,) = clashes([same, other, moved])
    assert (clash.name, clash.patterns) == ("postcode", ("a", "b", "c"))
    assert "Postcode of the bin" in clash.text
    yes = page(asks("it", "radios", **items(("yes", "Yes"))), slug="d")
    one = page(asks("it", "radios", **items(("1", "Yes"))), slug="e")
    assert [clash.name for clash in clashes([yes, one])] == ["it"]


def test_sentences_and_reading_age() -> None:
    assert sentences("One. Two?\n\n* three\n* four") == ("One.", "Two?", "three", "four")
    assert reading_age("Too short to say.") is None
    young, old = reading_age(EASY), reading_age(HARD)
    assert young is not None
    assert old is not None
    assert young < 10 < 14 < old
