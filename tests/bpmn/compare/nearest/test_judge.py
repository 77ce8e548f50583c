"""One process judged against others."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.compare.nearest import Common, Profile, judge, process_row, profile, step_rows, why
from bpmn.compare.nearest.judge import Candidate, Judged
from bpmn.compare.nearest.settings import ALIKE
from bpmn.compare.nearest.spaces import WordSpace
from bpmn.model import Diagram
from tests.bpmn.compare.changing import renamed
from tests.bpmn.compare.examples import EAST, NORTH, TAXES
from tests.bpmn.diagrams import diagrams
from tests.drawing import draw

SPACE = WordSpace()


def candidate(found: Profile, service: int | None = None) -> Candidate:
    labels = list(found.labels)
    rows = dict(zip(labels, SPACE.rows(labels), strict=True))
    numbers = {label: number for number, label in enumerate(labels)}
    own = [rows[step.label] for step in found.steps]
    stacked = np.stack(own) if own else SPACE.rows([])
    return Candidate(process_row(found, rows), step_rows(found, numbers), stacked, service, found.shape)


def drawn(text: str, service: int | None = None) -> Candidate:
    return candidate(profile(draw(text)), service)


@settings(max_examples=60, deadline=None)
@given(diagrams(), diagrams())
def test_the_other_way_round_is_the_mirror_image(a: Diagram, b: Diagram) -> None:
    one, two = candidate(profile(a)), candidate(profile(b))
    (there,), (back,) = judge(one, [two]), judge(two, [one])
    assert there.likeness == back.likeness
    assert {(j, i, score) for i, j, score in there.pairs} == set(back.pairs)
    assert there.in_order == back.in_order
    assert there.of == back.of[::-1]
    assert 0 <= there.likeness <= 1


@settings(max_examples=40, deadline=None)
@given(diagrams(), st.integers(0, 1000))
def test_other_ids_and_another_order_in_the_file_are_the_most_alike(diagram: Diagram, seed: int) -> None:
    one = candidate(profile(diagram))
    other = candidate(profile(renamed(diagram, seed)))
    (found,) = judge(one, [other])
    if len(one.steps):
        assert found.likeness == pytest.approx(1, abs=1e-3)
        assert len(found.pairs) == len(one.steps)
    else:
        assert found.pairs == ()


@settings(max_examples=20, deadline=None)
@given(diagrams(), st.lists(diagrams(), max_size=6))
def test_who_else_is_judged_changes_nothing(a: Diagram, others: list[Diagram]) -> None:
    one = candidate(profile(a))
    rest = [candidate(profile(other)) for other in others]
    assert judge(one, rest) == [found for other in rest for found in judge(one, [other])]


def test_judging_in_parts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [drawn(text) for text in (NORTH, EAST, TAXES)]
    whole = judge(everything[0], everything)
    # By its name: within the package the function hides the module.
    monkeypatch.setattr(sys.modules["bpmn.compare.nearest.judge"], "MOST_CELLS", 1)
    assert judge(everything[0], everything) == whole


def test_the_same_job_drawn_elsewhere_is_nearer_than_another() -> None:
    near, far = judge(drawn(NORTH), [drawn(EAST), drawn(TAXES)])
    assert near.likeness > far.likeness
    assert near.pairs


def test_a_step_has_one_partner_and_each_pair_is_alike() -> None:
    (found,) = judge(drawn(NORTH), [drawn(EAST)])
    assert len({i for i, _, _ in found.pairs}) == len(found.pairs) == len({j for _, j, _ in found.pairs})
    assert all(ALIKE <= score <= 1 for _, _, score in found.pairs)


def test_the_same_service_counts_where_both_are_known() -> None:
    same, other, unknown = judge(drawn(NORTH, 524), [drawn(EAST, 524), drawn(EAST, 279), drawn(EAST)])
    assert same.same_service
    assert not other.same_service
    assert same.likeness > unknown.likeness > other.likeness


def test_nothing_named_is_like_nothing() -> None:
    blank = drawn("start S\ntask A\nend E\nS -> A -> E")
    found = judge(blank, [drawn(NORTH), blank])
    assert [one.likeness for one in found] == [0, 0]
    assert judge(drawn(NORTH), []) == []


def test_the_opposite_order_is_seen() -> None:
    there = drawn(
        'task A "Take the payment"\ntask B "Visit the property"\ntask C "Send the badge"\nA -> B -> C'
    )
    back = drawn(
        'task A "Send the badge"\ntask B "Visit the property"\ntask C "Take the payment"\nA -> B -> C'
    )
    same, turned = judge(there, [there, back])
    assert same.in_order == 1
    assert turned.in_order < 0.5
    assert turned.likeness < same.likeness


def test_reasons_name_steps_and_say_what_both_drawings_say() -> None:
    one = Judged(0.7, ((0, 1, 0.9), (1, 0, 0.6)), 0.0, (4, 5), True, (True, False, True, True))
    told = why(
        one,
        ["Check the log", "Closed", "a", "b"],
        Common([(2, 4)], ["Postcode"]),
        {1: "Look at the log", 0: "Closed"},
    )
    assert told == (
        "2 of 4 steps and events alike: “Check the log” (there “Look at the log”), “Closed”",
        "same service",
        "both have a payment before a decision",
        "both ask “Postcode”",
    )


def test_reasons_for_nothing_are_none() -> None:
    assert why(Judged(0.3, (), 1.0, (3, 3), False), ["a", "b", "c"], Common(), {}) == ()


def test_a_long_label_is_cut_in_a_reason() -> None:
    one = Judged(0.7, ((0, 0, 0.9),), 1.0, (1, 1), False, (True,))
    (told,) = why(one, ["x" * 300], Common(), {0: "x" * 300})
    assert len(told) < 120
    assert "…" in told
