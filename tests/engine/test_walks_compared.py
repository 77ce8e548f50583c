"""Two walks of one process side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram
from engine.random_walk import each_walk
from engine.walks_compared import AnswerChange, walks_compared
from tests.engine.diagrams import diagrams
from tests.engine.test_properties import SMALL
from tests.engine.walking import do, walk

BADGE = """
start S
userTask Q
xor G
task A
task B
task C
end E
S -> Q -> G
G -> A : yes
G -> B : no
A -> C
B -> C
C -> E
"""


def test_walks_part_at_the_first_step_that_is_not_the_same() -> None:
    a = do(walk(BADGE), "S", "Q", "G>G-A", "A", "C")
    b = do(walk(BADGE), "S", "Q", "G>G-B", "B", "C")
    found = walks_compared(a.history, b.history)
    assert [row.state for row in found.rows] == ["same", "same", "other way", "only a", "only b", "same"]
    assert found.parting == 2
    assert (found.rows[-1].a, found.rows[-1].b) == (4, 4)


def test_the_same_walk_has_no_parting() -> None:
    a = do(walk(BADGE), "S", "Q", "G>G-A")
    assert walks_compared(a.history, a.history).parting is None


def test_a_walk_that_goes_no_further_parts_where_it_stops() -> None:
    a, b = do(walk(BADGE), "S"), do(walk(BADGE), "S", "Q")
    found = walks_compared(a.history, b.history)
    assert [row.state for row in found.rows] == ["same", "only b"]
    assert found.parting == 1


def test_different_answers_are_listed() -> None:
    a = do(do(walk(BADGE), "S"), "Q", name="Amira", town="Oxford")
    b = do(do(walk(BADGE), "S"), "Q", name="Bo", town="Oxford")
    found = walks_compared(a.history, b.history)
    assert found.rows[1].state == "other answers"
    assert found.answers == (AnswerChange("name", "Amira", "Bo"),)
    assert walks_compared(a.history, do(walk(BADGE), "S").history).answers[0].b is None


@settings(max_examples=80, deadline=None)
@given(diagrams(), st.integers(0, 10_000))
def test_seen_from_the_other_walk_it_is_the_mirror_image(diagram: Diagram, seed: int) -> None:
    walks = list(each_walk(diagram, seed, 2, 25, limits=SMALL))[:2]
    if len(walks) < 2:
        return
    a, b = walks[0].steps, walks[1].steps
    found = walks_compared(a, b)
    assert walks_compared(b, a) == found.mirrored()
    assert [row.a for row in found.rows if row.a is not None] == list(range(len(a)))
    assert [row.b for row in found.rows if row.b is not None] == list(range(len(b)))
    assert walks_compared(a, a).parting is None
