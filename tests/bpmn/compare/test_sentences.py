"""One change to a small drawing, and the sentence it brings."""

from __future__ import annotations

from collections import Counter

import pytest

from bpmn.compare import Comparison, Facts, compare
from bpmn.compare.results import TOPICS
from bpmn.compare.sentences.all import RANK
from bpmn.patterns import Component, Page, Pattern
from tests.bpmn.compare.examples import EAST, NORTH
from tests.drawing import draw

PERMIT = """
    pool Resident "Resident" {
      start R1 "Wants a permit"
      userTask R2 "Apply for the permit" pattern=permit-form
      end R3 "Applied"
      R1 -> R2 -> R3
    }
    pool Council "Council" {
      lane Front "Customer services" part=front-office {
        start C1 "Application received" message
        task C2 "Check the application"
        task C3 "Check the vehicle record"
      }
      lane Back "Parking team" part=back-office {
        xor G1 "Entitled?"
        task C4 "Assess the proof"
        sendTask C5 "Ask the resident to pay"
        catch C6 "Payment received" message
        task C7 "Post the permit"
        end C8 "Permit posted"
        end C9 "Permit refused"
        end C10 "Application lapsed"
        race W1
        catch W2 "Not paid" timer=P60D
      }
      C1 -> C2 -> C3 -> C4 -> G1
      G1 -> C5 : yes
      G1 -> C9 : no
      C5 -> W1
      W1 -> C6
      W1 -> W2
      W2 -> C10
      C6 -> C7 -> C8
    }
    R2 ~> C1 : Application
"""


def changed(*changes: tuple[str, str], drawing: str = PERMIT) -> Comparison:
    """The drawing compared with itself after the changes."""
    other = drawing
    for old, new in changes:
        assert old in other, old
        other = other.replace(old, new)
    return compare(draw(drawing), draw(other))


def texts(comparison: Comparison, kind: str) -> list[str]:
    return [said.text for said in comparison.statements if said.kind == kind]


def test_two_steps_swapped() -> None:
    comparison = changed(("C1 -> C2 -> C3 -> C4 -> G1", "C1 -> C3 -> C2 -> C4 -> G1"))

    assert texts(comparison, "order") == [
        "'Check the application' comes before 'Check the vehicle record' in A and after it in B."
    ]
    assert [said.kind for said in comparison.statements] == ["order"]
    [said] = comparison.statements
    assert (said.a, said.b) == (("C2", "C3"), ("C2", "C3"))


def test_one_step_moved_past_two_is_said_once() -> None:
    comparison = changed(
        ("C1 -> C2 -> C3 -> C4 -> G1", "C1 -> C4 -> C2 -> C3 -> G1"),
    )

    assert texts(comparison, "order") == [
        "'Assess the proof' comes after 'Check the application' and 'Check the vehicle record' in A "
        "and before them in B."
    ]


def test_a_step_dropped() -> None:
    comparison = changed(('        task C3 "Check the vehicle record"\n', ""), ("C2 -> C3 -> C4", "C2 -> C4"))

    assert texts(comparison, "only") == [
        "Only A has 'Check the vehicle record', after 'Check the application'."
    ]
    assert [said.kind for said in comparison.statements] == ["only"]
    assert comparison.only_a == ("C3",)


def test_a_step_made_optional() -> None:
    comparison = changed(
        ("C2 -> C3 -> C4 -> G1", "C2 -> G0\n xor G0 \n G0 -> C3 : car\n G0 -> C4 : none\n C3 -> C4 -> G1")
    )

    assert texts(comparison, "optional") == [
        "'Check the vehicle record' always happens in A, only in some cases in B."
    ]


def test_two_steps_side_by_side_are_still_always_done() -> None:
    comparison = changed(
        ("C1 -> C2 -> C3 -> C4", "and S1\n and S2\n C1 -> S1\n S1 -> C2 -> S2\n S1 -> C3 -> S2\n S2 -> C4")
    )

    assert texts(comparison, "optional") == []
    assert texts(comparison, "order") == []


def test_a_step_that_can_be_repeated() -> None:
    comparison = changed(("G1 -> C9 : no", "G1 -> C9 : no\n G1 -> C4 : ask again"))

    assert texts(comparison, "repeated") == ["'Assess the proof' can be repeated in B, not in A."]


