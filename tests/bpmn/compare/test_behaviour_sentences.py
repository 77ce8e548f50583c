"""What is said of steps beside each other: the words, the grouping, and what is left unsaid."""

from __future__ import annotations

from bpmn.compare import Comparison, Facts, Match, compare
from bpmn.compare.steps import is_step
from bpmn.model import Diagram
from tests.drawing import draw

COUNCILS = Facts("Northmoor Borough Council"), Facts("Eastlea District Council")


def told(a: str, b: str, named: bool = False) -> list[str]:
    return [said.text for said in matched(draw(a), draw(b), named).statements]


def matched(a: Diagram, b: Diagram, named: bool) -> Comparison:
    """Steps of equal keys matched."""
    here, there = ({n.key for n in diagram.nodes if is_step(n)} for diagram in (a, b))
    facts = COUNCILS if named else (Facts(), Facts())
    return compare(
        a,
        b,
        confirmed=[Match((key,), (key,)) for key in sorted(here & there)],
        facts_a=facts[0],
        facts_b=facts[1],
    )


BRANCHES = """
    start S
    task A "Take the report"
    {one} G
    task B "Send a crew"
    task C "Write a letter"
    task D "Ring the resident"
    {one} J
    end E "Case closed"
    S -> A -> G
    G -> B -> J
    G -> C -> D -> J
    J -> E
"""
ROW = """
    start S
    task A "Take the report"
    task B "Send a crew"
    task C "Write a letter"
    task D "Ring the resident"
    end E "Case closed"
    S -> A -> B -> C -> D -> E
"""


def test_never_both_is_said_of_one_step_and_all_it_excludes() -> None:
    assert told(BRANCHES.format(one="xor"), ROW, named=True)[:2] == [
        "'Write a letter', 'Ring the resident' and 'Send a crew' happen only in some cases in Northmoor, "
        "always in Eastlea.",
        "'Send a crew' never happens in the same case as any of 'Write a letter' and 'Ring the resident' "
        "in Northmoor; in Eastlea it can.",
    ]


def test_at_the_same_time_is_said_of_one_step_and_all_it_runs_beside() -> None:
    assert told(ROW, BRANCHES.format(one="and")) == [
        "'Send a crew' can be done at the same time as 'Write a letter' and 'Ring the resident' in B, "
        "only before or after them in A."
    ]


def test_branches_of_a_decision_against_a_fork() -> None:
    assert told(BRANCHES.format(one="xor"), BRANCHES.format(one="and"))[1] == (
        "'Send a crew' never happens in the same case as any of 'Write a letter' and 'Ring the resident' "
        "in A; in B it can."
    )


def test_a_decision_drawn_as_inclusive_is_no_other_order() -> None:
    assert [text for text in told(ROW, BRANCHES.format(one="or")) if "comes" in text] == []


LOOP = """
    start S
    task A "Check the papers"
    task B "Ask for more"
    xor G "Complete?"
    end E "Checked"
    S -> {first} -> {second} -> G
    G -> {first} : No
    G -> E : Yes
"""


def test_in_a_loop_what_comes_first_is_said() -> None:
    a, b = LOOP.format(first="A", second="B"), LOOP.format(first="B", second="A")

    assert told(a, b) == ["'Check the papers' first comes before 'Ask for more' in A and after it in B."]


def test_an_answer_that_always_leads_to_a_step() -> None:
    drawn = """
        start S
        task A "Inspect the kerb"
        xor G "Built well?"
        task B "Ask to put it right"
        xor J
        end E "In use"
        S -> A -> G
        G -> B : No
        G -> J : Yes
        B -> J -> E
    """
    looser = drawn.replace("G -> B : No", 'xor H "Minor?"\n G -> H : No\n H -> B : No\n H -> J : Yes')

    assert told(drawn, looser) == [
        "When the answer to 'Built well?' is 'No', 'Ask to put it right' always follows in A, "
        "only in some cases in B."
    ]


def test_a_step_that_another_never_happens_without() -> None:
    drawn = """
        start S
        xor G "Complex?"
        task A "Ask an expert"
        task B "Decide the hard case"
        task C "Decide"
        end E "Decided"
        S -> G
        G -> A : Yes
        A -> B -> E
        G -> C : No
        C -> E
    """
    other = drawn.replace("G -> A : Yes", 'xor H "Free today?"\n G -> H : Yes\n H -> A : Yes\n H -> B : No')

    assert told(drawn, other) == [
        "'Decide the hard case' only happens after 'Ask an expert' in A; in B it need not."
    ]


POOLS = """
    pool Council "Council" {
      start S
      task A "Take the order"
      sendTask B "Send the job sheet"
      catch C "Job done" message
      task D "Close the order"
      S -> A -> B -> C -> D
    }
    pool Haulier "Haulier" part=contractor {
      start H1 "Job sheet" message
      task H2 "Collect the items"
      sendTask H3 "Report back"
      H1 -> H2 -> H3
    }
    B ~> H1 : Job sheet
    H3 ~> C : Done
"""


def test_only_one_side_writes_to_somebody() -> None:
    both = POOLS.replace("B ~> H1", "A ~> Bank : Payment\n B ~> H1") + '    pool Bank "Bank"\n'

    assert told(both, POOLS) == [
        "Work changes hands between 3 pairs of steps in A (Council to Bank, Council to Haulier and Haulier to Council) "
        "and between 2 pairs of steps in B (Council to Haulier and Haulier to Council).",
        "Only A writes to Bank ('Payment').",
    ]


def test_order_across_pools_comes_from_the_messages_only() -> None:
    apart = POOLS.replace("    B ~> H1 : Job sheet\n    H3 ~> C : Done\n", "")
    assert apart != POOLS

    kinds = {said.kind for said in matched(draw(POOLS), draw(apart), named=False).statements}
    assert kinds <= {"handover", "only"}, (
        "besides the work that changes hands, only that messages are not drawn"
    )


def test_a_sub_process_is_not_set_against_the_steps_in_it() -> None:
    nested = """
        start S
        sub P "Decide" {
          task A "Read the file"
          task B "Weigh it up"
          A -> B
        }
        task C "Write the letter"
        S -> P -> C
    """
    turned = nested.replace("A -> B", "B -> A")

    assert told(nested, turned) == ["'Read the file' comes before 'Weigh it up' in A and after it in B."]


def test_a_statutory_time_is_said() -> None:
    comparison = compare(
        draw(ROW), draw(ROW), facts_a=Facts(statutory_days=40), facts_b=Facts(statutory_days="12 weeks")
    )

    assert [said.text for said in comparison.statements] == [
        "A law gives A 40 working days, B 12 weeks, as both have written down."
    ]
