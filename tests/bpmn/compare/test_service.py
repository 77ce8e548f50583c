"""What people confirmed between other councils of a service is used for the next comparison."""

from __future__ import annotations

from itertools import combinations

import pytest

from bpmn.compare import KnownPair, Match, compare
from bpmn.model import Diagram
from tests.drawing import draw

WORDINGS = {
    "check": ("Check the form", "Tick it off", "Formal vetting", "Eyeball papers"),
    "visit": ("Visit the street", "Kerb survey", "Go and look", "Site inspection"),
    "fee": ("Take the fee", "Collect charges", "Cash up", "Money in"),
    "build": ("Build the crossing", "Lower it", "Groundworks", "Dig and pave"),
}


def council(number: int) -> Diagram:
    steps = "\n".join(f'task {name.upper()} "{words[number]}"' for name, words in WORDINGS.items())
    order = " -> ".join(name.upper() for name in WORDINGS)
    return draw(f'start S "Wish {number}"\n{steps}\nS -> {order}')


def confirmed(a: Diagram, b: Diagram) -> KnownPair:
    return KnownPair(a, b, tuple(Match((name.upper(),), (name.upper(),)) for name in WORDINGS))


def right(matches: tuple[Match, ...]) -> int:
    return sum(match.a == match.b for match in matches if match.a[0].casefold() in WORDINGS)


def test_steps_matched_with_the_same_step_of_a_third_council_are_matched_as_confirmed() -> None:
    ours, between, theirs = council(0), council(1), council(2)
    known = [confirmed(ours, between), confirmed(between, theirs)]

    matches = compare(ours, theirs, known=known).matches

    assert right(matches) == len(WORDINGS)
    assert {match.by for match in matches if match.a[0] != "S"} == {"confirmed"}


def test_one_word_about_each_of_the_two_is_enough_for_a_bridge() -> None:
    ours, between, theirs = council(0), council(1), council(2)
    known = [
        KnownPair(ours, between, (Match(("BUILD",), ("BUILD",)),)),
        KnownPair(between, theirs, (Match(("BUILD",), ("BUILD",)),)),
    ]

    there, back = compare(ours, theirs, known=known), compare(theirs, ours, known=known)

    assert Match(("BUILD",), ("BUILD",)) in [Match(m.a, m.b) for m in there.matches if m.by == "confirmed"]
    assert {match.mirrored() for match in there.matches} == set(back.matches)
    assert Match(("BUILD",), ("BUILD",)) not in [Match(m.a, m.b) for m in compare(ours, theirs).matches]


def test_nobody_is_bridged_by_what_was_taken_apart() -> None:
    ours, between, theirs = council(0), council(1), council(2)
    apart = KnownPair(between, theirs, (), tuple(Match((n.upper(),), (n.upper(),)) for n in WORDINGS))

    matches = compare(ours, theirs, known=[confirmed(ours, between), apart]).matches

    assert not any(match.by == "confirmed" for match in matches)


def test_a_new_council_profits_from_wordings_that_others_matched() -> None:
    """Nobody has matched the new council with anybody; one of its wordings stands in another council's diagram."""
    others = [council(number) for number in range(3)]
    new = draw('start S "Begin"\ntask A "Money in today"\ntask B "Groundworks done"\nS -> A -> B')
    pairs = [confirmed(a, b) for a, b in combinations(others, 2)]

    plain = dict(compare(new, others[0]).suggestions["B"])
    taught = dict(compare(new, others[0], known=pairs).suggestions["B"])

    assert max(taught, key=lambda key: taught[key]) == "BUILD"
    assert taught["BUILD"] > plain.get("BUILD", 0.0)


def test_confirming_a_pair_of_other_councils_changes_nothing_between_strangers() -> None:
    ours = draw('task A "Feed the cat"\ntask B "Open the door"\nA -> B')
    theirs = draw('task C "Feed a cat"\ntask D "Close a window"\nC -> D')

    assert compare(ours, theirs, known=[confirmed(council(0), council(1))]).matches == (
        compare(ours, theirs).matches
    )


def test_the_other_way_round_is_the_mirror_image_with_what_is_known_too() -> None:
    ours, between, theirs = council(0), council(1), council(3)
    known = [confirmed(ours, between), confirmed(between, theirs)]

    there, back = compare(ours, theirs, known=known), compare(theirs, ours, known=known)

    assert {match.mirrored() for match in there.matches} == set(back.matches)
    assert there.similarity == back.similarity


def test_what_people_said_of_the_two_themselves_stands_above_a_bridge() -> None:
    ours, between, theirs = council(0), council(1), council(2)
    known = [confirmed(ours, between), confirmed(between, theirs)]

    comparison = compare(
        ours,
        theirs,
        known=known,
        confirmed=[Match(("CHECK",), ("BUILD",))],
        rejected=[Match(("FEE",), ("FEE",))],
    )

    found = {(match.a, match.b) for match in comparison.matches}
    assert (("CHECK",), ("BUILD",)) in found
    assert not any("FEE" in a and "FEE" in b for a, b in found)


@pytest.mark.parametrize("matches", [(), (Match(("GONE",), ("CHECK",)),)])
def test_known_pairs_that_say_nothing_do_no_harm(matches: tuple[Match, ...]) -> None:
    ours, between, theirs = council(0), council(1), council(2)

    comparison = compare(ours, theirs, known=[KnownPair(ours, between, matches)])

    assert comparison.matches == compare(ours, theirs).matches
