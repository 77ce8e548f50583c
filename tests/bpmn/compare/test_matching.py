"""Which steps are found to be the same work."""

from __future__ import annotations

import pytest

from bpmn.compare import Match, compare
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.drawing import draw


def pairs(matches: tuple[Match, ...]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(match.a, match.b) for match in matches}


def test_other_words_for_the_same_step_are_matched() -> None:
    found = pairs(compare(draw(NORTH), draw(EAST)).matches)

    assert (("R2",), ("H2",)) in found
    assert (("C6",), ("E3",)) in found
    assert (("C7",), ("E4",)) in found
    assert (("C1",), ("E1",)) in found


def test_a_coarse_step_is_matched_to_two_fine_ones() -> None:
    comparison = compare(draw(NORTH), draw(EAST))

    assert (("C2", "C3"), ("E2",)) in pairs(comparison.matches) or (("C3",), ("E2",)) in pairs(
        comparison.matches
    )


def test_two_neighbouring_fine_steps_of_one_role_form_a_group() -> None:
    fine = draw("""
        start S "Application received"
        task A "Check the application"
        task B "Book an inspection"
        end E "Done"
        S -> A -> B -> E
    """)
    coarse = draw("""
        start S "Application arrives"
        task X "Check the application and book a visit"
        end E "Finished"
        S -> X -> E
    """)

    assert (("A", "B"), ("X",)) in pairs(compare(fine, coarse).matches)
    assert (("X",), ("A", "B")) in pairs(compare(coarse, fine).matches)


def test_equal_ids_mean_nothing() -> None:
    ours = draw('task A "Check the crew log"\ntask B "Send the letter"\nA -> B')
    theirs = draw('task B "Check the crew log"\ntask A "Send the letter"\nB -> A')

    assert pairs(compare(ours, theirs).matches) == {(("A",), ("B",)), (("B",), ("A",))}


def test_unrelated_processes_have_no_forced_matches_and_it_says_so() -> None:
    comparison = compare(draw(NORTH), draw(TAXES))

    assert comparison.matches == ()
    assert not comparison.related
    assert comparison.similarity == 0
    assert [said.kind for said in comparison.summary] == ["scope"]
    assert "no step in common" in comparison.summary[0].text


def test_an_attached_pattern_carries_a_match_that_words_do_not() -> None:
    ours = draw('task A "Where do you live?" pattern=address\ntask B "Pay" \nA -> B')
    theirs = draw('task X "Property lookup" pattern=address\ntask Y "Pay" \nX -> Y')

    assert (("A",), ("X",)) in pairs(compare(ours, theirs).matches)


def test_the_same_work_in_another_role_or_kind_is_still_the_same_work() -> None:
    ours = draw("""
        pool P "Council" {
          lane L "Contact centre" part=front-office {
            sendTask A "Send the decision letter"
          }
        }
    """)
    theirs = draw("""
        pool P "Council" {
          lane L "Contractor" part=contractor {
            task X "Post decision letter"
          }
        }
    """)

    comparison = compare(ours, theirs)

    assert pairs(comparison.matches) == {(("A",), ("X",))}
    assert comparison.rows[0].how == "moved to other role"


def test_opposite_decisions_are_not_the_same_step() -> None:
    ours = draw('task A "Approve the permit"')
    theirs = draw('task X "Refuse the permit"\ntask Y "Grant the permit"')

    assert pairs(compare(ours, theirs).matches) == {(("A",), ("Y",))}


def test_what_a_person_confirmed_is_kept_and_what_they_rejected_is_not_proposed_again() -> None:
    ours, theirs = draw(NORTH), draw(EAST)

    confirmed = compare(ours, theirs, confirmed=[Match(("C4",), ("E3",))])
    rejected = compare(ours, theirs, rejected=[Match(("C6",), ("E3",))])

    [kept] = [match for match in confirmed.matches if match.by == "confirmed"]
    assert (kept.a, kept.b, kept.score) == (("C4",), ("E3",), 1.0)
    assert confirmed.suggestions["C4"][0] == ("E3", 1.0)
    assert all("E3" not in match.b for match in confirmed.matches if match is not kept)
    assert (("C6",), ("E3",)) not in pairs(rejected.matches)
    assert "E3" not in dict(rejected.suggestions["C6"])


def test_a_step_said_to_have_no_partner_stays_alone() -> None:
    comparison = compare(draw(NORTH), draw(EAST), rejected=[Match(("C6",), ())])

    assert "C6" in comparison.only_a


def test_confirming_what_is_not_there_changes_nothing() -> None:
    plain = compare(draw(NORTH), draw(EAST))

    assert compare(draw(NORTH), draw(EAST), confirmed=[Match(("gone",), ("E3",))]).matches == plain.matches


def test_every_step_of_a_has_up_to_five_ranked_suggestions() -> None:
    ours = draw(NORTH)
    comparison = compare(ours, draw(EAST))

    steps = {node.key for node in ours.nodes if node.is_activity or (node.is_event and node.name)}
    assert set(comparison.suggestions) == steps
    for partners in comparison.suggestions.values():
        scores = [score for _, score in partners]
        assert len(partners) <= 5
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("narrow", "wide"), [("strict", "default"), ("default", "generous")])
def test_a_wider_setting_finds_no_fewer_partners(narrow: str, wide: str) -> None:
    few = compare(draw(NORTH), draw(EAST), setting=narrow)  # type: ignore[arg-type]
    many = compare(draw(NORTH), draw(EAST), setting=wide)  # type: ignore[arg-type]

    assert len(few.only_a) >= len(many.only_a)
    assert (few.setting, many.setting) == (narrow, wide)
