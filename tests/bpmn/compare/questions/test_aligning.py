"""Which questions ask for the same thing, and what is said of those that do."""

from __future__ import annotations

import pytest

from bpmn.compare.questions import Asked, align_questions
from tests.bpmn.compare.questions.asking import YES_NO, ask, pairs

ADDRESS = tuple(
    ask(title, page=1, page_title="What is your address?")
    for title in ("Address line 1", "Address line 2 (optional)", "Town or city", "Postcode")
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Email address", "E-mail"),
        ("Phone number", "Mobile"),
        ("Phone number", "Daytime telephone number"),
        ("First name", "Forename(s)"),
        ("Last name", "Surname"),
        ("What is your date of birth?", "DOB"),
        ("Registration number", "What is the vehicle's number plate?"),
        ("Post code", "Please enter your postcode"),
        ("National Insurance number", "NI number"),
    ],
)
def test_what_nearly_every_form_asks_is_known_in_other_words(ours: str, theirs: str) -> None:
    (row,) = align_questions([ask(ours)], [ask(theirs)])
    assert row.how == "other words"


def test_two_details_of_one_sort_are_not_taken_for_each_other() -> None:
    rows = align_questions([ask("Email address"), ask("Phone number")], [ask("Telephone"), ask("Email")])
    assert pairs(rows) == {(("Email address",), ("Email",)), (("Phone number",), ("Telephone",))}
    rows = align_questions([ask("First name")], [ask("Last name")])
    assert {row.how for row in rows} == {"only A", "only B"}


def test_a_detail_of_somebody_else_is_another_question() -> None:
    rows = align_questions([ask("Phone number")], [ask("Landlord's phone number", check="phone")])
    assert [row.how for row in rows] == ["only B", "only A"]


def test_the_lines_of_an_address_stand_beside_the_one_box_for_it() -> None:
    box = ask("Home address", "long text")
    (row,) = align_questions(ADDRESS, [box])
    assert row.a == ADDRESS
    assert row.b == (box,)
    assert row.pairing is not None
    assert row.pairing.by == "parts"


def test_lines_stand_beside_lines_one_by_one() -> None:
    theirs = [ask("House number or name", page=3), ask("Town", page=3), ask("Postcode", page=3)]
    assert pairs(align_questions(ADDRESS, theirs)) == {
        (("Address line 1",), ("House number or name",)),
        (("Town or city",), ("Town",)),
        (("Postcode",), ("Postcode",)),
    }


def test_a_postcode_alone_is_a_line_and_no_address() -> None:
    rows = align_questions([ask("Your address", "long text")], [ask("Postcode")])
    assert {row.how for row in rows} == {"only A", "only B"}


def test_two_measures_stand_beside_the_question_that_asks_for_both() -> None:
    ours = [ask("Depth in metres", "number"), ask("Width in metres", "number")]
    rows = align_questions(ours, [ask("Depth and width in metres")])
    assert pairs(rows) == {(("Depth in metres", "Width in metres"), ("Depth and width in metres",))}


def test_a_part_beside_it_joins_what_asks_for_both() -> None:
    rows = align_questions([ask("Make and model")], [ask("Vehicle make"), ask("Vehicle model")])
    assert pairs(rows) == {(("Make and model",), ("Vehicle make", "Vehicle model"))}


def test_one_answer_name_ties_questions_in_other_words_but_not_two_files() -> None:
    ours, theirs = ask("Was it out by 6am?", key="out_on_time"), ask("On the kerb early?", key="out_on_time")
    assert align_questions([ours], [theirs])[0].how == "other words"
    bill = ask("Upload your council tax bill", "upload", key="evidence", evidence=True)
    consent = ask("Upload the owner's consent", "upload", key="evidence", evidence=True)
    assert {row.how for row in align_questions([bill], [consent])} == {"only A", "only B"}


