"""What a pattern asks, for walking and for comparing."""

from __future__ import annotations

from bpmn.patterns import answer_names, evidence_requests, expand, questions
from tests.bpmn.patterns.making import YES_NO, one_question, pattern, question


def test_questions_come_in_order_with_titles_and_choices() -> None:
    made = one_question(
        "radios",
        params={
            "items": [*YES_NO, {"divider": "or"}],
            "fieldset": {"legend": {"text": "At least {{days}} days?"}},
        },
        reveals={"yes": [question("file-upload", name="proof")]},
    )
    first, second = questions(
        pattern(
            settings={"days": 3},
            pages=[
                {
                    "title": "P",
                    "components": [
                        {"component": "inset-text", "params": {"text": "x"}},
                        {
                            "component": "radios",
                            "name": "it",
                            "params": dict(made.pages[0].components[0].params),
                            "reveals": {"yes": [question("file-upload", name="proof")]},
                        },
                    ],
                }
            ],
        )
    )
    assert first.title == "At least 3 days?"
    assert first.choices == (("yes", "Yes"), ("no", "No"))
    assert (second.name, second.when, second.evidence) == ("proof", ("it", "yes"), True)


def test_a_question_without_words_is_named_by_its_page() -> None:
    made = one_question(params={"label": {}})
    assert questions(made)[0].title == "A page"


def test_evidence_is_an_upload_or_a_question_marked_so() -> None:
    page = {
        "title": "x",
        "components": [
            question("file-upload", name="a"),
            question(name="b", evidence=True),
            question(name="c"),
        ],
    }
    made = pattern(pages=[page])
    assert [asked.name for asked in evidence_requests(made)] == ["a", "b"]
    assert answer_names(made) == ("a", "b", "c")


def test_a_service_opens_into_its_blocks_with_its_own_settings() -> None:
    block = pattern(settings={"fee": 40, "days": 5})
    service = pattern(
        slug="whole",
        kind="service",
        pages=[],
        settings={"fee": 10, "other": 1},
        parts=[{"ref": "a-block"}, {"ref": "gone"}, {"ref": "whole"}],
    )
    (opened,) = expand(service, {"a-block": block, "whole": service})
    assert opened.settings == {"fee": 10, "days": 5}
    assert expand(block, {}) == (block,)
