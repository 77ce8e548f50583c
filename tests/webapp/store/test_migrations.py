"""The history of the tables ends where the mapped tables are."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from webapp.store import migrate
from webapp.store.database import Database
from webapp.store.tables import Base


def fresh(folder: Path) -> Database:
    return Database(f"sqlite:///{folder / 'fresh.sqlite3'}")


def test_migrations_from_nothing_give_the_mapped_tables(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    assert migrate.current(database) is None
    assert migrate.upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, kind, _r, _c: (
                    not (kind == "table" and name.startswith("search_index"))
                ),
            },
        )
        assert compare_metadata(context, Base.metadata) == []
        tables = set(inspect(connection).get_table_names())
    assert set(Base.metadata.tables) <= tables
    assert "search_index" in tables


def test_a_second_upgrade_has_nothing_to_do(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    migrate.upgrade(database)
    assert migrate.current(database) == migrate.newest()
    assert not migrate.upgrade(database)


def test_sqlite_keeps_foreign_keys_and_reads_while_it_writes(tmp_path: Path) -> None:
    with fresh(tmp_path).engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == 30000