def test_a_step_moved_to_another_lane() -> None:
    comparison = changed(
        ('        task C3 "Check the vehicle record"\n', ""),
        (
            '        xor G1 "Entitled?"',
            '        task C3 "Check the vehicle record"\n        xor G1 "Entitled?"',
        ),
    )

    assert texts(comparison, "role") == [
        "'Check the vehicle record' is done by Customer services in A and by Parking team in B."
    ]
    assert [said.kind for said in comparison.statements] == ["role"]
    assert [row.how for row in comparison.rows if row.a[0].key == "C3"] == ["moved to other role"]


def test_another_name_for_the_same_people_is_no_difference() -> None:
    comparison = changed(('"Customer services"', '"Contact centre"'))

    assert comparison.statements == ()
    assert comparison.similarity < 1


def test_a_changed_limit() -> None:
    comparison = changed(("timer=P60D", "timer=P14D"))

    assert texts(comparison, "wait") == ["A waits up to 60 days for 'Payment received', B up to 14 days."]
    assert {said.kind for said in comparison.statements} == {"wait"}


@pytest.mark.parametrize(("first", "second"), [("P2D", "PT48H"), ("P7D", "P1W"), ("PT2H", "P0Y0M0DT2H0M0S")])
def test_the_same_time_written_otherwise_is_no_difference(first: str, second: str) -> None:
    ours, theirs = (draw(PERMIT.replace("P60D", time)) for time in (first, second))

    assert compare(ours, theirs).statements == ()


def test_somebody_else_decides() -> None:
    comparison = changed(
        ('        xor G1 "Entitled?"\n', ""),
        (
            '        task C2 "Check the application"',
            '        xor G1 "Entitled?"\n        task C2 "Check the application"',
        ),
    )

    assert texts(comparison, "decides") == [
        "'Entitled?' is decided by Parking team in A and by Customer services in B."
    ]


def test_a_rule_over_the_residents_answers_decides() -> None:
    form = Pattern(
        "permit-form",
        "pages",
        title="Permit form",
        pages=(
            Page("Vehicle", components=(Component("input", "vehicles", {"label": {"text": "How many?"}}),)),
        ),
    )
    ours = draw(PERMIT)
    theirs = draw(PERMIT.replace("G1 -> C5 : yes", "G1 -> C5 : yes [vehicles < 3]"))

    said = compare(ours, theirs, patterns={form.slug: form})

    assert texts(said, "decides") == ["'Entitled?' is decided by Parking team in A and by a rule in B."]


def test_questions_and_proofs_that_only_one_asks() -> None:
    def pattern(*components: Component) -> dict[str, Pattern]:
        return {
            "permit-form": Pattern(
                "permit-form", "pages", title="Form", pages=(Page("You", components=components),)
            )
        }

    name = Component("input", "name", {"label": {"text": "Your name"}})
    proof = Component("file-upload", "proof", {"label": {"text": "Upload a bill"}})
    both = {
        **pattern(name),
        "long-form": Pattern("long-form", "pages", title="Long", pages=(Page("", components=(name, proof)),)),
    }

    comparison = compare(draw(PERMIT), draw(PERMIT.replace("permit-form", "long-form")), patterns=both)

    assert texts(comparison, "touchpoint") == [
        "The resident is involved at 2 points in A (1 question, no proofs) and at 2 points in B (2 questions, 1 proof)."
    ]
    assert texts(comparison, "evidence") == ["Only B asks for proof: 'Upload a bill'."]


def test_one_handover_more() -> None:
    comparison = changed(
        ('        task C7 "Post the permit"\n', ""),
        (
            '        task C3 "Check the vehicle record"',
            '        task C3 "Check the vehicle record"\n        task C7 "Post the permit"',
        ),
    )

    assert texts(comparison, "handover") == [
        "Work changes hands between 1 pair of steps in A (Customer services to Parking team) "
        "and between 2 pairs of steps in B (Customer services to Parking team and Parking team to Customer services)."
    ]


def test_another_place_to_end() -> None:
    comparison = changed(('"Permit posted"', '"Car towed away"'))

    assert texts(comparison, "scope") == ["A ends at 'Permit posted', B at 'Car towed away'."]


