"""PostgreSQL's pgvector extension, where it can be had: the same rows as vectors of its own, with an index over them.

The two tables lie beside the mapped ones (their names begin like the search index's), because only some databases
have them. Everything in them is also in the mapped tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

import numpy as np
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bpmn.compare.nearest.rows import unpacked
from bpmn.compare.nearest.spaces import WIDTH, Rows

PROCESSES, LABELS = "search_index_processes", "search_index_labels"
TABLES = (PROCESSES, LABELS)
AVAILABLE = "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"
READY = "SELECT to_regclass('search_index_processes') IS NOT NULL"
_known: WeakKeyDictionary[Engine, bool] = WeakKeyDictionary()


def make(connection: Connection) -> bool:
    """Make the two tables, where the database has the extension or may be given it. True when they are there."""
    if connection.dialect.name != "postgresql":
        return False
    if not connection.scalar(text(AVAILABLE)):
        return False
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
            for table in TABLES:
                connection.execute(
                    text(
                        f"CREATE TABLE IF NOT EXISTS {table} "
                        f"(id integer PRIMARY KEY, made_with text NOT NULL, vector vector({WIDTH}) NOT NULL)"
                    )
                )
                connection.execute(
                    text(
                        f"CREATE INDEX IF NOT EXISTS {table}_near ON {table} "
                        "USING hnsw (vector vector_ip_ops) WITH (m = 16, ef_construction = 64)"
                    )
                )
    except DBAPIError:
        # Whoever may not add the extension searches in memory instead.
        return False
    return True


def ready(session: Session) -> bool:
    """Whether this database has the two tables. Asked once for each engine."""
    engine = session.get_bind().engine
    if engine.dialect.name != "postgresql":
        return False
    if engine not in _known:
        _known[engine] = bool(session.scalar(text(READY)))
    return _known[engine]


def goes_on(session: Session) -> bool:
    """Whether its index looks further where some of what it found is not allowed (pgvector 0.8 and newer)."""
    version = session.scalar(text("SELECT extversion FROM pg_extension WHERE extname = 'vector'")) or "0"
    return tuple(int(part) for part in str(version).split(".")[:2] if part.isdigit()) >= (0, 8)


def keep(session: Session, table: str, rows: Mapping[int, bytes], made_with: str) -> None:
    """Put packed rows in, each in place of what stood under its number."""
    if not rows or not ready(session):
        return
    session.execute(
        text(
            f"INSERT INTO {table} (id, made_with, vector) VALUES (:id, :made_with, :vector) "
            "ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, made_with = excluded.made_with"
        ),
        [
            {"id": number, "made_with": made_with, "vector": literal(unpacked(row))}
            for number, row in rows.items()
        ],
    )


def forget(session: Session, table: str, numbers: Iterable[int]) -> None:
    """Take rows out."""
    gone = [{"id": number} for number in numbers]
    if gone and ready(session):
        session.execute(text(f"DELETE FROM {table} WHERE id = :id"), gone)


def forget_all(session: Session) -> None:
    """Take every row out."""
    for table in TABLES:
        session.execute(text(f"DELETE FROM {table}"))


def literal(row: Rows) -> str:
    """A row as pgvector reads it."""
    return "[" + ",".join(f"{value:.5g}" for value in np.asarray(row, np.float32)) + "]"
