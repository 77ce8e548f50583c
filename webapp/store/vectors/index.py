"""The index of a database: in memory, or PostgreSQL's own."""

from __future__ import annotations

from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from webapp.store.vectors import pgvector
from webapp.store.vectors.memory import MemoryIndex
from webapp.store.vectors.postgresql import PostgresqlIndex

Index = MemoryIndex | PostgresqlIndex

_indexes: WeakKeyDictionary[Engine, Index] = WeakKeyDictionary()
_lock = Lock()


def index(session: Session) -> Index:
    """The index of the session's database, up to date with what the session sees. The first time it is loaded, which
    takes a second or two in a large library."""
    engine = session.get_bind().engine
    with _lock:
        found = _indexes.get(engine)
        if found is None:
            found = _indexes[engine] = PostgresqlIndex() if pgvector.ready(session) else MemoryIndex()
    found.refresh(session)
    return found
