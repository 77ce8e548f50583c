"""What is not said, or said otherwise, since the drawing does not bear it out. Each of these was once said wrongly
of two examples."""

from __future__ import annotations

import pytest

from bpmn.compare import Comparison, Match, compare
from bpmn.compare.bywords import WordMeaning
from bpmn.compare.compared import Compared
from bpmn.compare.facts import NO_FACTS
from bpmn.compare.likeness import likeness
from bpmn.compare.meaning import Meaning
from bpmn.compare.near import near_matches
from bpmn.compare.people import People
from bpmn.compare.relations import relations
from bpmn.compare.sentences import speak
from bpmn.compare.sentences.only import only_statements
from bpmn.compare.steps import is_step, side
from bpmn.model import Diagram
from bpmn.patterns import Component, Page, Pattern
from bpmn.patterns.record import Verb
from tests.drawing import draw

WORDS: Meaning = WordMeaning()


def page(slug: str, *components: Component, verb: Verb = "ask", document: str = "") -> Pattern:
    settings = {"document": document} if document else {}
    pages = (Page("You", components=components),)
    return Pattern(slug, "pages", title=slug.capitalize(), verb=verb, pages=pages, settings=settings)


PROOF = Component("file-upload", "proof", {"label": {"text": "Upload your {{document}}"}})
FITS = Component("radios", "fits", {"fieldset": {"legend": {"text": "Does this apply to you?"}}})
PATTERNS = {
    "proof": page("proof", PROOF, document="council tax bill"),
    "check": page("check", FITS),
    "name": page("name", Component("input", "name", {"label": {"text": "Your name"}})),
    "letter": Pattern("letter", "letter", title="Letter"),
    "appointment": page("appointment", verb="choose"),
}


def said(a: str, b: str, kind: str) -> list[str]:
    return [one.text for one in _same_keys(draw(a), draw(b)).statements if one.kind == kind]


def _same_keys(a: Diagram, b: Diagram) -> Comparison:
    """Steps of equal keys matched, no others."""
    here, there = ({n.key for n in diagram.nodes if is_step(n)} for diagram in (a, b))
    alone = [Match((key,), ()) for key in here - there] + [Match((), (key,)) for key in there - here]
    both = [Match((key,), (key,)) for key in sorted(here & there)]
    return compare(a, b, confirmed=both, rejected=alone, patterns=PATTERNS)


POOLS = """
    pool Resident "Resident" part=resident {{
      start R1 "Needs it"
      userTask R2 "Apply" pattern=name
      race R3
      catch R4 "Answer" message
      catch R5 "{timer}" timer={long}
      end R6 "Has it"
      end R7 "Gives up"
      R1 -> R2 -> R3
      R3 -> R4
      R3 -> R5
      R4 -> R6
      R5 -> R7
    }}
    pool Council "Council" {{
      lane Team "Team" part=back-office {{
        start C1 "Application" message
        task C2 "Check the letter"{check}
        sendTask C3 "Send the answer"
        end C4 "Answered"
        C1 -> C2 -> C3 -> C4
      }}
    }}
    R2 ~> C1 : Application
    C3 ~> R4 : Answer
"""


def pools(timer: str = "28 days", long: str = "P28D", check: str = "") -> str:
    return POOLS.format(timer=timer, long=long, check=check)


def test_it_is_the_resident_who_waits_for_the_council() -> None:
    assert said(pools(), pools("12 weeks", "P84D"), "wait") == [
        "In A the resident waits up to 28 days for 'Answer', in B up to 84 days."
    ]


def test_of_other_waits_too_it_is_told_who_waits() -> None:
    other = pools().replace('catch R5 "28 days" timer=P28D', 'catch R8 "28 days" timer=P30D')
    other = other.replace("R5", "R8")

    assert said(pools(), other, "time") == [
        "In A the resident waits up to 28 days for 'Answer'; in B the resident waits up to 30 days ('28 days') "
        "for 'Answer'."
    ]


def test_a_moment_drawn_as_a_length_of_time_is_told_by_its_name() -> None:
    wait = """
        start S
        race W
        catch C "Cancelled" message
        catch T "{name}" timer={long}
        S -> W
        W -> C
        W -> T
    """
    text = said(wait.format(name="Day before", long="P1D"), wait.format(name="2 days", long="P2D"), "wait")

    assert text == ["A waits up to 1 day for 'Cancelled', B up to 2 days."]
    alone = wait.format(name="Day before", long="P1D").replace("T ", "U ").replace("-> T", "-> U")
    assert said(alone, wait.format(name="2 days", long="P2D"), "time") == [
        "A waits up to 1 day ('Day before') for 'Cancelled'; B waits up to 2 days for 'Cancelled'."
    ]


def test_a_letter_in_the_councils_lane_is_a_contact() -> None:
    drawn = said(pools(check=" pattern=letter"), pools(check=""), "touchpoint")

    assert drawn == [
        "The resident is involved at 3 points in A (1 question, no proofs) and at 2 points in B "
        "(1 question, no proofs)."
    ]


