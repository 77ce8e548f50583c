"""The thread that puts into the index for meaning what is not in it yet."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from webapp.actions import indexing
from webapp.jobs import filling
from webapp.jobs.filling import Filler
from webapp.settings import Settings
from webapp.store.database import Database
from webapp.store.queries import nearest, processes
from webapp.store.vectors import writing

PATIENCE = 60


@pytest.fixture
def examples(settings_with_examples: Settings) -> Iterator[Database]:
    """A library with the examples and an empty index, as after a first start."""
    database = Database(settings_with_examples.database_url)
    with database.session() as session:
        indexing.forget_all(session)
    yield database
    database.close()


def test_it_fills_the_index_after_a_first_start(examples: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(filling, "PAUSE", 0)
    monkeypatch.setattr(filling, "index", lambda _session: done.set())
    filler = Filler(examples)
    filler.start()
    assert done.wait(PATIENCE)
    filler.stop()
    with examples.session() as session:
        assert writing.count_unfilled(session) == 0
        first = processes.process(session, "1")
        assert first is not None
        assert nearest.nearest(session, first)[0].same_service


def test_a_failure_does_not_end_it(examples: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    again = threading.Event()
    looks: list[int] = []

    def failing(_session: Session, _most: int) -> Iterator[int]:
        looks.append(1)
        if len(looks) > 1:
            again.set()
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(filling, "PAUSE", 0)
    monkeypatch.setattr(filling, "EVERY", 0.01)
    monkeypatch.setattr(filling.indexing, "fill_all", failing)
    filler = Filler(examples)
    filler.start()
    assert again.wait(PATIENCE)
    filler.stop()


def test_it_can_be_stopped_before_it_began(examples: Database) -> None:
    filler = Filler(examples)
    filler.start()
    filler.stop()
    with examples.session() as session:
        assert writing.count_unfilled(session) > 0


def test_it_rests_between_its_steps(examples: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever uses the library just after a start does not wait for all of it."""
    rested: list[float] = []
    filler = Filler(examples)
    monkeypatch.setattr(filler._stop, "wait", lambda seconds: rested.append(seconds))
    with examples.session() as session:
        steps = len(list(filler._gently(indexing.fill_all(session, filling.AT_ONCE), 3.0)))
    assert steps > 4
    assert len(rested) == steps
    assert all(seconds > 0 for seconds in rested)


def test_labels_are_met_once(examples: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[int] = []
    monkeypatch.setattr(filling, "ahead", lambda diagram: iter([met.append(len(diagram.nodes))]))
    monkeypatch.setattr(filling, "MEETING", 0.0)
    filler = Filler(examples)
    with examples.session() as session:
        filler._meet(session)
        first = len(met)
        filler._meet(session)
    assert first == len(met) > 10
