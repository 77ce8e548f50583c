"""A list of questions becomes a pattern of pages."""

from __future__ import annotations

import pytest

from bpmn.patterns import dump, load, problems, questions
from importers.errors import ImportRefused, NotATable
from importers.question_list import read, read_form
from tests.importers.walking import examined, walked

LIST = """page,question,type,hint,options,next,why,law
Your bin,Which bin was missed?,radios,As on the lid,Refuse; Recycling; Food,,To send the right van,An Act
,Was it out on time?,yes/no,,,end if no,,
About you,What is your name?,name,,,,,
,What is your email address? (optional),email,,,,,
,When was it due?,date,,,,,
,Anything else?,colour,,,,,
"""


def test_questions_pages_types_and_reasons_are_carried_over() -> None:
    pattern = read(LIST, "Report a missed bin").result
    assert pattern.slug == "report-a-missed-bin"
    assert [page.title for page in pattern.pages] == ["Your bin", "About you"]
    found = {question.name: question for question in questions(pattern)}
    first = found["which_bin_was_missed"]
    assert first.choices == (("refuse", "Refuse"), ("recycling", "Recycling"), ("food", "Food"))
    assert first.component.why == "To send the right van"
    assert first.component.law == "An Act"
    assert found["was_it_out_on_time"].choices == (("yes", "Yes"), ("no", "No"))
    assert {"first_name", "last_name"} <= set(found)
    email = found["what_is_your_email_address_optional"]
    assert (email.component.check, email.required) == ("email", False)
    assert found["when_was_it_due"].component.component == "date-input"


def test_what_cannot_be_carried_over_is_said() -> None:
    notes = " ".join(read(LIST).notes)
    assert "end if no" in notes
    assert "colour" in notes


def test_the_pattern_is_a_good_one_but_for_what_only_its_owner_can_say() -> None:
    pattern = read(LIST, "Report a missed bin", owner="northmoor-example").result
    assert {p.where for p in problems(pattern) if p.severity == "error"} == {"need", "reviewed"}
    assert load(dump(pattern)) == pattern


def test_a_bare_list_of_questions_is_enough() -> None:
    pattern = read("What is your postcode?\nWhat is your postcode?\n1st choice\n").result
    assert [q.name for q in questions(pattern)] == [
        "what_is_your_postcode",
        "what_is_your_postcode_2",
        "answer_1st_choice",
    ]


@pytest.mark.parametrize("data", ["", b"\x89PNG\r\n\x1a\n\x00", "question,type\n"])
def test_what_is_no_list_is_refused(data: bytes | str) -> None:
    with pytest.raises(ImportRefused):
        read(data)


def test_a_list_without_questions_is_refused() -> None:
    with pytest.raises(NotATable, match="asks anything"):
        read("page,question\nOne,\n")


FORM = """page,question,type,options,next
Your road,Is it a council road?,yes/no,,end: Ask the owner if no
Your request,What do you want?,,Lower a kerb;Raise a kerb;Ask something,go to 4 if raise a kerb; check if Ask something
Your drive,How wide is it?,number,,
Your name,What is your name?,name,,
"""


@pytest.mark.parametrize(
    ("road", "request_", "seen"),
    [
        ("no", "lower-a-kerb", ["Your road", "Ask the owner"]),
        (
            "yes",
            "lower-a-kerb",
            ["Your road", "Your request", "Your drive", "Your name", "Check your answers"],
        ),
        ("yes", "raise-a-kerb", ["Your road", "Your request", "Your name", "Check your answers"]),
        ("yes", "ask-something", ["Your road", "Your request", "Check your answers"]),
    ],
)
def test_a_list_is_walked_as_its_next_column_says(road: str, request_: str, seen: list[str]) -> None:
    draft = read_form(FORM, "Kerbs").result
    steps = walked(draft, {"is_it_a_council_road": road, "what_do_you_want": request_})
    assert steps[: len(seen)] == seen
    assert steps[-1] == ("Ask the owner" if road == "no" else "Form sent")


def test_the_process_of_a_list_is_sound_and_says_what_it_lost() -> None:
    found = examined(read_form(FORM).result)
    assert [one.text for one in found.findings if one.severity != "advice"] == []
    assert found.soundness.is_sound
    apart = read_form("question\nColour?\nSize?\n").result
    assert walked(apart, {}) == ["Colour?", "Size?", "Check your answers", "Form sent", "Form sent"]
    lost = read_form("question,next\nColour?,Nowhere if blue\nSize?,page 9\n")
    assert [note for note in lost.notes if "not understood" in note] == [
        "Row 2: “Nowhere if blue” was not understood, so that way on was left out.",
        "Row 3: “page 9” was not understood, so that way on was left out.",
    ]
