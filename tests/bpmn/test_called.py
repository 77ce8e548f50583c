"""A called process in its call's place: keys, lanes, and calls that lead nowhere or into themselves."""

from __future__ import annotations

import pytest

from bpmn.called import Called, CannotCall, call_of, calls_in, with_called, without_called
from bpmn.model import Diagram
from bpmn.parts import part_of
from bpmn.soundness import decide
from engine.hiding import without_calls
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.walking import do, enabled

CALLER = draw("""
pool C "Oxford" {
lane Desk "Customer services" {
start S
call Look "Look at it" calls=Inspect_process
task Tell "Tell them"
end E
}
boundary Bad on=Look error
task Sorry "Say sorry"
S -> Look -> Tell -> E
Bad -> Sorry
}
""")
INSPECT = draw("""
pool Inspect "Waste contractor" part=contractor {
start S
task Go "Go there"
xor G "Was it out?"
task Take "Take it"
call Weigh "Weigh it" calls=Weigh_process
boundary X on=Go compensate
task Undo "Drive back" compensation
end E
end Bad error
S -> Go -> G
G -> Take : yes
G -> Bad : no
Take -> Weigh -> E
X ... Undo
}
""")
WEIGH = draw(
    'pool Weigh "Depot" {\nlane Man "Weighbridge" {\nstart S\ntask Read "Read the scale"\n}\nS -> Read\n}'
)
LOOK = Called(INSPECT, "Inspect_process", "inspect")


def put(**more: Called) -> Diagram:
    return with_called(CALLER, {"Look": LOOK} | {key.replace("__", "/"): call for key, call in more.items()})


def test_the_called_steps_stand_in_the_call_and_are_walked() -> None:
    diagram = put()
    case = do(Walkthrough.start(diagram), "S")
    assert enabled(case) == {"Look/Go"}
    do(case, "Look/Go", "Look/G>Look/G-Take", "Look/Take", "Look/Weigh")
    assert enabled(case) == {"Tell"}
    assert do(case, "Tell").outcome == "ended"
    assert decide(diagram).option_to_complete


def test_what_it_throws_is_caught_on_the_call() -> None:
    case = do(Walkthrough.start(put()), "S", "Look/Go", "Look/G>Look/G-Bad")
    assert enabled(case) == {"Sorry"}


def test_lanes_and_pools_say_whose_a_step_is() -> None:
    diagram = put(Look__Weigh=Called(WEIGH, "Weigh_process", "weigh"))
    node = diagram.node_by_key["Look/Go"]
    lane = diagram.lane_by_key[node.lane or ""]
    assert (lane.name, part_of(diagram, node)) == ("Waste contractor", "contractor")
    read = diagram.node_by_key["Look/Weigh/Read"]
    lane = diagram.lane_by_key[read.lane or ""]
    assert lane.name == "Weighbridge"
    assert diagram.lane_by_key[lane.parent or ""].name == "Depot"
    assert diagram.lane_by_key[diagram.node_by_key["Tell"].lane or ""].name == "Customer services"


def test_every_reference_leads_to_something() -> None:
    diagram = put(Look__Weigh=Called(WEIGH, "Weigh_process", "weigh"))
    keys = set(diagram.node_by_key)
    assert len(keys) == len(diagram.nodes)
    scopes = keys | set(diagram.process_by_key)
    for node in diagram.nodes:
        assert node.scope in scopes
        assert node.lane is None or node.lane in diagram.lane_by_key
        assert set(node.incoming) | set(node.outgoing) <= set(diagram.flow_by_key)
        assert node.attached_to is None or node.attached_to in keys
    assert {key for pair in diagram.associations for key in pair} <= keys
    for lane in diagram.lanes:
        assert set(lane.nodes) <= keys
        assert lane.parent is None or lane.parent in diagram.lane_by_key


