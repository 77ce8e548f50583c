"""A first start shows the example library, each thing once and marked as an example."""

from __future__ import annotations

import time
from pathlib import Path

from webapp import start
from webapp.settings import Settings
from webapp.store.database import Database
from webapp.store.queries import councils, patterns, processes, services
from webapp.store.tables import Process


def test_a_first_start_fills_the_library_quickly_and_a_second_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'a.sqlite3'}", "key")
    said: list[str] = []
    began = time.perf_counter()
    start.prepare(settings, examples=True, say=said.append).close()
    assert time.perf_counter() - began < 15
    assert any("example processes" in line for line in said)
    said.clear()
    start.prepare(settings, examples=True, say=said.append).close()
    assert said == []


def test_without_examples_there_are_patterns_and_no_processes(settings: Settings) -> None:
    start.prepare(settings, examples=False).close()
    with Database(settings.database_url).session() as session:
        assert session.query(Process).count() == 0
        assert len(patterns.patterns(session)) >= 23


def test_the_examples_are_marked_published_and_on_their_shelves(settings_with_examples: Settings) -> None:
    with Database(settings_with_examples.database_url).session() as session:
        found = session.query(Process).all()
        assert len(found) >= 20
        for process in found:
            assert process.is_example
            assert process.state == "published"
            assert process.sources
            assert process.service is not None
            assert all(
                council.is_example and "(example)" in council.name for council in process.organisations
            )
        busiest = {line.lgsl: line.councils for line in services.busiest(session)}
        assert {524, 528, 474, 279, 1729, 530, 477} <= set(busiest)
        assert min(busiest.values()) >= 2
        assert services.find(session, "bin")[0].councils == 3


def test_every_attached_pattern_is_in_the_library(settings_with_examples: Settings) -> None:
    with Database(settings_with_examples.database_url).session() as session:
        attached = [
            one for process in session.query(Process) for one in patterns.attached(session, process.current)
        ]
        assert len(attached) >= 40
        assert [one.ref for one in attached if one.record is None] == []
        held = patterns.library(session)
        named = {process.service_pattern for process in session.query(Process)}
        assert named - set(held) - {None} == set()


def test_example_councils_are_no_councils_that_could_have_a_process(settings_with_examples: Settings) -> None:
    with Database(settings_with_examples.database_url).session() as session:
        waste = services.service(session, 524)
        assert waste is not None
        assert not any(council.is_example for council in services.could_have(session, waste).councils)
        assert len(councils.councils(session, with_processes=True)) == 6
        lines = processes.of_service(session, 524)
        assert len({line.council for line in lines}) == 3
