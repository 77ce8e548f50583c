"""The register of questions: each once, whoever asks it and however they word it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare import WordMeaning
from bpmn.compare.questions import Asked, register

WORDS = WordMeaning()
NAME = Asked("name", "What is your full name?", "text", why="To write to you")
PHONE = Asked("phone", "Telephone number", "text", page=1, why="To ring you", law="None")
MOBILE = Asked("tel", "What is your phone number?", "text", page=1, used_by="The contact centre")
FIRST = Asked("first", "First name", "text")
LAST = Asked("last", "Last name", "text")
PROOF = Asked("proof", "Upload a photo of the damage", "upload", evidence=True, page=2, look_up="No")
BINS = Asked("bins", "How many bins do you have?", "number", page=2, look_up="Yes, from our records")


def test_one_question_in_other_words_stands_once_with_both_wordings() -> None:
    entries = register([(NAME, PHONE), (MOBILE, PROOF), (BINS,)], WORDS)
    phone = next(entry for entry in entries if entry.forms == (0, 1))
    assert {one.title for one in phone.questions} == {PHONE.title, MOBILE.title}
    assert phone.said("why") == (("To ring you", (0,)),)
    assert phone.silent("why") == (1,)
    assert phone.said("used_by") == (("The contact centre", (1,)),)
    assert phone.likeness < 1
    assert [entry.evidence for entry in entries].count(True) == 1
    assert len(entries) == 4


def test_parts_of_a_whole_stand_together_and_nothing_else_of_one_form_does() -> None:
    entries = register([(FIRST, LAST), (NAME,)], WORDS)
    (entry,) = entries
    assert [len(found) for _, found in entry.asked] == [2, 1]
    twins = register([(PHONE, replace(PHONE, key="other", title="Mobile number")), (MOBILE,)], WORDS)
    assert sorted(len(entry.forms) for entry in twins) == [1, 2]


def test_nothing_and_one_form_alone() -> None:
    assert register([], WORDS) == ()
    assert [entry.title for entry in register([(NAME, PROOF)], WORDS)] == [NAME.title, PROOF.title]


def test_so_many_forms_and_questions_and_no_more() -> None:
    many = [
        tuple(replace(BINS, key=f"q{n}", title=f"Question {n} about {form}") for n in range(90))
        for form in range(30)
    ]
    entries = register(many, WORDS)
    assert max(form for entry in entries for form in entry.forms) < 25
    assert sum(len(found) for entry in entries for _, found in entry.asked) <= 1_500


POOL = (NAME, PHONE, MOBILE, FIRST, LAST, PROOF, BINS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(POOL), unique=True, max_size=5), min_size=2, max_size=4), st.integers()
)
def test_every_question_stands_once_and_the_order_of_councils_changes_nothing(
    forms: list[list[Asked]], seed: int
) -> None:
    entries = register(forms, WORDS)
    stood = [(form, one.key) for entry in entries for form, found in entry.asked for one in found]
    assert sorted(stood) == sorted((form, one.key) for form, asked in enumerate(forms) for one in asked)
    order = list(range(len(forms)))
    Random(seed).shuffle(order)
    turned = register([forms[place] for place in order], WORDS)
    back = [{(order[form], one.key) for form, found in entry.asked for one in found} for entry in turned]
    here = [{(form, one.key) for form, found in entry.asked for one in found} for entry in entries]
    assert len(back) == len(here)
    if len(set(map(tuple, forms))) == len(forms):
        assert sorted(map(sorted, back)) == sorted(map(sorted, here))
