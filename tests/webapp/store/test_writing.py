"""The one way to write: whole or not at all, one writer at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.store.database import Database, writing
from webapp.store.tables import Attempt, Function


def keys(session: Session) -> list[str]:
    return list(session.scalars(select(Attempt.key).order_by(Attempt.id)))


def fail(session: Session, key: str) -> None:
    with writing(session):
        session.add(Attempt(key=key))
        session.flush()
        raise RuntimeError


def test_what_is_raised_rolls_everything_back(session: Session) -> None:
    with pytest.raises(RuntimeError):
        fail(session, "a")
    assert keys(session) == []


def test_a_part_that_fails_is_undone_on_its_own(session: Session) -> None:
    with writing(session):
        session.add(Attempt(key="kept"))
        with pytest.raises(RuntimeError):
            fail(session, "lost")
    assert keys(session) == ["kept"]


def test_a_reader_that_turns_writer_sees_what_came_in_between(database: Database) -> None:
    with database.session() as first, database.session() as second:
        assert first.get(Function, 1) is not None
        with writing(second):
            second.add(Attempt(key="second"))
        with writing(first):
            first.add(Attempt(key="first"))
        assert keys(first) == ["second", "first"]


def test_many_writers_wait_for_each_other(database: Database) -> None:
    def write(number: int) -> None:
        with database.session() as session, writing(session):
            count = len(keys(session))
            session.add(Attempt(key=f"{count}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with database.session() as session:
        assert keys(session) == [str(number) for number in range(40)]
