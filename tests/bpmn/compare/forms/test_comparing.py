"""What is said of two forms."""

from __future__ import annotations

import pytest

from bpmn.compare.forms import FormComparison, compare_forms, form_of
from bpmn.patterns import from_json
from tests.bpmn.compare.forms.making import (
    BIN,
    DECISION,
    EMAIL,
    PHOTO,
    PROOF,
    SCRIPT,
    letter,
    pages,
    question,
    service,
)


def said(found: FormComparison, kind: str = "") -> list[str]:
    return [one.text for one in found.statements if not kind or one.kind == kind]


def test_the_same_service_twice_says_the_same() -> None:
    form = service("Missed bin", pages("report", BIN, EMAIL), DECISION)
    found = compare_forms(form, service("Missed bin", pages("report", BIN, EMAIL), DECISION))
    assert found.same
    assert found.similarity == 1.0
    assert found.statements == ()


def test_the_same_questions_under_other_slugs_and_owners_are_the_same() -> None:
    one = service("Missed bin", pages("report", BIN, title="Your bin"), council="Northmoor (fictional)")
    two = service("Missed bin", pages("tell-us", BIN, title="Your bin"), council="Eastlea (fictional)")
    assert compare_forms(one, two).same


def test_one_word_more_in_a_letter_is_not_the_same() -> None:
    one = service("Missed bin", letter("decision", "We decided."))
    two = service("Missed bin", letter("decision", "We have decided."))
    assert not compare_forms(one, two).same


def test_how_much_is_asked_and_which_proofs() -> None:
    one = service("A", pages("report", BIN, PROOF, PHOTO))
    two = service("B", pages("report", BIN, PROOF))
    found = compare_forms(one, two)
    assert said(found) == [
        "A asks 3 questions on 1 page, 2 of them for a proof; B asks 2 questions on 1 page, 1 of them for a proof.",
        "Both ask for proof of address; only A asks for a photo of the bin.",
    ]
    (evidence,) = [one for one in found.statements if one.kind == "evidence"]
    assert (evidence.a, evidence.b) == (("photo",), ())
    assert {one.key: (one.a, one.b) for one in found.figures}["proofs"] == (2, 1)


def test_a_proof_in_other_words_is_named_in_both() -> None:
    one = service("A", pages("report", PROOF, PHOTO))
    two = service("B", pages("report", question("Proof of your address", "proof_b", "file-upload")))
    assert said(compare_forms(one, two), "evidence") == [
        "Both ask for proof of address (in B: proof of your address); only A asks for a photo of the bin."
    ]


def test_questions_of_one_side_are_named_and_many_of_one_page_as_the_page() -> None:
    vehicle = pages(
        "vehicle", *(question(text) for text in ("Engine size", "Colour", "Tyres")), title="Your vehicle"
    )
    one = service("A", pages("report", BIN, EMAIL), vehicle)
    found = compare_forms(one, service("B", pages("report", BIN)))
    assert "Only A asks 'Email address' and 'Your vehicle' (3 questions)." in said(found, "question")


def test_what_must_be_answered_and_what_is_offered() -> None:
    other = question("Which bin was missed?", "bin_type", "radios", choices=["Refuse", "Garden waste"])
    one = service("A", pages("report", BIN, {**EMAIL, "required": False}))
    two = service("B", pages("report", other, EMAIL))
    assert said(compare_forms(one, two), "question") == [
        "B does not let people leave out 'Email address'; A does.",
        "For 'Which bin was missed?' only A offers 'Food waste'; only B offers 'Garden waste'.",
    ]


def test_promised_days_and_fees_come_from_settings_and_from_plain_text() -> None:
    pay = pages("pay", title="Pay £{{fee}}", settings={"fee": 45})
    plain = pages("pay", title="Pay £33")
    slow = letter("decision", "You will hear from us within fourteen or 14 working days.")
    one, two = service("A", pay, DECISION), service("B", plain, slow)
    found = compare_forms(one, two)
    assert said(found, "fee") == ["A asks for £45, B for £33."]
    (time,) = said(found, "time")
    assert time.startswith("In 'Decision' A says 'You will hear from us within 10 working days'; B says ")
    assert "14 working days" in time


def test_the_same_amount_in_another_spelling_does_not_differ() -> None:
    one = service("A", letter("decision", "You have two weeks to appeal. It costs £1,000.00."))
    two = service("B", letter("decision", "You have 2 weeks to appeal. It costs £1000."))
    found = compare_forms(one, two)
    assert [row.same for row in found.promises] == [True, True]
    assert said(found, "time") == said(found, "fee") == []


def test_ways_in_without_the_web_and_letters() -> None:
    one = service("A", pages("report", BIN), SCRIPT, DECISION)
    two = service(
        "B", pages("report", BIN), letter("decision", DECISION.body, "email", settings={"days": 10})
    )
    assert said(compare_forms(one, two), "channel") == [
        "Only A has a phone script for people who do not use the web; B has pages only.",
        "'Decision' is a letter in A and an e-mail in B.",
    ]