def test_one_outcome_less() -> None:
    comparison = changed(
        ('        end C9 "Permit refused"\n', ""),
        ("      G1 -> C9 : no\n", ""),
        ('        end C10 "Application lapsed"\n', ""),
        ("      W2 -> C10\n", "      W2 -> C5\n"),
    )

    assert texts(comparison, "outcome") == ["Only A can end in a refusal ('Permit refused')."]


def test_facts_about_time_fee_and_scope_are_said_by_the_councils_names() -> None:
    ours = Facts("Northmoor Borough Council (example)", ends="Permit posted", promised_days=10, fee=33)
    theirs = Facts(
        "Eastlea District Council (example)",
        ends="Car towed away",
        promised_days="5 working days",
        fee="£50 a year",
    )

    comparison = compare(draw(PERMIT), draw(PERMIT.replace("P60D", "P61D")), facts_a=ours, facts_b=theirs)

    assert [said.text for said in comparison.summary] == [
        "Northmoor ends at 'Permit posted', Eastlea at 'Car towed away'.",
        "Northmoor promises 10 working days, Eastlea 5 working days.",
        "Northmoor waits up to 60 days for 'Payment received', Eastlea up to 61 days.",
        "Northmoor charges £33, Eastlea £50 a year.",
    ]


def test_paying_before_or_after_the_decision() -> None:
    before = """
        task P "Pay the fee"
        xor G "Allowed?"
        end Y "Licence granted"
        end N "Refused"
        P -> G
        G -> Y : yes
        G -> N : no
    """
    after = """
        xor G "Allowed?"
        task P "Pay the fee"
        end Y "Licence granted"
        end N "Refused"
        G -> P : yes
        P -> Y
        G -> N : no
    """

    assert texts(compare(draw(before), draw(after)), "fee") == [
        "A takes payment before the decision, B after it."
    ]


def test_nothing_is_said_to_be_missing_that_may_be_there_in_other_words() -> None:
    comparison = changed(('"Post the permit"', '"Post the permit and refund the deposit"'))
    other = changed(
        ('"Refund £5"', '"Give £5 back"'), drawing=PERMIT.replace("Check the application", "Refund £5")
    )

    assert texts(comparison, "fee") == ["Only B draws a refund ('Post the permit and refund the deposit')."]
    assert texts(other, "fee") == []


def test_the_summary_is_in_the_managers_order_and_short() -> None:
    comparison = compare(draw(NORTH), draw(EAST), facts_a=Facts(fee=5), facts_b=Facts(fee=6))

    topics = [said.topic for said in comparison.summary]
    assert topics == sorted(topics, key=TOPICS.index)
    assert max(Counter(topics).values()) <= 4
    assert {said.topic for said in comparison.details if said.kind in RANK} <= {None}


def test_every_statement_points_at_elements_of_its_diagram() -> None:
    ours, theirs = draw(NORTH), draw(EAST)
    for said in compare(ours, theirs).statements:
        assert set(said.a) <= set(ours.node_by_key)
        assert set(said.b) <= set(theirs.node_by_key)
        assert said.text.endswith(".")


def test_the_json_is_the_contracts() -> None:
    document = compare(draw(NORTH), draw(EAST)).to_json()

    assert set(document) == {
        "similarity",
        "matches",
        "only_a",
        "only_b",
        "suggestions",
        "statements",
        "largest",
        "figures",
        "behaviour",
        "same_flow",
    }
    assert set(document["matches"][0]) == {"a", "b", "score", "by"}
    said = document["statements"][0]
    assert set(said) == {"kind", "text", "a", "b", "topic", "key", "reason", "because"}
    assert set(document["largest"]) <= {one["key"] for one in document["statements"]}
    assert document["behaviour"] in ("decided", "not decided")


def test_where_behaviour_cannot_be_looked_through_that_is_said() -> None:
    loose = PERMIT.replace(
        'task C3 "Check the vehicle record"', 'adHoc C3 "Check records" {\n task X "See"\n }'
    )

    assert compare(draw(loose), draw(PERMIT)).behaviour == "not decided"
    assert compare(draw(PERMIT.replace("xor G1", "or G1")), draw(PERMIT)).behaviour == "decided"
