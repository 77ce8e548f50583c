"""What the person who writes a pattern is told."""

from __future__ import annotations

from typing import Any

import pytest

from bpmn.patterns import Pattern, load, problems, publishable, service_problems
from tests.bpmn.patterns.making import POSTCODE, YES_NO, as_bytes, one_question, pattern, question


def errors(made: Pattern) -> str:
    return " ".join(problem.text for problem in problems(made) if problem.severity == "error")


def advice(made: Pattern) -> str:
    return " ".join(problem.text for problem in problems(made) if problem.severity == "advice")


def test_a_whole_pattern_has_no_problems() -> None:
    assert problems(pattern()) == ()
    assert publishable(pattern())


@pytest.mark.parametrize("key", ["title", "need", "owner", "licence", "reviewed"])
def test_what_publishing_needs_is_missed(key: str) -> None:
    made = pattern(**{key: None})
    assert [problem.where for problem in problems(made)] == [key]
    assert not publishable(made)


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ({"pages": []}, "pages"),
        ({"pages": [{"title": "Empty"}]}, "pages"),
        ({"kind": "letter"}, "body"),
        ({"kind": "service"}, "parts"),
    ],
)
def test_content_is_needed_by_kind(content: dict[str, Any], where: str) -> None:
    assert where in [problem.where for problem in problems(pattern(**content))]


@pytest.mark.parametrize(
    ("component", "says"),
    [
        ({"component": "carousel"}, "no component of the GOV.UK Design System"),
        ({"component": "footer"}, "belongs to the page around"),
        ({"component": "inset-text", "params": {"colour": "red"}}, "“params.colour” is no option"),
        ({"component": "inset-text", "params": {"text": ["a"]}}, "“params.text” must be a text"),
        ({"component": "inset-text", "name": "x", "params": {"text": "a"}}, "takes no answer"),
        ({**POSTCODE, "name": None}, "no name for its answer"),
        ({**POSTCODE, "name": "Post Code"}, "cannot be the name of an answer"),
        ({**POSTCODE, "name": "not"}, "cannot be the name of an answer"),
        ({**POSTCODE, "params": {}}, "give it a label"),
        ({**POSTCODE, "params": {"label": {"text": "x"}, "id": "y"}}, "filled in by the library"),
        ({**POSTCODE, "params": {"label": {"text": "x", "size": 1}}}, "“params.label.size” is no option"),
        ({**POSTCODE, "errors": {"low": "x"}}, "never shown"),
        ({**POSTCODE, "required_when": "f(x)"}, "cannot be read as a condition"),
        ({**POSTCODE, "reveals": {"a": [question()]}}, "Only radios and checkboxes"),
        (question(min=3, max=2), "swap"),
        (question("radios"), "nothing to choose from"),
        (question("radios", params={"items": "x"}), "must be a list"),
        (question("radios", params={"items": [{"text": "A"}]}), "has no value"),
        (question("radios", params={"items": [{"value": "a"}]}), "has no text"),
        (question("radios", params={"items": [*YES_NO, YES_NO[0]]}), "Two choices"),
        (question("radios", params={"items": [{"value": "{{a}}", "text": "A"}]}), "cannot have places"),
        (question("radios", params={"items": YES_NO}, reveals={"maybe": []}), "not among the choices"),
        (question("radios", params={"items": YES_NO, "fieldset": {}}), "fieldset with a legend"),
    ],
)
def test_a_faulty_component_is_an_error(component: dict[str, Any], says: str) -> None:
    assert says in errors(pattern(pages=[{"title": "x", "components": [component]}]))


def test_problems_inside_reveals_are_found() -> None:
    made = one_question(
        "radios", params={"items": YES_NO}, reveals={"yes": [{"component": "input", "name": "Bad name"}]}
    )
    assert "Bad name" in errors(made)


def test_two_questions_cannot_share_a_name() -> None:
    assert "2 questions" in errors(pattern(pages=[{"title": "x", "components": [POSTCODE, POSTCODE]}]))


def test_a_setting_cannot_share_a_name_with_an_answer() -> None:
    assert "rename one" in errors(pattern(settings={"postcode": "x"}))
    assert "name of a setting" in errors(pattern(settings={"Bad Name": "x"}))


def test_advice_does_not_stop_publishing() -> None:
    made = load(
        as_bytes(summary="", licence="CC-BY-NC-4.0", pages=[{"title": "x", "components": [question(why="")]}])
    )
    said = advice(made)
    assert "Say why “Number of bins” is asked" in said
    assert "CC-BY-NC-4.0" in said
    assert publishable(made)


def test_half_a_translation_is_advice() -> None:
    assert "have no Welsh yet" in advice(pattern(cy={"title": "Bloc"}))


def test_a_service_names_blocks_and_answers_that_exist() -> None:
    service = pattern(
        slug="whole",
        kind="service",
        pages=[],
        parts=[{"ref": "a-block"}, {"ref": "gone"}, {"ref": "a-block", "when": "fee > 3"}],
    )
    said = " ".join(problem.text for problem in service_problems(service, {"a-block": pattern()}))
    assert "no pattern “gone”" in said
    assert "asks for “fee”" in said


def test_a_service_condition_must_be_readable_and_not_name_itself() -> None:
    made = pattern(
        slug="whole", kind="service", pages=[], parts=[{"ref": "whole", "when": "__import__('os')"}]
    )
    assert "no condition that can be read" in errors(made)
    assert "part of itself" in errors(made)
