"""The drafted diagram: sound and valid whatever councils drew, and saying where each part comes from."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare.blueprint import Draft, blueprint, draft
from bpmn.model import Diagram, Node, Origin, PatternRef
from bpmn.reader import read
from tests.bpmn.compare.blueprint.councils import BOTH, FOUR, ONE, THREE, TWO, assert_fit, councils
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.bpmn.compare.test_bad_input import chain
from tests.bpmn.diagrams import diagrams
from tests.drawing import draw

EXAMPLES = Path(__file__).parents[4] / "webapp" / "examples"


@cache
def services() -> dict[str, tuple[tuple[str, Diagram], ...]]:
    """The example library by service: council and diagram."""
    found: dict[str, list[tuple[str, Diagram]]] = defaultdict(list)
    for path in sorted(EXAMPLES.glob("*.bpmn")):
        council, _, service = path.stem.partition("-")
        found[service].append((council, read(path.read_bytes())))
    return {service: tuple(pairs) for service, pairs in found.items()}


def drafted(*texts: str, least: int | None = None) -> Draft:
    return draft(blueprint(councils(*texts)), least)


def node(diagram: Diagram, name: str) -> Node:
    """The one node of that name."""
    (found,) = [one for one in diagram.nodes if one.name == name]
    return found


def after(diagram: Diagram, name: str) -> list[tuple[str, str]]:
    """What follows a node, past joins: (name of the flow, name of the node)."""
    found = []
    for flow in diagram.ways_out(node(diagram, name)):
        target = diagram.node_by_key[flow.target]
        while not target.name and len(target.outgoing) == 1:
            target = diagram.node_by_key[next(diagram.ways_out(target)).target]
        found.append((flow.name, target.name))
    return found


@pytest.mark.parametrize("service", sorted(services()))
@pytest.mark.parametrize("least", [1, 2, 3])
def test_every_service_of_the_example_library(service: str, least: int) -> None:
    pairs = services()[service]
    found = blueprint([diagram for _, diagram in pairs], [council for council, _ in pairs])
    made = draft(found, least)

    again = assert_fit(made.diagram)
    drawn = {made.step_of[one.key] for one in again.nodes if one.key in made.step_of}
    left = {id(out.step) for out in made.left_out}
    for number in found.numbers(least):
        assert (number in drawn) != (id(found.groups[number]) in left)


@pytest.mark.parametrize("seed", range(8))
def test_random_subsets_of_the_examples_of_any_service(seed: int) -> None:
    chance = random.Random(seed)
    every = [diagram for pairs in services().values() for _, diagram in pairs]
    some = chance.sample(every, chance.randint(2, 4))

    assert_fit(draft(blueprint(some), chance.randint(1, 2)).diagram)


@settings(max_examples=30, deadline=None)
@given(st.lists(diagrams(), min_size=1, max_size=3), st.integers(1, 3))
def test_any_diagrams_give_a_sound_and_valid_draft(some: list[Diagram], least: int) -> None:
    assert_fit(draft(blueprint(some, at_least=1), least).diagram)


@settings(max_examples=20, deadline=None)
@given(diagrams(), diagrams())
def test_any_two_with_the_question_in_which_council(a: Diagram, b: Diagram) -> None:
    assert_fit(draft(blueprint([a, b]), 1, by_council=True).diagram)


def test_a_decision_in_a_councils_words_with_an_end_for_each_outcome() -> None:
    diagram = drafted(ONE, TWO, THREE).diagram

    assert set(after(diagram, "Permit granted?")) == {
        ("Yes", "Print the permit"),
        ("No", "Write the refusal"),
    }
    assert after(diagram, "Print the permit") == [("", "Permit sent")]
    assert after(diagram, "Write the refusal") == [("", "Permit refused")]
    assert sorted(one.name for one in diagram.nodes if one.type == "endEvent") == [
        "Permit refused",
        "Permit sent",
    ]


def test_lanes_from_who_does_it() -> None:
    diagram = drafted(ONE, TWO).diagram

    assert [(lane.name, lane.part) for lane in diagram.lanes] == [
        ("Resident", "resident"),
        ("Front office", "front-office"),
        ("Back office", "back-office"),
    ]
    assert diagram.lane_by_key[node(diagram, "Check the address").lane or ""].name == "Front office"


def test_what_most_councils_do_only_sometimes_stands_behind_their_question() -> None:
    diagram = drafted(FOUR, FOUR, ONE).diagram

    assert set(after(diagram, "Address known already?")) == {
        ("Yes", "Visit the street"),
        ("No", "Check the address"),
    }


def test_what_few_councils_have_asks_whether_it_is_needed() -> None:
    diagram = drafted(TWO, TWO, TWO, ONE, least=1).diagram

    assert [name for name, _ in after(diagram, "Needed here?")] == ["Yes", "No"]
    assert after(diagram, "Needed here?")[0] == ("Yes", "Visit the street")


def test_what_most_run_at_the_same_time_is_drawn_so() -> None:
    diagram = drafted(BOTH, BOTH, ONE).diagram

    (fork,) = [one for one in diagram.nodes if one.type == "parallelGateway" and len(one.outgoing) == 2]
    assert fork.origin == Origin(2, 3, ("Council 1", "Council 2"))
    assert {diagram.node_by_key[flow.target].name for flow in diagram.ways_out(fork)} == {
        "Check the address",
        "Visit the street",
    }
    assert not [one for one in drafted(BOTH, ONE, ONE).diagram.nodes if one.type == "parallelGateway"]


def test_the_majoritys_order_is_drawn() -> None:
    assert after(drafted(TWO, TWO, THREE).diagram, "Pay the fee") == [("", "Check the address")]
    assert after(drafted(THREE, THREE, TWO).diagram, "Check the address") == [("", "Pay the fee")]


def test_at_least_so_many_councils() -> None:
    names = {one.name for one in drafted(ONE, TWO, THREE).diagram.nodes}
    all_names = {one.name for one in drafted(ONE, TWO, THREE, least=1).diagram.nodes}

    assert "Visit the street" not in names
    assert "Visit the street" in all_names


def test_patterns_most_attach() -> None:
    assert node(drafted(ONE, TWO).diagram, "Apply for a permit").patterns == (PatternRef("address"),)
    without = ONE.replace(" pattern=address", "")
    assert node(drafted(ONE, without, without).diagram, "Apply for a permit").patterns == ()


def test_every_step_says_which_councils_have_it_and_keeps_saying_it() -> None:
    found = blueprint(councils(ONE, TWO, FOUR), ["One", "Two; the second", "Four"])
    again = assert_fit(draft(found, 2).diagram)

    visit = node(again, "Visit the street")
    assert visit.origin == Origin(2, 3, ("One", "Four"))
    assert "2 of 3 councils (One and Four) have this step." in visit.documentation
    assert node(again, "Permit granted?").origin == Origin(3, 3, ("One", "Two, the second", "Four"))
    assert all(one.origin for one in again.nodes if one.is_activity or one.type == "startEvent")


def test_an_event_at_a_steps_border_stays_there() -> None:
    late = """
        start S "Ordered"
        task A "Empty the bin"
        boundary B "3 days gone" on=A timer=P3D
        task C "Apologise"
        end E "Bin emptied"
        end F "Too late"
        S -> A -> E
        B -> C -> F
    """
    diagram = assert_fit(drafted(late, late).diagram)

    event = node(diagram, "3 days gone")
    assert event.type == "boundaryEvent"
    assert event.attached_to == node(diagram, "Empty the bin").key
    assert after(diagram, "3 days gone") == [("", "Apologise")]


def test_a_race_between_events_stays_one() -> None:
    race = """
        start S "Asked to pay"
        race G "Paid in time?"
        catch M "Payment" message
        catch T "14 days" timer=P14D
        task A "Send the receipt"
        end E "Paid"
        end F "Lapsed"
        S -> G
        G -> M
        G -> T
        M -> A -> E
        T -> F
    """
    diagram = assert_fit(drafted(race, race).diagram)

    assert node(diagram, "Paid in time?").type == "eventBasedGateway"


def test_one_process_of_two_pools_that_write_to_each_other() -> None:
    made = drafted(NORTH, NORTH)
    names = [one.name for one in made.diagram.nodes]

    assert [one.name for one in made.diagram.nodes if one.type == "startEvent"] == ["Bin not emptied"]
    assert "Report received" not in names
    assert [out.step.name for out in made.left_out] == ["Report received", "Report made"] or made.left_out


def test_nothing_to_draw_is_still_a_process() -> None:
    assert [one.type for one in assert_fit(draft(blueprint([])).diagram).nodes] == ["startEvent", "endEvent"]
    assert_fit(draft(blueprint(councils(ONE, TAXES))).diagram)


def test_hostile_names_come_back_as_they_are() -> None:
    text = "</bpmn:task><script>alert(1)</script> \u202e & ]]>"
    made = draft(blueprint([chain([text, "B"]), chain([text, "B"])], ['"><x y="', "Two; three"]))

    again = assert_fit(made.diagram)
    assert text in {one.name for one in again.nodes}


def test_very_long_names_are_cut() -> None:
    made = draft(blueprint([chain(["Check that " * 455, "word " * 60])], at_least=1), 1)

    assert_fit(made.diagram)
    assert max(len(one.name) for one in made.diagram.nodes) <= 120


def test_the_same_whatever_the_order_of_the_files() -> None:
    def drawn(*texts: str) -> list[tuple[str, str]]:
        return [(one.type, one.name) for one in drafted(*texts).diagram.nodes]

    assert drawn(ONE, THREE, FOUR) == drawn(FOUR, ONE, THREE) == drawn(THREE, FOUR, ONE)


@pytest.mark.parametrize(("one", "two"), list(combinations((NORTH, EAST, ONE, FOUR, TAXES), 2)))
def test_pairs_by_council(one: str, two: str) -> None:
    assert_fit(draft(blueprint([draw(one), draw(two)]), 1, by_council=True).diagram)


def test_a_time_limit_without_a_shared_consequence_is_left_out_and_said() -> None:
    waiting = """
        start S "Asked to pay"
        race G "Paid in time?"
        catch M "Payment" message
        catch T "14 days" timer=P14D
        task A "Send the receipt"
        end E "Paid"
        S -> G
        G -> M
        G -> T
        M -> A -> E
    """
    one = waiting + 'task X "Feed the otters"\nT -> X'
    two = waiting + 'task X "Write to the minister"\nT -> X'
    made = draft(blueprint([draw(one), draw(two)]))

    assert_fit(made.diagram)
    assert "14 days" not in {step.name for step in made.diagram.nodes}
    assert [(out.step.name, "time limit" in out.why) for out in made.left_out] == [("14 days", True)]
