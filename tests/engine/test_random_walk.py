"""Random walks and the document they make."""

from __future__ import annotations

import json

import pytest

from engine.errors import WalkError
from engine.limits import WalkLimits
from engine.random_walk import each_walk, one_walk, random_walks, walked, walks_json
from engine.walkthrough import Walkthrough
from tests.drawing import draw

TWO = """
pool A "First" {
start S
userTask T
xor G
end E
S -> T -> G -> E
G -> T
}
pool B "Second" {
task U
}
"""


def test_the_document_is_the_contracts() -> None:
    found = random_walks(draw(TWO), 7, 3)
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"version", "walks"}
    assert [walk["process"] for walk in found["walks"]] == ["A_process"] * 3 + ["B_process"] * 3
    for walk in found["walks"]:
        assert set(walk) == {"process", "outcome", "steps"}
        assert walk["outcome"] == "ended"
        for step in walk["steps"]:
            assert set(step) == {"kind", "pool", "element", "chose", "answers", "enabled"}
            assert step["element"] in step["enabled"]
            assert step["enabled"] == sorted(set(step["enabled"]))


def test_every_walk_replays() -> None:
    diagram = draw(TWO)
    for walk in random_walks(diagram, 1, 5)["walks"]:
        assert Walkthrough.replay(diagram, walk).outcome == "ended"


def test_loops_are_left_some_time() -> None:
    assert {walk.outcome for walk in each_walk(draw(TWO), 3, 50, process="A_process")} == {"ended"}


def test_a_walk_that_is_too_long_reaches_the_limit() -> None:
    diagram = draw("start S\ntask A\ntask B\nS -> A -> B -> A")
    (walk,) = each_walk(diagram, 1, 1, 20)
    assert (walk.outcome, len(walk.steps), walk.why) == ("limit", 20, "Still going after 20 steps.")


def test_a_case_that_goes_round_by_itself_reaches_the_limit() -> None:
    diagram = draw("xor G\nxor H\ntask A\nA -> G -> H -> G")
    (walk,) = each_walk(diagram, 1, 1)
    assert walk.outcome == "limit"
    assert walk.why is not None
    assert "for ever" in walk.why


def test_a_deadlock_is_stuck() -> None:
    diagram = draw("start S\nxor G\nand J\nend E\nS -> G -> J -> E\nG -> J")
    assert {walk.outcome for walk in each_walk(diagram, 1, 3)} == {"stuck"}


def test_a_walkthrough_prints_as_a_walk_and_goes_on_at_random() -> None:
    diagram = draw(TWO)
    case = Walkthrough.replay(diagram, [{"element": "S"}])
    assert walked(case).to_json()["outcome"] == "limit"
    assert one_walk(case, 1).outcome == "ended"
    assert walked(case).to_json()["outcome"] == "ended"
    assert walks_json([walked(case)])["walks"][0]["steps"][0]["element"] == "S"


def test_the_limits_are_kept() -> None:
    with pytest.raises(WalkError, match="elements"):
        random_walks(draw(TWO), 1, 1, limits=WalkLimits(elements=3))
    with pytest.raises(WalkError, match="seconds"):
        random_walks(draw(TWO), 1, 3, limits=WalkLimits(seconds=-1))
    with pytest.raises(WalkError, match="no process"):
        random_walks(draw(TWO), 1, 1, process="C")
