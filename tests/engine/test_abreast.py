"""Two walks in step: rows, waiting, decisions asked once, back; and the laws that hold for any two diagrams."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpmn.model import Diagram
from engine.abreast import Abreast
from engine.errors import EndlessWalk, WalkError
from engine.in_step import Partners, Row, rows
from engine.limits import WalkLimits
from engine.same_decision import same_decisions
from engine.walkthrough import Walkthrough
from tests.drawing import draw
from tests.engine.diagrams import drawn

ONE = """
pool P "One" {
  start S "Begin"
  task A "Ask"
  xor G "Enough?"
  task B "Book"
  end Y "Booked"
  end N "Refused"
  S -> A -> G
  G -> B : yes [amount > 20]
  G -> N : no
  B -> Y
}
"""
TWO = """
pool P "Two" {
  start T "Begin"
  task X "Look"
  task C "Ask"
  xor H "Is it enough?"
  task D "Book"
  end V "Booked"
  end M "Refused"
  T -> X -> C -> H
  H -> D : fine [${total gt 20}]
  H -> M : poor
  D -> V
}
"""
MATCHES = [(("S",), ("T",)), (("A",), ("C",)), (("B",), ("D",))]


def abreast() -> Abreast:
    one, two = draw(ONE), draw(TWO)
    names = {"amount": "total"}
    partners = Partners(MATCHES, same_decisions(one, two, names))
    return Abreast(Walkthrough.start(one), Walkthrough.start(two), partners, names)


def shown(both: Abreast) -> list[tuple[str | None, str | None]]:
    ours, theirs = (both.walks[side].history for side in ("a", "b"))
    return [
        (
            None if row.a is None else ours[row.a].element,
            None if row.b is None else theirs[row.b].element,
        )
        for row in both.rows
    ]


def test_one_waits_while_the_other_does_what_it_alone_has() -> None:
    both = abreast()
    both.take(both.turn())
    turn = both.turn()
    assert (turn.a, turn.b and turn.b.element, turn.ahead) == (None, "X", ("X",))
    both.take(turn)
    turn = both.turn()
    assert turn.together
    assert turn.a
    assert turn.b
    assert (turn.a.element, turn.b.element) == ("A", "C")
    assert shown(both) == [("S", "T"), (None, "X")]


def test_a_decision_over_the_same_answer_is_made_once() -> None:
    both = abreast()
    while not ((turn := both.turn()).together and turn.a and turn.a.kind == "choose"):
        both.take(turn)
    (flow,) = (way.flow for way in turn.a.flows if not way.otherwise and way.text == "no")
    both.take(turn, chose={"a": [flow]})
    assert [walk.ends for walk in both.walks.values()] == [("N",), ("M",)]
    assert both.turn().over


def test_answers_decide_on_both_by_the_names_of_each() -> None:
    both = abreast()
    both.take(both.turn())
    both.take(both.turn())
    both.take(both.turn(), answers={"a": {"amount": "30"}, "b": {"total": "30"}})
    assert shown(both)[-1] == ("G", "H")
    assert both.turn().together


def test_other_decisions_are_not_taken_for_the_same() -> None:
    one, two = draw(ONE), draw(TWO)
    assert same_decisions(one, two, {"amount": "total"}) == {"G": "H"}
    assert same_decisions(one, two, {}) == {}


def test_back_takes_a_row_from_both() -> None:
    both = abreast()
    both.take(both.turn())
    both.take(both.turn())
    both.take(both.turn(), answers={"a": {"amount": "30"}, "b": {"total": "30"}})
    both.back()
    assert shown(both) == [("S", "T"), (None, "X")]
    both.back()
    both.back()
    assert shown(both) == []
    with pytest.raises(WalkError, match="beginning on both sides"):
        both.back()


def test_by_hand_only_one_side_moves() -> None:
    both = abreast()
    both.take(both.turn())
    both.take(both.turn("a"))
    assert shown(both) == [("S", "T"), ("A", None)]
    both.take(both.turn("b"))
    both.take(both.turn("b"))
    assert shown(both) == [("S", "T"), (None, "X"), ("A", "C")]


def test_a_turn_that_one_side_refuses_moves_neither() -> None:
    both = abreast()
    turn = both.turn()
    both.walks["b"].take({"element": "T"})
    with pytest.raises(WalkError):
        both.take(turn)
    assert [len(walk.history) for walk in both.walks.values()] == [0, 1]


def test_going_on_by_itself_ends_in_a_loop() -> None:
    loop = draw("""
pool P "Round" {
  start S "Begin"
  task A "Do"
  task B "Again"
  S -> A -> B -> A
}
""")
    other = draw("""
