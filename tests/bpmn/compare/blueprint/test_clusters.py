"""Grouping by what pulls together and what pushes apart."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bpmn.compare.blueprint.clusters import APART, NEVER, SAME_COUNCIL, clusters


def total(council: list[int], weights: dict[tuple[int, int], int], groups: list[list[int]]) -> int:
    """The sum of weights inside groups: what is to be as large as can be."""
    usual = {True: -SAME_COUNCIL, False: -APART}
    return sum(
        weights.get((one, two), usual[council[one] == council[two]])
        for group in groups
        for one in group
        for two in group
        if one < two
    )


def partitions(items: list[int]) -> list[list[list[int]]]:
    if not items:
        return [[]]
    found = []
    for rest in partitions(items[1:]):
        found.append([[items[0]], *rest])
        found += [[*rest[:n], [items[0], *rest[n]], *rest[n + 1 :]] for n in range(len(rest))]
    return found


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[int], dict[tuple[int, int], int]]:
    council = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    pairs = [(one, two) for two in range(len(council)) for one in range(two)]
    said = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return council, {pair: draw(st.integers(-1000, 1000)) for pair in said}


@given(problems())
def test_near_the_best_grouping_there_is_and_never_worse_than_none(
    problem: tuple[list[int], dict[tuple[int, int], int]],
) -> None:
    council, weights = problem
    groups = clusters(council, weights)

    best = max(total(council, weights, one) for one in partitions(list(range(len(council)))))
    assert sorted(step for group in groups for step in group) == list(range(len(council)))
    assert best >= total(council, weights, groups) >= best / 2 >= 0


@given(problems(), st.randoms(use_true_random=False))
def test_numbering_the_steps_otherwise_loses_nothing(
    problem: tuple[list[int], dict[tuple[int, int], int]], chance: object
) -> None:
    council, weights = problem
    order = list(range(len(council)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    other = [council[old] for old in order]
    new = {old: place for place, old in enumerate(order)}
    moved = {(min(new[a], new[b]), max(new[a], new[b])): w for (a, b), w in weights.items()}

    groups = [sorted(order[step] for step in group) for group in clusters(other, moved)]
    distinct = len({*weights.values()}) == len(weights)
    if distinct and len(council) <= 3:
        assert sorted(groups) == clusters(council, weights)
    assert total(council, weights, groups) >= 0


def test_three_that_match_two_by_two_are_one_group_though_a_pair_was_missed() -> None:
    assert clusters([0, 1, 2], {(0, 1): 700, (1, 2): 700}) == [[0, 1, 2]]


def test_two_steps_of_one_council_share_a_group_only_where_a_match_had_both() -> None:
    apart = {(0, 2): 700, (1, 2): 600}
    assert clusters([0, 0, 1], apart) == [[0, 2], [1]]
    assert clusters([0, 0, 1], {**apart, (0, 1): 0}) == [[0, 1, 2]]


def test_what_people_said_holds() -> None:
    assert clusters([0, 1, 2], {(0, 1): -NEVER, (0, 2): 900, (1, 2): 800}) == [[0, 2], [1]]
    assert clusters([0, 1], {}, together=[[0, 1]]) == [[0, 1]]
    assert clusters([0, 1, 2], {(0, 1): -400, (1, 2): 900}, together=[[0, 1]]) == [[0, 1, 2]]


def test_no_steps_and_one_step() -> None:
    assert clusters([], {}) == []
    assert clusters([3], {}) == [[0]]


def test_every_order_of_four_gives_the_same() -> None:
    weights = {(0, 1): 800, (1, 2): 750, (2, 3): 700, (0, 3): 650}
    seen = set()
    for order in permutations(range(4)):
        new = {old: place for place, old in enumerate(order)}
        moved = {(min(new[a], new[b]), max(new[a], new[b])): w for (a, b), w in weights.items()}
        groups = clusters([order[n] for n in range(4)], moved)
        seen.add(tuple(sorted(tuple(sorted(order[s] for s in group)) for group in groups)))
    assert len(seen) == 1