def test_a_call_in_a_called_process_is_walked_into_too() -> None:
    case = do(Walkthrough.start(put(Look__Weigh=Called(WEIGH, "Weigh_process", "weigh"))), "S", "Look/Go")
    do(case, "Look/G>Look/G-Take", "Look/Take")
    assert enabled(case) == {"Look/Weigh/Read"}
    assert enabled(do(case, "Look/Weigh/Read")) == {"Tell"}


def test_what_was_put_in_is_known_and_can_be_taken_out() -> None:
    diagram = put()
    assert call_of(diagram, "Look/Go") == "Look"
    assert call_of(diagram, "Look") is None
    assert call_of(CALLER, "Look/Go") is None
    drawn = without_called(diagram)
    assert {node.key for node in drawn.nodes} == {node.key for node in CALLER.nodes}
    assert drawn.flows == CALLER.flows
    assert drawn.lanes == CALLER.lanes
    assert [node.key for node in calls_in(CALLER, ["C_process"])] == ["Look"]


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ({"Tell": LOOK}, "There is no call activity 'Tell'"),
        ({"Gone": LOOK}, "There is no call activity 'Gone'"),
        ({"Look": Called(INSPECT, "Other", "x")}, "is not in the file"),
        ({"Look": Called(INSPECT, "Inspect_process", "own")}, "never end"),
        ({"Look": LOOK, "Look/Weigh": LOOK}, "never end"),
    ],
)
def test_a_call_that_leads_nowhere_or_into_itself_is_refused(calls: dict[str, Called], said: str) -> None:
    with pytest.raises(CannotCall, match=said):
        with_called(CALLER, calls, "own")


def test_calls_are_followed_only_so_deep() -> None:
    again = draw('pool A "A" {\nstart S\ncall C calls=A_process\nS -> C\n}')
    calls = {"/".join(["C"] * deep): Called(again, "A_process", f"{deep}") for deep in range(1, 9)}
    with pytest.raises(CannotCall, match="7 calls deep"):
        with_called(again, calls)


def test_the_log_keeps_what_was_called_and_replays() -> None:
    called = {"Look": {"process": 7, "version": 2, "of": "Inspect_process"}}
    case = do(Walkthrough.start(put(), calls=called), "S", "Look/Go")
    assert case.choice_log["calls"] == called
    again = Walkthrough.replay(put(), case.choice_log)
    assert (again.choice_log, again.enabled) == (case.choice_log, case.enabled)


def test_a_walk_is_told_without_what_happened_in_a_call() -> None:
    called = {"Look": {"process": 7, "version": 2, "of": "Inspect_process"}}
    case = do(Walkthrough.start(put(), calls=called), "S", "Look/Go")
    within = Walkthrough.replay(CALLER, without_calls(case, {"Look"}))
    assert within.enabled == ("Bad", "Look")
    do(case, "Look/G>Look/G-Take", "Look/Take", "Look/Weigh")
    told = without_calls(case, {"Look"})
    assert (told["calls"], [step["element"] for step in told["steps"]]) == ({}, ["S", "Look"])
    assert Walkthrough.replay(CALLER, told).enabled == ("Tell",)


def test_calls_within_a_hidden_call_are_hidden_with_it() -> None:
    called = {
        "Look": {"process": 7, "version": 2, "of": "Inspect_process"},
        "Look/Weigh": {"of": "Weigh_process"},
    }
    diagram = put(Look__Weigh=Called(WEIGH, "Weigh_process", "weigh"))
    case = do(Walkthrough.start(diagram, calls=called), "S", "Look/Go", "Look/G>Look/G-Take", "Look/Take")
    do(case, "Look/Weigh/Read", "Tell")
    for hidden in ({"Look", "Look/Weigh"}, {"Look/Weigh", "Look"}):
        told = without_calls(case, hidden)
        assert [step["element"] for step in told["steps"]] == ["S", "Look", "Tell"]
        assert Walkthrough.replay(CALLER, told).outcome == "ended"
    told = without_calls(case, {"Look/Weigh"})
    assert set(told["calls"]) == {"Look"}
    assert Walkthrough.replay(put(), told).outcome == "ended"
