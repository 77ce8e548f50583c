"""Laws of comparison over random diagrams: symmetric, blind to ids and order, never failing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare import Comparison, Match, compare
from bpmn.model import Diagram
from tests.bpmn.compare.changing import renamed
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.bpmn.diagrams import diagrams
from tests.drawing import draw

DRAWN = (NORTH, EAST, TAXES)


def mirrored(matches: Iterable[Match]) -> set[Match]:
    return {match.mirrored() for match in matches}


def assert_mirrors(a: Diagram, b: Diagram) -> None:
    there, back = compare(a, b), compare(b, a)
    assert there.similarity == back.similarity
    assert set(there.matches) == mirrored(back.matches)
    assert set(there.only_a) == set(back.only_b)
    assert set(there.only_b) == set(back.only_a)
    assert told(there) == {(key, kind, topic, b, a, size) for key, kind, topic, a, b, size in told(back)}
    assert [said.key for said in there.largest] == [said.key for said in back.largest]
    assert [(f.name, f.a, f.b) for f in there.figures] == [(f.name, f.b, f.a) for f in back.figures]


def told(comparison: Comparison) -> set[tuple[object, ...]]:
    """What every statement says but for the order of its words: its key, its kind and its elements."""
    found = {
        (said.key, said.kind, said.topic, frozenset(said.a), frozenset(said.b), said.size)
        for said in comparison.statements
    }
    assert len(found) == len(comparison.statements) == len({said.key for said in comparison.statements})
    return found


@settings(max_examples=60, deadline=None)
@given(diagrams(), diagrams())
def test_comparing_the_other_way_round_is_the_mirror_image(a: Diagram, b: Diagram) -> None:
    assert_mirrors(a, b)


@pytest.mark.parametrize("a", DRAWN)
@pytest.mark.parametrize("b", DRAWN)
def test_drawn_pairs_mirror(a: str, b: str) -> None:
    assert_mirrors(draw(a), draw(b))


@settings(max_examples=60, deadline=None)
@given(diagrams(), st.integers(0, 1000))
def test_other_ids_and_another_order_in_the_file_say_the_same(diagram: Diagram, seed: int) -> None:
    other = renamed(diagram, seed)

    comparison = compare(diagram, other)

    assert comparison.similarity == 1.0
    assert comparison.only_a == comparison.only_b == ()
    assert comparison.statements == ()


@settings(max_examples=40, deadline=None)
@given(diagrams(), diagrams())
def test_similarity_is_one_only_for_the_same_and_every_step_stands_in_one_row(a: Diagram, b: Diagram) -> None:
    comparison = compare(a, b)

    assert 0.0 <= comparison.similarity <= 1.0
    rows_a = [step.key for row in comparison.rows for step in row.a]
    rows_b = [step.key for row in comparison.rows for step in row.b]
    assert sorted(rows_a) == sorted(set(rows_a)) == sorted(comparison.suggestions)
    assert len(rows_b) == len(set(rows_b))
    assert sorted((*comparison.only_b, *(key for match in comparison.matches for key in match.b))) == sorted(
        rows_b
    )


def test_a_change_of_one_word_is_no_longer_the_same() -> None:
    changed = NORTH.replace("Check the crew log", "Check the crew logs")

    assert compare(draw(NORTH), draw(changed)).similarity < 1.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("timer=P2D", "timer=P3D"),
        ('"Contact centre" part=front-office', '"Contact centre" part=system'),
        ("G1 -> C3 : yes", "G1 -> C3 : in time"),
        ("pattern=missed-bin-report", "pattern=address"),
        ("R2 ~> C1 : Report", "R2 ~> C1 : Complaint"),
        ('userTask C3 "Check', 'manualTask C3 "Check'),
    ],
)
def test_whatever_a_diagram_says_counts(old: str, new: str) -> None:
    assert old in NORTH
    assert compare(draw(NORTH), draw(NORTH.replace(old, new))).similarity < 1.0


def test_two_small_rings_are_not_one_large_ring() -> None:
    rings = draw("""
        task A ""
        task B ""
        task C ""
        task D ""
        task E ""
        task F ""
        A -> B -> C -> A
        D -> E -> F -> D
    """)
    ring = draw("""
        task A ""
        task B ""
        task C ""
        task D ""
        task E ""
        task F ""
        A -> B -> C -> D -> E -> F -> A
    """)

    assert compare(rings, ring).similarity < 1.0
    assert compare(rings, renamed(rings)).similarity == 1.0
