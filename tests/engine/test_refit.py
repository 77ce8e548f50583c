"""A walk taken to another version of its process."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram
from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.random_walk import each_walk
from engine.refit import refit
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.diagrams import diagrams
from tests.engine.test_properties import SMALL
from tests.engine.walking import do, walk

OLD = """
start S
task A "Read it"
task B "Answer it"
xor G "Enough?"
task C "Ask again"
end E
S -> A -> B -> G
G -> C : no
G -> E : yes
C -> E
"""
WITHOUT_B = OLD.replace('task B "Answer it"\n', "").replace("A -> B -> G", "A -> G")
RENAMED = OLD.replace("A ", "Z ").replace('task A "Read', 'task Z "Read').replace("S -> A", "S -> Z")


def log() -> dict[str, object]:
    return do(walk(OLD), "S", "A", "B", "G>G-C", "C").choice_log


def test_the_same_version_takes_every_step() -> None:
    found = refit(draw(OLD), log())
    assert found.whole
    assert (found.kept, found.of, found.why) == (5, 5, None)


def test_what_fits_is_kept_and_the_next_says_why_not() -> None:
    found = refit(draw(WITHOUT_B), log())
    assert (found.kept, found.of) == (2, 5)
    assert found.why is not None
    assert "'B', which is not in this diagram" in found.why
    assert [step.element for step in found.walk.history] == ["S", "A"]
    assert found.walk.enabled == ("G",)


def test_an_element_with_another_id_is_followed_when_its_new_one_is_known() -> None:
    new = draw(RENAMED)
    assert refit(new, log()).kept == 1
    assert refit(new, log(), renamed={"A": "Z"}).whole


def test_a_decision_recorded_as_taken_is_taken_even_where_answers_now_say_otherwise() -> None:
    decided = OLD.replace("G -> C : no", 'G -> C : no [ok == "no"]')
    steps = do(walk(OLD), "S", "A", "B", "G>G-C").choice_log
    steps["steps"][1]["answers"] = {"ok": "yes"}
    found = refit(draw(decided), steps)
    assert found.whole
    assert found.walk.history[3].chose == ("G-C",)


@pytest.mark.parametrize(
    "steps", [None, "no list", [None], [{"element": 7}], [{"element": "S", "chose": 5}], [{}, {}], {"a": 1}]
)
def test_a_log_that_somebody_broke_by_hand_fits_as_far_as_it_goes(steps: object) -> None:
    found = refit(draw(OLD), {"version": 1, "steps": steps})
    assert found.kept == 0
    assert len(found.walk.history) == 0


def test_a_diagram_over_the_limits_is_refused() -> None:
    with pytest.raises(WalkError):
        refit(draw(OLD), log(), limits=WalkLimits(elements=2))


@settings(max_examples=60, deadline=None)
@given(diagrams(), st.integers(0, 10_000))
def test_any_walk_fits_its_own_diagram(diagram: Diagram, seed: int) -> None:
    for one in each_walk(diagram, seed, 1, 25, limits=SMALL):
        if one.outcome == "limit":
            continue
        found = refit(diagram, one.to_json(), limits=SMALL)
        assert found.whole
        same = Walkthrough.replay(diagram, one.to_json(), limits=SMALL, decides=False)
        assert [step.element for step in found.walk.history][: found.kept] == [
            s.element for s in same.history
        ]
