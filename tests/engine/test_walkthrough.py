"""One case, step by step: options, tokens, log, back, replay."""

from __future__ import annotations

import json

import pytest

from bpmn.model import Diagram
from engine.errors import WalkError
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.walking import do, enabled, walk

BINS = """
start S "Report arrives"
task A "Check crew log"
xor G "Was it out?"
task B "Send a crew"
task C "Write to the resident"
end E "Done"
S -> A -> G
G -> B : yes
G -> C : no
B -> E
C -> E
"""


def test_a_case_goes_from_start_to_end() -> None:
    case = walk(BINS)
    assert (case.outcome, case.tokens, enabled(case)) == ("going", (), {"S"})
    do(case, "S")
    assert case.tokens == ("A",)
    do(case, "A", "G>G-B", "B")
    assert (case.outcome, case.tokens, case.options()) == ("ended", (), ())


def test_options_speak_the_diagrams_words() -> None:
    case = do(walk(BINS), "S", "A")
    (option,) = case.options()
    assert (option.kind, option.element, option.text) == ("choose", "G", "Was it out?")
    assert [(flow.flow, flow.text) for flow in option.flows] == [("G-B", "yes"), ("G-C", "no")]
    assert (option.several, option.least, option.suggested) == (False, 1, None)


def test_the_log_is_the_contracts() -> None:
    case = walk('pool Council "Northmoor" {\nstart S\ntask A\nend E\nS -> A -> E\n}')
    case.take({"element": "S"})
    (option,) = case.options()
    case.take(option, answers={"postcode": "AB1 2CD"})
    assert case.choice_log == {
        "version": 1,
        "process": "Council_process",
        "steps": [
            {"kind": "start", "pool": "Northmoor", "element": "S", "chose": [], "answers": {}},
            {
                "kind": "do",
                "pool": "Northmoor",
                "element": "A",
                "chose": [],
                "answers": {"postcode": "AB1 2CD"},
            },
        ],
    }
    assert case.answers == {"postcode": "AB1 2CD"}


@pytest.mark.parametrize("wrap", ["list", "log", "text", "walks"])
def test_a_log_replays_in_every_form_it_is_kept_in(wrap: str) -> None:
    case = do(walk(BINS), "S", "A", "G>G-C")
    log = case.choice_log
    given = {
        "list": case.log,
        "log": log,
        "text": json.loads(json.dumps(log)),
        "walks": {"version": 1, "walks": [{**log, "outcome": "limit"}]},
    }[wrap]
    again = Walkthrough.replay(draw(BINS), given)
    assert (again.log, again.tokens, again.enabled) == (case.log, case.tokens, case.enabled)


def test_going_back_undoes_the_last_step() -> None:
    case = do(walk(BINS), "S", "A", "G>G-C")
    case.back()
    assert case.tokens == ("G",)
    do(case, "G>G-B")
    assert case.tokens == ("B",)


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(WalkError, match="beginning"):
        walk(BINS).back()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"element": "B"}, "Nothing can happen at 'Send a crew' now"),
        ({"element": "Z"}, "'Z', which is not in this diagram"),
        ({}, "must name its element"),
        ("S", "must name its element"),
        ({"element": "G", "kind": "jump"}, "is none of them"),
        ({"element": "G"}, "Choose which way"),
        ({"element": "G", "chose": "G-B"}, "list of the ids"),
        ({"element": "G", "chose": ["G-X"]}, "'G-X' is not a way out"),
        ({"element": "G", "chose": ["G-B", "G-C"]}, "Only one way"),
        ({"element": "G", "chose": ["G-B"], "answers": ["x"]}, "by name"),
        ({"element": "G", "chose": ["G-B"], "answers": {"a": {"b": 1}}}, "must be text"),
        ({"element": "G", "chose": ["G-B"], "answers": {"a": "x" * 30_000}}, "longer than"),
    ],
)
def test_a_wrong_choice_is_refused_in_a_sentence_and_changes_nothing(choice: object, sentence: str) -> None:
    case = do(walk(BINS), "S", "A")
    before = case.log
    with pytest.raises(WalkError, match=sentence):
        case.take(choice)  # type: ignore[arg-type]
    assert (case.log, case.tokens) == (before, ("G",))


@pytest.mark.parametrize(
    "log",
    [None, 3, "steps", {"steps": {}}, {"version": 2, "steps": []}, {"walks": []}, [1], [{"element": 1}],
     [{"element": "S"}, {"element": "B"}], {"steps": [], "process": "Nowhere"}],
)  # fmt: skip
def test_a_log_that_does_not_fit_is_refused(log: object) -> None:
    with pytest.raises(WalkError):
        Walkthrough.replay(draw(BINS), log)


def test_history_says_what_was_said() -> None:
    case = do(walk(BINS), "S", "A", "G>G-C")
    assert [(step.text, step.said) for step in case.history] == [
        ("Report arrives", ()),
        ("Check crew log", ()),
        ("Was it out?", ("no",)),
    ]
    assert case.history[2].enabled == ("G",)


def test_steps_without_a_name_get_words() -> None:
    case = walk("start S\nuserTask A\nS -> A")
    assert case.options()[0].text.startswith("An unnamed start event")


def test_which_process_is_walked() -> None:
    two = "pool A {\nstart S\n}\npool B {\nstart T\n}"
    assert enabled(walk(two)) == {"S"}
    assert enabled(walk(two, "B_process")) == {"T"}
    with pytest.raises(WalkError, match="no process 'C'"):
        walk(two, "C")
    assert Walkthrough.replay(draw(two), [{"element": "T"}]).process == "B_process"


def test_nothing_to_walk() -> None:
    with pytest.raises(WalkError, match="nothing to walk"):
        Walkthrough.start(Diagram())


def test_an_empty_process_has_ended() -> None:
    assert walk("").outcome == "ended"


def test_a_case_names_the_ends_it_came_to() -> None:
    walk = Walkthrough.start(draw('start S "Begin"\nend E "Bin collected"\nS -> E'))
    assert walk.ends == ()
    walk.take(walk.options()[0])
    assert (walk.outcome, walk.ends) == ("ended", ("E",))
