"""What councils have in common: who has which step, in whose words, in which order."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings

from bpmn.compare import Match
from bpmn.compare.blueprint import Blueprint, blueprint
from bpmn.errors import TooMuch
from bpmn.model import Diagram
from tests.bpmn.compare.blueprint.councils import BOTH, FOUR, ONE, THREE, TWO, ZOO, councils
from tests.bpmn.compare.changing import renamed
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.bpmn.compare.test_bad_input import chain
from tests.bpmn.diagrams import diagrams
from tests.drawing import draw


def named(found: Blueprint, name: str) -> int:
    """The place of a shared step."""
    return next(n for n, step in enumerate(found.steps) if step.name == name)


def share(found: Blueprint, first: str, second: str) -> float:
    pair = named(found, first), named(found, second)
    return next((value for i, j, value in found.order if (i, j) == pair), 0.0)


FIVE = blueprint(councils(ONE, TWO, THREE, FOUR, BOTH), ["One", "Two", "Three", "Four", "Both"])


def test_how_many_councils_and_which() -> None:
    visit = FIVE.steps[named(FIVE, "Visit the street")]

    assert {step.name for step in FIVE.steps if len(step.councils) == 5} == {
        "Needs a permit", "Apply for a permit", "Pay the fee", "Check the address", "Print the permit",
        "Permit sent", "Write the refusal", "Permit refused",
    }  # fmt: skip
    assert visit.councils == (0, 3, 4)
    assert visit.keys_in(0) == ("V",)
    assert visit.keys_in(1) == ()


def test_the_majoritys_words_and_who_does_it() -> None:
    pay = FIVE.steps[named(FIVE, "Pay the fee")]

    assert pay.wordings == (("Pay the fee", 4), ("Pay for the permit", 1))
    assert pay.roles == (("Resident", 5),)
    assert pay.part == "resident"
    assert FIVE.steps[named(FIVE, "Apply for a permit")].patterns == (("address", 5),)


def test_optional_in_how_many() -> None:
    check = FIVE.steps[named(FIVE, "Check the address")]

    assert check.optional_in == (3,)
    assert FIVE.steps[named(FIVE, "Print the permit")].optional_in == (0, 1, 2, 3, 4)


def test_the_majoritys_order() -> None:
    pay, check = named(FIVE, "Pay the fee"), named(FIVE, "Check the address")

    assert pay < check
    assert share(FIVE, "Pay the fee", "Check the address") == 0.8
    assert share(FIVE, "Check the address", "Pay the fee") == 0.2
    assert share(FIVE, "Print the permit", "Write the refusal") == 0.0
    assert share(FIVE, "Check the address", "Visit the street") == round(2 / 3, 4)


def test_steps_of_one_council_alone_and_the_council_furthest_off() -> None:
    found = blueprint(councils(ONE, TWO, THREE, FOUR, ZOO), ["One", "Two", "Three", "Four", "Zoo"])

    assert {step.name for step in found.alone(4)} >= {"Count the fish", "Feed the otters"}
    assert found.alone(1) == ()
    assert found.outliers == (4,)


def test_a_coarse_step_and_two_fine_ones_are_one_shared_step() -> None:
    fine = chain(["Report the bin", "Check the log", "Book the return", "Empty the bin"])
    coarse = chain(["Report the bin", "Check the log and book the return", "Empty the bin"])
    found = blueprint([fine, coarse, fine], confirmed={(0, 1): [Match(("T1", "T2"), ("T1",))]})

    check = next(step for step in found.steps if "T1" in step.keys_in(1))
    assert check.keys_in(0) == ("T1", "T2")
    assert check.keys_in(2) == ("T1", "T2")
    assert [len(step.councils) for step in found.steps] == [3, 3, 3]


def shown(found: Blueprint) -> Any:
    """Everything that does not depend on the numbers of the councils."""
    named = [
        (
            step.name,
            step.type,
            {found.councils[n]: keys for n, keys in step.members},
            step.wordings,
            step.parts,
        )
        for step in found.groups
    ]
    return named, found.order


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_the_files_changes_nothing(order: tuple[int, ...]) -> None:
    texts, names = (ONE, THREE, FOUR, NORTH), ("One", "Three", "Four", "North")
    straight = blueprint(councils(*texts), names)
    turned = blueprint([draw(texts[n]) for n in order], [names[n] for n in order])

    assert shown(turned) == shown(straight)
    assert turned.likeness[0][1] == straight.likeness[order[0]][order[1]]


@settings(max_examples=25, deadline=None)
@given(diagrams(), diagrams(), diagrams())
def test_any_diagrams_each_step_in_one_group_whatever_the_order(a: Diagram, b: Diagram, c: Diagram) -> None:
    found = blueprint([a, b, c], ["A", "B", "C"], at_least=1)
    turned = blueprint([c, a, b], ["C", "A", "B"], at_least=1)

    for number, side in enumerate(found.sides):
        keys = [key for step in found.groups for key in step.keys_in(number)]
        assert sorted(keys) == sorted(step.key for step in side.steps)
    assert [len(step.councils) for step in found.steps] == [len(step.councils) for step in turned.steps]
    assert all(0 < value <= 1 for _, _, value in found.order)
    for i, j, value in found.order:
        assert value + next((other for x, y, other in found.order if (x, y) == (j, i)), 0.0) <= 1.0


def test_other_ids_and_another_order_in_the_file_change_nothing() -> None:
    one = blueprint(councils(ONE, FOUR, EAST), ["a", "b", "c"])
    other = blueprint(
        [renamed(draw(ONE), 3), renamed(draw(FOUR), 4), renamed(draw(EAST), 5)], ["a", "b", "c"]
    )

    assert [(s.name, s.councils, s.wordings, s.optional_in) for s in one.groups] == [
        (s.name, s.councils, s.wordings, s.optional_in) for s in other.groups
    ]
    assert one.order == other.order


def test_confirmed_matches_are_kept_and_rejected_ones_not_made() -> None:
    texts = councils(ONE, TWO, TAXES)
    confirmed = {(0, 2): [Match(("V",), ("T2",))], (1, 2): [Match(("W",), ("T3",))]}
    found = blueprint(texts, confirmed=confirmed, rejected={(0, 1): [Match(("P",), ("P",))]})
    turned = blueprint(
        texts[::-1], confirmed={(0, 2): [Match(("T2",), ("V",))], (0, 1): [Match(("T3",), ("W",))]}
    )

    visit = next(step for step in found.groups if "V" in step.keys_in(0))
    assert visit.keys_in(2) == ("T2",)
    assert visit.confirmed
    assert "T3" in next(step for step in found.groups if "W" in step.keys_in(1)).keys_in(2)
    assert "P" not in next(step for step in found.groups if "P" in step.keys_in(0)).keys_in(1)
    assert next(step for step in turned.groups if "V" in step.keys_in(2)).keys_in(0) == ("T2",)


def test_json_is_the_contracts() -> None:
    said = FIVE.to_json()

    assert said["councils"] == 5
    assert set(said["steps"][0]) >= {"name", "wordings", "in", "optional_in", "role"}
    assert said["steps"][named(FIVE, "Pay the fee")]["wordings"] == {
        "Pay the fee": 4,
        "Pay for the permit": 1,
    }
    count = len(said["steps"])
    assert all(0 <= i < count and 0 <= j < count and i != j for i, j, _ in said["order"])


def test_at_least_so_many() -> None:
    found = blueprint(councils(ONE, TWO, THREE, FOUR), at_least=4)

    assert {len(step.councils) for step in found.steps} == {4}
    assert "Visit the street" not in {step.name for step in found.steps}


def test_one_file_the_same_file_twice_and_none() -> None:
    assert [step.councils for step in blueprint(councils(ONE)).steps] == [(0,)] * 9
    twice = blueprint(councils(ONE, ONE))
    assert [step.councils for step in twice.steps] == [(0, 1)] * 9
    assert twice.likeness[0][1] == 1.0
    assert blueprint([]).steps == ()
    assert blueprint([Diagram(), Diagram()]).steps == ()


def test_unrelated_files_share_nothing() -> None:
    assert blueprint(councils(ONE, ZOO)).steps == ()


def test_no_labels() -> None:
    found = blueprint([chain(["", "", ""]), chain(["", ""])], at_least=1)

    assert {step.name for step in found.groups} == {"Unnamed task"}


def test_more_steps_than_can_be_grouped_are_refused_in_a_sentence() -> None:
    with pytest.raises(TooMuch, match="take fewer"):
        blueprint([chain([f"Step {n}" for n in range(2_001)])] * 2)


def test_names_must_fit() -> None:
    with pytest.raises(ValueError, match="as many names"):
        blueprint(councils(ONE), ["One", "Two"])
