"""Counts beside each other, suggested reasons, channels, facts under other names."""

from __future__ import annotations

from bpmn.compare import Comparison, Facts, Statement, compare
from bpmn.patterns import Component, Page, Pattern
from tests.bpmn.compare.examples import EAST, NORTH
from tests.drawing import draw


def figure(comparison: Comparison, name: str) -> tuple[object, object]:
    [found] = [one for one in comparison.figures if one.name == name]
    return found.a, found.b


def said(comparison: Comparison, key: str) -> Statement:
    [found] = [one for one in comparison.statements if one.key == key]
    return found


def test_counts_stand_beside_each_other() -> None:
    comparison = compare(draw(NORTH), draw(EAST))

    assert figure(comparison, "Steps") == (5, 3)
    assert figure(comparison, "Roles") == (4, 3)
    assert figure(comparison, "Handovers between teams") == (2, 1)
    assert figure(comparison, "Handovers between organisations") == (1, 1)
    assert figure(comparison, "Waits and limits") == (1, 0)
    assert figure(comparison, "Decisions by discretion") == (2, 1)
    assert figure(comparison, "Questions") == (None, None)
    assert figure(comparison, "Refusal") == ("drawn", "drawn")


def test_facts_stand_beside_each_other_numbers_as_numbers() -> None:
    ours = Facts(promised_days=10, statutory_days="8 weeks", fee=0, legal_basis="Highways Act 1980")
    theirs = Facts(promised_days="5 working days", fee="£33 a year", appeal="Within 28 days")
    comparison = compare(draw(NORTH), draw(EAST), facts_a=ours, facts_b=theirs)

    assert figure(comparison, "Promised days") == (10, 5)
    assert figure(comparison, "Statutory days") == ("8 weeks", None)
    assert figure(comparison, "Fee") == ("Free", "£33 a year")
    assert figure(comparison, "Legal basis") == ("Highways Act 1980", None)
    assert figure(comparison, "Appeal")[1] == "Within 28 days"


def test_facts_under_the_names_of_a_library_are_found() -> None:
    facts = Facts.from_mapping(
        {
            "fee_refundable": "No",
            "reporting_window": "48 hours",
            "channels": ["online", "phone"],
            "promised_days": 3,
            "somebody_elses": "fact",
            "assisted": 7,
        }
    )

    assert facts == Facts(
        refunds="fee refundable: No",
        eligibility="reporting window: 48 hours",
        channels="online, phone",
        promised_days=3,
    )


def test_what_a_law_sets_and_what_a_council_promises_have_those_reasons() -> None:
    ours, theirs = Facts(promised_days=10, statutory_days=40), Facts(promised_days=20, statutory_days=56)
    comparison = compare(draw(NORTH), draw(NORTH.replace("P2D", "P3D")), facts_a=ours, facts_b=theirs)

    assert said(comparison, "time-statutory").reason == "law"
    assert said(comparison, "time-promised").reason == "policy"
    assert said(comparison, "time-promised").size == 0.5


def test_the_legal_basis_is_a_reason_only_for_what_it_speaks_of() -> None:
    ours = Facts(fee=10, legal_basis="Badges Regulations 2000, regulation 6 (fee)")
    comparison = compare(draw(NORTH), draw(NORTH.replace("P2D", "P3D")), facts_a=ours, facts_b=Facts(fee=20))

    assert said(comparison, "fee-amount").reason == "law"
    assert "regulation 6 (fee)" in said(comparison, "fee-amount").because
    [wait] = [one for one in comparison.statements if one.kind == "wait"]
    assert wait.reason == "contract"
    assert wait.because == "A contractor does 'Empty the bin' in A."


def test_a_question_asked_under_a_law_says_so() -> None:
    def form(*components: Component) -> Pattern:
        return Pattern(
            "missed-bin-report", "pages", title="Report", pages=(Page("Report", components=components),)
        )

    plain = Component("input", "street", {"label": {"text": "Which street?"}})
    lawful = Component("input", "badge", {"label": {"text": "Badge number?"}}, law="Care Act 2014")
    a, b = draw(NORTH), draw(NORTH.replace("missed-bin-report", "other-report"))
    comparison = compare(
        a, b, patterns={"missed-bin-report": form(plain, lawful), "other-report": form(plain)}
    )

    [asked] = [one for one in comparison.statements if one.kind == "question"]
    assert asked.text == "Only A asks: 'Badge number?'."
    assert asked.reason == "law"
    assert asked.because == "'Badge number?' is asked under a law: 'Care Act 2014'."
    assert figure(comparison, "Questions") == (2, 1)


def test_nothing_suggests_a_reason_where_nothing_tells() -> None:
    comparison = compare(
        draw(NORTH),
        draw(
            NORTH.replace("C1 -> C2 -> G1", "C1 -> G1").replace(
                'userTask C2 "Check the report is in time"', ""
            )
        ),
    )

    [only] = [one for one in comparison.statements if one.kind == "only"]
    assert (only.reason, only.because) == (None, "")


PHONED = """
    pool Resident "Resident" {
      start R1 "Wants a slot"
      task R2 "Phone the contact centre"
      task R3 "Help the resident apply"
      R1 -> R2 -> R3
    }
    pool Council "Council" {
      start C1 "Asked" message
      task C2 "Book the slot"
      C1 -> C2
    }
    R2 ~> C1 : Call
"""


def test_a_channel_and_help_that_only_one_side_draws() -> None:
    other = (
        PHONED.replace("Phone the contact centre", "Apply online")
        .replace('      task R3 "Help the resident apply"\n', "")
        .replace("R2 -> R3", "R2")
        .replace(": Call", ": Application")
    )
    comparison = compare(draw(PHONED), draw(other))

    channels = [one.text for one in comparison.statements if one.kind == "channel"]
    assert channels == [
        "Only A names contact by phone ('Phone the contact centre').",
        "Only B names contact online ('Apply online').",
        "Only A draws help for people who cannot do it alone ('Help the resident apply').",
    ]
    assert figure(comparison, "Channels") == ("By phone", "Online")
    assert figure(comparison, "Assisted route") == ("drawn", None)


def test_two_legal_bases_are_said_side_by_side() -> None:
    comparison = compare(
        draw(NORTH),
        draw(NORTH),
        facts_a=Facts(legal_basis="Highways Act 1980"),
        facts_b=Facts(legal_basis="Local Act 1972"),
    )

    assert [one.text for one in comparison.statements] == [
        "A names 'Highways Act 1980' as its legal basis, B 'Local Act 1972'."
    ]
    assert comparison.statements[0].reason == "law"


def test_a_key_stays_when_a_limit_changes_again() -> None:
    first, second = (
        compare(draw(NORTH), draw(NORTH.replace("P2D", time))).statements for time in ("P3D", "P9D")
    )

    assert [one.key for one in first] == [one.key for one in second]
    assert [one.text for one in first] != [one.text for one in second]
