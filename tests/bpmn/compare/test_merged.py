"""Two councils' diagrams as one."""

from __future__ import annotations

import pytest

from bpmn.compare import Comparison, Match, compare
from bpmn.compare.merged import Merged, merged
from bpmn.compare.results import SettingName
from bpmn.reader import read
from tests.bpmn.compare.blueprint.councils import ONE, THREE, TWO, ZOO, assert_fit
from tests.bpmn.compare.test_bad_input import chain
from tests.bpmn.compare.test_examples import PAIRS
from tests.drawing import draw


def test_every_step_of_both_stands_once_and_says_whose_it_is() -> None:
    found = merged(draw(ONE), draw(TWO), ("North", "East"))

    assert found.count("both") == 8
    assert [step.name for part in found.parts if part.whose == "A" for step in part.a] == ["Visit the street"]
    assert found.count("B") == 0
    assert [part.whose for part in found.parts if not part.a] == []


def test_what_only_one_has_stands_behind_the_question_in_which_council() -> None:
    diagram = assert_fit(merged(draw(ONE), draw(TWO), ("North", "East")).diagram)

    (asks,) = [node for node in diagram.nodes if node.name == "In which council?"]
    ways = {flow.name: diagram.node_by_key[flow.target].name for flow in diagram.ways_out(asks)}
    assert ways["North"] == "Visit the street"
    assert set(ways) == {"North", "East"}


def test_two_ways_of_doing_one_part_stand_beside_each_other() -> None:
    ours = chain(["Apply", "Interview the family", "Take fingerprints", "Post the badge"])
    theirs = chain(["Apply", "Wait for spring", "Post the badge"])
    diagram = merged(ours, theirs, ("North", "East")).diagram

    (asks,) = [node for node in diagram.nodes if node.name == "In which council?"]
    ways = {flow.name: diagram.node_by_key[flow.target].name for flow in diagram.ways_out(asks)}
    assert ways == {"North": "Interview the family", "East": "Wait for spring"}


def test_swapped_it_says_the_same_of_the_other_side() -> None:
    there, back = merged(draw(ONE), draw(THREE)), merged(draw(THREE), draw(ONE))

    assert there.count("both") == back.count("both")
    assert there.count("A") == back.count("B")
    assert [node.name for node in there.diagram.nodes] == [node.name for node in back.diagram.nodes]


def test_two_that_share_nothing() -> None:
    found = merged(draw(ONE), draw(ZOO), ("North", "Zoo"))

    assert_fit(found.diagram)
    assert found.count("both") == 0


def test_the_same_twice_is_that_one() -> None:
    found = merged(draw(TWO), draw(TWO))

    assert (found.count("both"), found.count("A"), found.count("B")) == (8, 0, 0)
    assert "In which council?" not in {node.name for node in found.diagram.nodes}


Same = set[tuple[frozenset[str], frozenset[str]]]


def shared(found: Merged) -> Same:
    return {
        (frozenset(step.key for step in part.a), frozenset(step.key for step in part.b))
        for part in found.parts
        if part.whose == "both"
    }


def matched(found: Comparison) -> Same:
    return {(frozenset(match.a), frozenset(match.b)) for match in found.matches}


@pytest.mark.parametrize("setting", ["strict", "default", "generous"])
def test_what_was_compared_as_the_same_is_drawn_as_the_same_and_nothing_else(setting: SettingName) -> None:
    for one, other in PAIRS[::4]:
        a, b = read(one.read_bytes()), read(other.read_bytes())
        found = compare(a, b, setting=setting)
        assert shared(merged(a, b, found=found)) == matched(found), (one.name, other.name)


def test_what_people_said_is_drawn_so() -> None:
    a, b = draw(ONE), draw(TWO)
    first, second = compare(a, b).matches[:2]
    crossed = compare(
        a, b, confirmed=[Match(first.a, second.b)], rejected=[Match(first.a, first.b), Match(second.a, ())]
    )
    drawn = shared(merged(a, b, found=crossed))
    assert drawn == matched(crossed)
    assert (frozenset(first.a), frozenset(second.b)) in drawn
