"""Hard input gets an answer, in time."""

from __future__ import annotations

import time

import pytest

from bpmn.compare import compare
from bpmn.model import Diagram, Flow, Node, Process
from tests.bpmn.compare.changing import renamed
from tests.bpmn.compare.examples import NORTH
from tests.drawing import draw

SECONDS = 5.0


def chain(labels: list[str]) -> Diagram:
    """A process of one task after another."""
    nodes = tuple(
        Node(
            f"T{i}",
            "task",
            label,
            "P",
            "P",
            incoming=(f"F{i - 1}",) if i else (),
            outgoing=(f"F{i}",) if i < len(labels) - 1 else (),
        )
        for i, label in enumerate(labels)
    )
    flows = tuple(Flow(f"F{i}", f"T{i}", f"T{i + 1}", "P") for i in range(len(labels) - 1))
    return Diagram(processes=(Process("P", ""),), nodes=nodes, flows=flows)


def test_the_same_file_twice() -> None:
    comparison = compare(draw(NORTH), draw(NORTH))

    assert comparison.similarity == 1.0
    assert comparison.statements == ()
    assert {row.how for row in comparison.rows} == {"matched"}


def test_nothing_at_all() -> None:
    assert compare(Diagram(), Diagram()).similarity == 1.0
    assert compare(Diagram(), draw(NORTH)).matches == ()


def test_no_labels_are_matched_by_their_surroundings_or_not_at_all() -> None:
    three, two = chain(["", "", ""]), chain(["", ""])

    assert compare(three, renamed(three)).similarity == 1.0
    assert all(match.by == "context" for match in compare(three, two).matches)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Prüfung des Antrags", "Prufung des Antrages"),
        ("проверить заявление", "проверить заявления"),
        ("申請を確認する", "申請の確認"),
        ("Gwirio'r cais", "Gwirio cais"),
    ],
)
def test_other_languages_and_scripts_match_by_their_letters(ours: str, theirs: str) -> None:
    assert [match.a for match in compare(chain([ours]), chain([theirs])).matches] == [("T0",)]


def test_a_label_of_5000_characters() -> None:
    long = "Check that " * 455

    assert compare(chain([long, "Pay"]), chain([long + "x", "Pay"])).matches[0].a == ("T0",)


@pytest.mark.parametrize(
    "labels",
    [
        [f"Step {i}" for i in range(1000)],
        ["Check the application"] * 1000,
        [""] * 1000,
        [f"Check item {i % 37} and send letter {i % 53}" for i in range(1000)],
        ["x" * 5000 + str(i) for i in range(200)],
    ],
    ids=["numbered", "all alike", "no labels", "mixed", "long"],
)
def test_a_thousand_steps_in_five_seconds(labels: list[str]) -> None:
    started = time.process_time()

    comparison = compare(chain(labels), chain(list(reversed(labels))[: len(labels) - 7]))

    assert time.process_time() - started < SECONDS
    assert 0.0 <= comparison.similarity < 1.0