pool P "Stands" {
  start S "Begin"
  task Z "Wait"
  end E
  S -> Z -> E
}
""")
    both = Abreast(Walkthrough.start(loop), Walkthrough.start(other), Partners([(("S",), ("S",))]))
    while both.walks["b"].outcome == "going":
        both.take(both.turn())
    assert both.onwards(lambda _side, _option: True) == 50


SEEDS = st.integers(0, 2**20)
SMALL = WalkLimits(moves=50, tokens=60)


def _two(seed: int, other: int) -> tuple[Diagram, Diagram, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    a, b = drawn(seed), drawn(other)
    ours, theirs = ([node.key for node in one.nodes if not node.is_gateway] for one in (a, b))
    matches = [((one,), (two,)) for one, two in zip(ours[::2], theirs[::3], strict=False)]
    return a, b, matches


def _walked(
    a: Diagram,
    b: Diagram,
    matches: list[tuple[tuple[str, ...], tuple[str, ...]]],
    turns: int,
) -> Abreast | None:
    """So many turns, every decision taking its first way; None where the diagram goes round for ever."""
    try:
        both = Abreast(
            Walkthrough.start(a, limits=SMALL), Walkthrough.start(b, limits=SMALL), Partners(matches)
        )
        for _ in range(turns):
            turn = both.turn()
            if turn.over:
                break
            chose = {
                side: [min(way.flow for way in option.flows)] if option.flows else []
                for side in ("a", "b")
                if (option := turn.of(side)) is not None
            }
            both.take(turn, chose=chose)  # type: ignore[arg-type]
    except (EndlessWalk, WalkError):
        return None
    return both


@given(SEEDS, SEEDS, st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_every_step_stands_in_one_row_in_its_own_order(seed: int, other: int, turns: int) -> None:
    a, b, matches = _two(seed, other)
    if (both := _walked(a, b, matches, turns)) is None:
        return
    found = both.rows
    for side, places in (("a", [r.a for r in found]), ("b", [r.b for r in found])):
        told = [place for place in places if place is not None]
        assert told == list(range(len(both.walks[side].history)))  # type: ignore[index]
    groups = both.partners
    for row in found:
        if row.a is not None and row.b is not None:
            one, two = both.walks["a"].history[row.a], both.walks["b"].history[row.b]
            assert groups.of("a", one.kind, one.element) == groups.of("b", two.kind, two.element)


@given(SEEDS, SEEDS, st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_with_the_sides_exchanged_the_same_happens(seed: int, other: int, turns: int) -> None:
    a, b, matches = _two(seed, other)
    one = _walked(a, b, matches, turns)
    two = _walked(b, a, [(theirs, ours) for ours, theirs in matches], turns)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one.walks["a"].log == two.walks["b"].log
        assert one.walks["b"].log == two.walks["a"].log
        together = [row for row in one.rows if None not in (row.a, row.b)]
        mirrored = [Row(row.b, row.a) for row in two.rows if None not in (row.a, row.b)]
        assert together == mirrored


@given(SEEDS, SEEDS, st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_back_undoes_and_both_logs_replay(seed: int, other: int, turns: int) -> None:
    a, b, matches = _two(seed, other)
    if (both := _walked(a, b, matches, turns)) is None:
        return
    for side, diagram in (("a", a), ("b", b)):
        walk = both.walks[side]  # type: ignore[index]
        assert Walkthrough.replay(diagram, walk.choice_log, limits=SMALL).tokens == walk.tokens
    for _ in range(2 * turns + 2):
        before = sum(len(walk.history) for walk in both.walks.values())
        try:
            both.back()
        except WalkError:
            break
        assert sum(len(walk.history) for walk in both.walks.values()) < before
    assert all(step.because for walk in both.walks.values() for step in walk.history)


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_a_process_beside_itself_is_in_step_all_the_way(seed: int) -> None:
    diagram = drawn(seed)
    matches = [((node.key,), (node.key,)) for node in diagram.nodes]
    decisions = {node.key: node.key for node in diagram.nodes}
    try:
        one = Walkthrough.start(diagram, limits=SMALL)
    except WalkError:
        return
    partners = Partners(matches, decisions)
    both = Abreast(one, Walkthrough.start(replace(diagram), limits=SMALL), partners)
    for _ in range(8):
        turn = both.turn()
        if turn.over:
            break
        assert turn.a
        assert turn.b
        assert turn.a.element == turn.b.element
        flows = [min(way.flow for way in turn.a.flows)] if turn.a.flows else []
        try:
            both.take(turn, chose={"a": flows, "b": flows})
        except WalkError:
            return
    assert all(row.a is not None and row.b is not None for row in both.rows)
    assert rows(one.history, one.history, partners) == tuple(Row(n, n) for n in range(len(one.history)))
