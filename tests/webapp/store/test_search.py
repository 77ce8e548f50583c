"""The search index: stems, everyday words, and nobody finds what they may not read."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp.store import search
from webapp.store.database import writing
from webapp.store.search import Entry, Reader


def fill(session: Session) -> None:
    with writing(session):
        search.index(
            session,
            [
                Entry("process", "1", "Report a missed bin", body="Check the crew's log · Return"),
                Entry("process", "2", "Apply for a permit", body="Check the proof", organisations=(12,)),
                Entry("process", "3", "Draft of nobody", body="Checking", organisations=()),
            ],
        )


def refs(session: Session, words: str, reader: Reader | None = None) -> list[str]:
    return [hit.ref for hit in search.find(session, words, kinds=("process",), reader=reader)]


def test_stems_are_found(session: Session) -> None:
    fill(session)
    assert refs(session, "checks") == ["1"]
    assert refs(session, "missing bins") == ["1"]


def test_a_draft_is_found_by_its_own_council_alone(session: Session) -> None:
    fill(session)
    assert refs(session, "permit") == []
    assert refs(session, "permit", Reader((1, 2))) == []
    assert refs(session, "permit", Reader((12,))) == ["2"]
    assert sorted(refs(session, "check", Reader(everything=True))) == ["1", "2", "3"]


def test_a_changed_entry_stands_once_and_a_removed_one_not_at_all(session: Session) -> None:
    fill(session)
    with writing(session):
        search.index(session, [Entry("process", "1", "Something else")])
    assert refs(session, "missed") == []
    assert refs(session, "something") == ["1"]
    with writing(session):
        search.remove(session, "process", "1")
    assert refs(session, "something") == []


def test_the_place_it_was_found_is_shown(session: Session) -> None:
    fill(session)
    (hit,) = search.find(session, "crew", kinds=("process",))
    assert "[crew" in hit.snippet


def test_unfinished_words_and_partial_answers(session: Session) -> None:
    fill(session)
    assert refs(session, "miss") == ["1"]
    assert refs(session, "missed unicorn") == ["1"]
