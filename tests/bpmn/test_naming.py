"""How elements are spoken of."""

from __future__ import annotations

import pytest

from bpmn.naming import called, kind_in_words, listed, opening, tidy
from tests.drawing import draw

DIAGRAM = draw("""
    pool P "Northmoor" {
        lane L "Crew" {
            start S
            task A "Check  crew log"
        }
        lane M {
            xor G
            xor H
            end E
            boundary B on=A timer=PT1H
            catch C timer=PT1H
            task D "Collect"
        }
        S -> A -> G -> H
        G -> E : no
        C -> D
    }
    pool Q
""")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("A", "'Check crew log'"),
        ("G", "the unnamed exclusive gateway after 'Check crew log'"),
        ("H", "the unnamed exclusive gateway after 'Check crew log'"),
        ("S", "the unnamed start event before 'Check crew log'"),
        ("B", "the unnamed timer boundary event on 'Check crew log'"),
        ("C", "the unnamed timer catch event before 'Collect'"),
        ("G-E", "the flow 'no' from the unnamed exclusive gateway after 'Check crew log' to "
         "the unnamed end event after 'Check crew log'"),
        ("L", "'Crew'"),
        ("M", "an unnamed lane"),
        ("P", "'Northmoor'"),
        ("Q", "an unnamed pool"),
        ("P_process", "the process 'Northmoor'"),
    ],
)  # fmt: skip
def test_called(key: str, words: str) -> None:
    assert called(DIAGRAM, key) == words


def test_a_lonely_unnamed_step_has_only_its_kind() -> None:
    assert called(draw("serviceTask A"), "A") == "an unnamed service task"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("userTask A", "user task"),
        ("sub A", "sub-process"),
        ("sub A byEvent", "event sub-process"),
        ("race A", "event-based gateway"),
        ("end A terminate", "terminate end event"),
        ("throw A compensate", "compensation throw event"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kind_in_words(draw(line).nodes[0]) == kind


def test_long_labels_are_cut() -> None:
    assert tidy("word\n" * 40).endswith("…")
    assert len(tidy("word " * 40)) <= 80


def test_lists() -> None:
    assert [listed([]), listed("a"), listed("ab"), listed("abc", "or")] == ["", "a", "a and b", "a, b or c"]


def test_a_sentence_opens_with_a_capital_where_there_is_one() -> None:
    assert [opening("the"), opening("The"), opening("'a'"), opening("ßa"), opening("")] == [
        "The",
        "The",
        "'a'",
        "ßa",
        "",
    ]


def test_data_notes_messages_and_declarations_are_called_by_what_they_are() -> None:
    diagram = draw("""
        message Report "Report arrives"
        pool P "Northmoor" {
        start S message=Report
        store D "Register"
        }
        pool R "Resident"
        R ~> S : Letter
    """)
    assert called(diagram, "D") == "the data object 'Register'"
    assert called(diagram, "Message_1") == "the message flow 'Letter'"
    assert called(diagram, "Report") == "the message 'Report arrives'"
    assert called(diagram, "Nothing") == "'Nothing'"