def test_a_name_that_says_nothing_ties_nothing() -> None:
    rows = align_questions([ask("Colour of the car", key="q1")], [ask("Number of pets", key="q1")])
    assert {row.how for row in rows} == {"only A", "only B"}


def test_choices_that_have_nothing_in_common_part_like_words() -> None:
    ours = ask("What do you want to do?", "choice", choices=("Cancel it", "Move it to another day"))
    theirs = ask("How do you want to pay?", "choice", choices=("Card", "Direct Debit", "Invoice"))
    assert {row.how for row in align_questions([ours], [theirs])} == {"only A", "only B"}


def test_which_one_and_how_many_are_two_questions() -> None:
    ours = ask("Which bin was missed?", "choice", choices=("Refuse", "Recycling"))
    rows = align_questions([ours], [ask("How many bins?", "number")])
    assert {row.how for row in rows} == {"only A", "only B"}


def test_what_differs_about_a_question_both_ask() -> None:
    ours = ask(
        "Which bin was missed?",
        "choice",
        choices=("Refuse", "Recycling", "Food waste"),
        required=True,
        law="Environmental Protection Act 1990, section 45",
        kept_for="1 year",
        welsh=True,
    )
    theirs = ask(
        "Which bin was missed?", "choice", choices=("Recycling", "Refuse", "Garden waste"), kept_for="2 years"
    )
    (row,) = align_questions([ours], [theirs])
    assert row.how == "both"
    assert {one.about: (one.a, one.b) for one in row.differs} == {
        "required": ("must be answered", "can be left out"),
        "choices": ("Food waste", "Garden waste"),
        "law": ("Environmental Protection Act 1990, section 45", "not said"),
        "kept for": ("1 year", "2 years"),
        "Welsh": ("also in Welsh", "not in Welsh"),
    }


def test_who_is_asked_is_compared_only_where_both_know() -> None:
    some, unknown = ask("Email", sometimes=True), ask("Email", sometimes=None)
    assert align_questions([some], [unknown])[0].differs == ()
    assert [one.about for one in align_questions([some], [ask("Email")])[0].differs] == ["sometimes"]


def test_a_proof_and_a_question_about_it_are_told_apart() -> None:
    ours = ask("Proof of address", "upload", evidence=True)
    theirs = ask("Proof of address", "yes or no", choices=YES_NO)
    (row,) = align_questions([ours], [theirs])
    assert {one.about for one in row.differs} == {"answer", "evidence"}


def test_rows_follow_a_and_a_question_of_b_stands_where_b_asks_it() -> None:
    ours = [ask("First name"), ask("Email"), ask("How many bins?", "number")]
    theirs = [ask("Colour of your car"), ask("First name"), ask("Shoe size", "number"), ask("Email")]
    rows = align_questions(ours, theirs)
    assert [(row.a or row.b)[0].title for row in rows] == [
        "Colour of your car",
        "First name",
        "Shoe size",
        "Email",
        "How many bins?",
    ]


def test_strict_takes_fewer_than_generous() -> None:
    ours = [ask("Number of things to take away", "number"), ask("Describe each item", "long text")]
    theirs = [ask("How many items?", "number"), ask("What are they?", "long text")]
    counts = [
        len(pairs(align_questions(ours, theirs, setting=setting)))
        for setting in ("strict", "default", "generous")
    ]
    assert counts == sorted(counts)


def test_nothing_is_asked_on_one_side() -> None:
    assert [row.how for row in align_questions([ask("Email")], [])] == ["only A"]
    assert align_questions([], []) == ()


def test_long_lists_are_aligned_in_time_by_their_words() -> None:
    def many(start: int) -> list[Asked]:
        return [ask(f"Question about thing {number}", key=f"k{start + number}") for number in range(1000)]

    rows = align_questions(many(0), many(5000)[::-1])
    assert len(pairs(rows)) == 1000
    assert {row.how for row in rows} == {"both"}