def test_laws_reasons_and_how_long_answers_are_kept() -> None:
    law = "Environmental Protection Act 1990"
    ours = {**BIN, "law": law, "why": "To send the right lorry.", "kept_for": "one year"}
    theirs = {**BIN, "law": "Localism Act 2011", "kept_for": "six years"}
    found = compare_forms(
        service("A", pages("report", ours, {**EMAIL, "why": "To reply."})),
        service("B", pages("report", theirs, EMAIL)),
    )
    assert said(found, "law") == [
        f"For 'Which bin was missed?' A names the law '{law}', B 'Localism Act 2011'.",
        "The answer to 'Which bin was missed?' is kept 'one year' in A and 'six years' in B.",
        "A gives a reason for all its 2 questions, B for none of its 2.",
    ]


def test_law_is_suggested_as_the_reason_where_every_question_of_a_sentence_names_one() -> None:
    law = "Environmental Protection Act 1990"
    form = service("A", pages("report", {**BIN, "law": law}, EMAIL))
    (told,) = [
        one for one in compare_forms(form, service("B", pages("report", EMAIL))).statements if one.reason
    ]
    assert told.text == "Only A asks 'Which bin was missed?'."
    assert (told.reason, told.because) == ("law", f"A names '{law}' as the law.")
    found = compare_forms(form, service("B", pages("other", question("Shoe size"))))
    assert all(one.reason is None for one in found.statements)


def test_welsh_on_one_side() -> None:
    cy = {"pages": [{"components": [{"params": {"label": {"text": "Cyfeiriad e-bost"}}}]}]}
    found = compare_forms(service("A", pages("report", EMAIL, cy=cy)), service("B", pages("report", EMAIL)))
    assert said(found) == ["Only A has its questions in Welsh."]


def test_councils_are_called_by_their_names() -> None:
    one = service("Missed bin", pages("report", BIN, EMAIL), council="Northmoor Borough Council (example)")
    two = service("Missed bin", pages("report", BIN), council="Eastlea District Council (example)")
    assert "Only Northmoor asks 'Email address'." in said(compare_forms(one, two))


def test_two_of_different_services_say_so() -> None:
    one = service("A", pages("report", BIN))
    two = service("B", pages("taxi", question("How many years have you held a licence?", check="number")))
    assert "they may be of different services" in said(compare_forms(one, two), "scope")[0]


def test_what_only_some_people_are_asked_is_known_of_a_service_alone() -> None:
    block = pages("report", EMAIL)
    some = service("A", block, when={"report": 'bin == "yes"'})
    (row,) = compare_forms(some, service("B", block)).questions
    assert [one.about for one in row.differs] == ["sometimes"]
    (row,) = compare_forms(some, form_of(block, {})).questions
    assert row.differs == ()


def test_staff_answer_questions_of_their_own() -> None:
    check = pages("check", question("Is the log clear?"), audience="staff")
    found = compare_forms(
        service("A", pages("report", BIN), check), service("B", pages("report", BIN), check)
    )
    assert [row.a[0].title for row in found.questions] == ["Which bin was missed?"]
    assert [row.a[0].title for row in found.staff] == ["Is the log clear?"]


def test_a_part_that_cannot_be_read_is_said_and_nothing_is_claimed_of_it() -> None:
    whole = from_json(
        {"slug": "w", "kind": "service", "title": "W", "parts": [{"ref": "report"}, {"ref": "secret"}]}
    )
    ours = form_of(whole, {"report": pages("report", BIN)})
    found = compare_forms(
        ours, service("B", pages("report", BIN, EMAIL, PROOF), pages("pay", title="Pay £5"), DECISION)
    )
    assert any("'secret'" in limit for limit in found.limits)
    assert "Only B asks 'Email address', as far as A's pages are known." in said(found)
    assert "Only B asks for a proof: proof of address, as far as A's pages are known." in said(found)
    assert said(found, "fee") == said(found, "channel") == []


def test_a_list_of_questions_is_not_blamed_for_what_it_cannot_hold() -> None:
    found = compare_forms(
        service("A", pages("report", {**BIN, "why": "To send the right lorry."}), SCRIPT, DECISION),
        form_of(pages("list", BIN), {}),
    )
    assert said(found) == []
    assert any("B is one set of pages and no whole service" in limit for limit in found.limits)
    assert any("B does not say why it asks" in limit for limit in found.limits)


def test_a_form_beside_itself_in_a_circle_ends() -> None:
    whole = from_json({"slug": "w", "kind": "service", "title": "W", "parts": [{"ref": "w"}]})
    assert form_of(whole, {"w": whole}).questions == ()


@pytest.mark.parametrize("text", ["x" * 5000, "", "地址在哪里", "{{nothing}}", "<script>alert(1)</script>"])
def test_strange_texts_are_compared(text: str) -> None:
    one, two = service("A", pages("report", question(text or " ", "q"))), service("B", pages("report", BIN))
    found = compare_forms(one, two)
    assert found.similarity is not None
    assert all(len(line) < 600 for line in said(found))


def test_a_form_without_questions_has_no_similarity() -> None:
    assert compare_forms(service("A", DECISION), service("B", SCRIPT)).similarity is None


def test_a_very_long_form_is_cut_and_says_so() -> None:
    blocks = [
        pages(f"b{part}", *(question(f"Question {part} {number}") for number in range(300)))
        for part in range(4)
    ]
    found = compare_forms(service("A", *blocks), service("B", pages("report", BIN)))
    assert len(found.a.questions) == 1000
    assert any("only its first 1,000 questions" in limit for limit in found.limits)