def test_a_letter_that_a_message_event_sends_is_one_contact() -> None:
    drawn = pools(check=" pattern=letter").replace(
        'sendTask C3 "Send the answer"', 'throw C3 "Answer sent" message'
    )
    plain = drawn.replace(" pattern=letter", "")

    assert said(drawn, plain, "touchpoint") == []


def test_a_page_that_staff_may_fill_in_is_no_contact_of_its_own() -> None:
    drawn = said(pools(check=" pattern=check"), pools(), "touchpoint")

    assert drawn == [
        "The resident is involved at 2 points in A (2 questions, no proofs) and at 2 points in B "
        "(1 question, no proofs)."
    ]
    assert said(pools(check=" pattern=check"), pools(), "question") == [
        "Only A asks: 'Does this apply to you?' (at 'Check the letter')."
    ]


def test_a_proof_is_not_named_by_the_patterns_usual_document() -> None:
    with_proof = pools().replace("pattern=name", "pattern=proof")
    assert with_proof != pools()

    assert said(with_proof, pools(), "evidence") == ["Only A asks for proof: 'Proof' (at 'Apply')."]


def test_never_is_not_said_of_a_contact_that_the_council_repeats() -> None:
    again = pools().replace("R4 -> R6", 'xor R9 "Fair?"\n R4 -> R9\n R9 -> R6 : Yes\n R9 -> R2 : No')
    again = again.replace("C3 -> C4", "C3 -> C2")
    never = pools()
    assert any("never in B" in text for text in said(again, never, "touchpoint"))

    meeting = never.replace(
        "C1 -> C2 -> C3 -> C4",
        'xor C5 "Enough?"\n C1 -> C2 -> C5\n C5 -> C2 : No\n C5 -> C3 : Yes\n C3 -> C4',
    )
    for pattern in ("appointment", "check"):
        met = meeting.replace('"Check the letter"', f'"Check the letter" pattern={pattern}')
        assert not any("never in B" in text for text in said(again, met, "touchpoint"))


def test_what_staff_find_out_in_their_own_step_is_no_rule() -> None:
    drawn = """
        pool Resident "Resident" part=resident {{
          userTask R "Apply" pattern={asked}
        }}
        pool Council "Council" {{
          lane Team "Team" part=back-office {{
            start S "Application" message
            task T "Look at it"{judged}
            xor G "Fits?"
            end Y "Allowed"
            end N "Refused"
            S -> T -> G
            G -> Y : Yes [fits == "yes"]
            G -> N : No
          }}
        }}
        R ~> S : Application
    """
    by_rule = drawn.format(asked="check", judged="")
    by_staff = drawn.format(asked="name", judged=" pattern=check")

    assert said(by_rule, by_staff, "decides") == ["'Fits?' is decided by a rule in A and by Team in B."]


def test_never_both_is_not_said_where_a_message_leads_from_one_to_the_other() -> None:
    drawn = """
        pool Resident "Resident" {{
          start R1 "Waits"
          race R2
          catch R3 "Granted" message
          task R4 "Pay"
          catch R5 "Refused" message
          task R6 "Appeal"
          end R7 "Done"
          R1 -> R2
          R2 -> R3
          R2 -> R5
          R3 -> R4 -> R7
          R5 -> R6 {then}
        }}
        pool Council "Council" {{
          start C1 "Case"
          xor C2 "Grant?"
          sendTask C3 "Grant"
          sendTask C4 "Refuse"
          catch C5 "Appeal comes" message
          {late} C6 "Grant after all"
          C1 -> C2
          C2 -> C3 : Yes
          C2 -> C4 : No
          C4 -> C5 -> C6
        }}
        C3 ~> R3 : Grant
        C4 ~> R5 : Refusal
        R6 ~> C5 : Appeal
        {message}
    """
    both = drawn.format(then="-> R4", late="task", message="")
    never = drawn.format(then="-> R7", late="task", message="")
    lost = drawn.format(then="-> R7", late="sendTask", message="C6 ~> R3 : Grant")

    assert said(never, both, "exclusive") != []
    assert said(lost, both, "exclusive") == []


def test_a_step_cut_short_by_the_limit_that_leads_on_still_binds() -> None:
    drawn = """
        start S
        xor G "Fee due?"
        task P "Charge the fee"
        {boundary}
        task Z "Drop the order"
        end E "Over"
        task F "Deliver"
        S -> G
        G -> P : Yes
        G -> F : No
        {flows}
        Z -> E
        F -> E
    """
    limit = drawn.format(boundary='boundary B "30 days" on=P timer=P30D', flows="P -> F\n B -> Z")
    asked = drawn.format(boundary='xor H "Paid?"', flows="P -> H\n H -> Z : No\n H -> F : Yes")

    assert [text for text in said(asked, limit, "optional") if "need not" in text] == []


