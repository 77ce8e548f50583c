"""Words about matches that say several things at once, or that replace each other."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.webapp.actions.test_work import pair
from tests.webapp.people import People
from webapp.actions import matches
from webapp.errors import Refused
from webapp.store.queries import work
from webapp.store.queries.work import Said

__all__ = ["pair"]


def words(said: tuple[Said, ...]) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {(one.verdict, one.a, one.b) for one in said}


def test_a_split_is_one_word_and_taken_back_as_one(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    matches.confirm(session, people.contributor, *pair, ["A", "B"], ["A"])
    row = matches.split(session, people.contributor, *pair, ["A", "B"], ["A"], ["A", ""])
    said = work.said(session, *pair)
    assert words(said) == {("confirmed", ("A",), ("A",)), ("rejected", ("B",), ("A",))}
    assert {one.together for one in said} == {row.id}
    matches.undo(session, people.contributor, said[-1].id)
    assert words(work.said(session, *pair)) == {("confirmed", ("A", "B"), ("A",))}, "the group is back"


def test_joining_replaces_what_held_one_of_the_steps_and_undoing_brings_it_back(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    matches.confirm(session, people.contributor, *pair, ["A"], ["A"])
    matches.confirm(session, people.contributor, *pair, ["B"], ["B"])
    joined = matches.confirm(session, people.editor, *pair, ["A", "B"], ["A"])
    assert words(work.said(session, *pair)) == {("confirmed", ("A", "B"), ("A",))}
    matches.undo(session, people.editor, joined.id)
    assert words(work.said(session, *pair)) == {("confirmed", ("A",), ("A",)), ("confirmed", ("B",), ("B",))}


def test_a_step_without_partner_and_then_with_one(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    matches.confirm(session, people.contributor, *pair, ["A"], ["A"])
    matches.reject(session, people.contributor, *pair, ["A"], [])
    assert words(work.said(session, *pair)) == {("rejected", ("A",), ())}
    matches.confirm(session, people.contributor, *pair, ["A"], ["B"])
    assert words(work.said(session, *pair)) == {("confirmed", ("A",), ("B",))}


def test_rejecting_one_pair_of_a_confirmed_group_ends_the_group_only(
    session: Session, people: People, pair: tuple[int, int]
) -> None:
    matches.confirm(session, people.contributor, *pair, ["A"], ["A"])
    matches.reject(session, people.contributor, *pair, ["B"], ["B"])
    matches.confirm(session, people.contributor, *pair[::-1], ["B"], ["B"])
    matches.reject(session, people.contributor, *pair, ["A", "B"], ["A"])
    assert words(work.said(session, *pair)) == {
        ("confirmed", ("B",), ("B",)),
        ("rejected", ("A", "B"), ("A",)),
    }


def test_joining_ends_the_no_that_it_holds(session: Session, people: People, pair: tuple[int, int]) -> None:
    matches.reject(session, people.contributor, *pair, ["A"], ["A"])
    matches.reject(session, people.contributor, *pair, ["B"], ["B"])
    matches.confirm(session, people.contributor, *pair, ["A", "B"], ["A"])
    assert words(work.said(session, *pair)) == {
        ("confirmed", ("A", "B"), ("A",)),
        ("rejected", ("B",), ("B",)),
    }


def test_what_is_no_group_is_not_split(session: Session, people: People, pair: tuple[int, int]) -> None:
    for a, b, partners in (
        (["A"], ["A"], ["A"]),
        (["A", "B"], ["A"], ["A", "A"]),
        (["A", "B"], ["A"], ["X", ""]),
    ):
        with pytest.raises(Refused):
            matches.split(session, people.contributor, *pair, a, b, partners)
    with pytest.raises(Refused):
        matches.reject(session, people.contributor, *pair, [], [])
    with pytest.raises(Refused):
        matches.confirm(session, people.contributor, *pair, ["A"], [])
    assert work.said(session, *pair) == ()
