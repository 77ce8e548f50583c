"""Answers carried from one council's questions to another's."""

from __future__ import annotations

from bpmn.compare import WordMeaning
from bpmn.compare.questions.carried import carried, same_questions
from tests.bpmn.data_used.test_data_used import choice, pattern, text

OURS = pattern(
    "ours", text("phone", "Phone number"), choice("bin", "Which bin was missed?", "refuse", "garden")
)
THEIRS = pattern(
    "theirs",
    text("telephone", "Phone number"),
    choice("container", "Which bin was missed?", "refuse", "food"),
)


def test_answers_go_to_the_question_that_asks_the_same_under_its_own_name() -> None:
    same = same_questions([OURS], [THEIRS], WordMeaning())
    assert carried({"phone": "01632 960 001", "bin": "refuse"}, same) == {
        "telephone": "01632 960 001",
        "container": "refuse",
    }


def test_a_choice_that_is_not_offered_does_not_go_across() -> None:
    same = same_questions([OURS], [THEIRS], WordMeaning())
    assert carried({"bin": "garden"}, same) == {}


def test_seen_from_the_other_side_it_is_the_mirror_image() -> None:
    there = same_questions([OURS], [THEIRS], WordMeaning())
    back = same_questions([THEIRS], [OURS], WordMeaning())
    assert {one.mirrored() for one in back} == set(there)


def test_an_answer_of_another_kind_is_not_carried() -> None:
    typed = pattern("typed", text("bin", "Which bin was missed?"))
    assert same_questions([OURS], [typed], WordMeaning()) == ()