def test_always_follows_is_set_only_against_following_in_some_cases() -> None:
    drawn = """
        start S
        xor G "First?"
        catch X "Answer" message
        task Y "Ring"
        end E "Over"
        S -> G
    """
    after = drawn + "G -> X : Yes\n G -> E : No\n X -> Y -> E"
    before = drawn + "G -> Y : Yes\n G -> X : Second\n G -> E : No\n Y -> X -> E"

    assert not any("always follows" in text for text in said(after, before, "optional"))


def test_a_second_step_of_a_shared_name_is_told_as_another() -> None:
    one = 'start S\n task A "Appeal"\n task Z "Decide"\n S -> A -> Z'
    two = 'start S\n task A "Appeal"\n catch B "Appeal" message\n task Z "Decide"\n S -> A -> B -> Z'

    assert said(one, two, "only") == ["Only B has another 'Appeal', after 'Appeal'."]


ORDERED = 'start S "Asked"\n task X "Take the report"\n task Y "Send a crew"\n S -> {} -> {}'


@pytest.mark.parametrize(("score", "told"), [(0.5, False), (0.58, False), (0.7, True)])
def test_order_is_told_of_sure_matches_only(score: float, told: bool) -> None:
    a, b = side(draw(ORDERED.format("X", "Y"))), side(draw(ORDERED.format("Y", "X")))
    matches = (Match(("X",), ("X",), score, "context"), Match(("Y",), ("Y",), 0.9, "meaning"))
    speech = speak(Compared(a, b, matches, NO_FACTS, NO_FACTS, WORDS), relations(a), relations(b))

    kinds = {one.kind for one in (*speech.summary, *speech.details)}
    assert ("order" in kinds) is told


@pytest.mark.parametrize("name", ["", ":", "Bank"])
def test_a_pool_that_both_write_to_is_the_same_whatever_its_name(name: str) -> None:
    drawn = """
        pool Council "Council" {{
          task A "{what}"
        }}
        pool Other "{name}"
        A ~> Other : Letter
    """

    assert said(drawn.format(name=name, what="Ask"), drawn.format(name=name, what="Enquire"), "message") == []


def test_what_was_nearly_matched_is_named_beside_what_only_one_side_has() -> None:
    a = side(draw('start S "Asked"\n task X "Take the items"\n end E "Items taken"\n S -> X -> E'))
    b = side(draw('start S "Asked"\n task X "Take the items"\n end F "Collected"\n S -> X -> F'))
    matches = (Match(("S",), ("S",)), Match(("X",), ("X",)))
    near = near_matches(a, b, matches, likeness(a, b, WORDS))

    assert near == (("E", "F"),)
    compared = Compared(a, b, matches, NO_FACTS, NO_FACTS, WORDS, near=near)
    assert [one.text for one in only_statements(compared)] == [
        "Only A has 'Items taken', after 'Take the items'; 'Collected' in B may be the same.",
        "Only B has 'Collected', after 'Take the items'; 'Items taken' in A may be the same.",
    ]


def test_what_a_person_rejected_is_not_named_as_perhaps_the_same() -> None:
    a = side(draw('start S "Asked"\n end E "Items taken"\n S -> E'))
    b = side(draw('start S "Asked"\n end F "Collected"\n S -> F'))
    rejected = Match(("E",), ("F",))
    people = People.of(a, b, (), (rejected,))

    assert near_matches(a, b, (), likeness(a, b, WORDS)) != ()
    assert ("E", "F") not in near_matches(a, b, (), likeness(a, b, WORDS), people)


def test_a_person_works_in_a_system_and_a_service_task_is_done_by_one() -> None:
    drawn = """
        pool Council "Council" {{
          lane Team "Team" part=back-office {{
            start S
            {team} W "Work out the fee"
          }}
          lane Online "Online account" part=system {{
            {online}
            end E "Done"
          }}
          {flow} -> E
        }}
    """
    ours = drawn.format(team="task", online="", flow="S -> W")
    for kind, because in (
        ("userTask", "'Pay online' is done in a system in B."),
        ("serviceTask", "A system does 'Pay online' in B."),
    ):
        theirs = drawn.format(team="task", online=f'{kind} P "Pay online"', flow="S -> W -> P")
        told = [one.because for one in _same_keys(draw(ours), draw(theirs)).statements if one.kind == "only"]
        assert told == [because]


def test_a_proof_that_a_law_asks_for_is_named_alike_in_its_reason() -> None:
    law = Component("file-upload", "proof", PROOF.params, law="Badges Act 2000")
    patterns = {**PATTERNS, "proof": page("proof", law, document="council tax bill")}
    with_proof, without = draw(pools().replace("pattern=name", "pattern=proof")), draw(pools())

    found = [
        one for one in compare(with_proof, without, patterns=patterns).statements if one.kind == "evidence"
    ]
    assert [(one.reason, one.because) for one in found] == [
        ("law", "'Proof' is asked under a law: 'Badges Act 2000'.")
    ]
