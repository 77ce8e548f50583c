"""One database URL: the engine, its sessions, and the one way to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session, sessionmaker

__all__ = ["Database", "Session", "writing"]

WRITES = "guildhall_writes"


class Database:
    """The library's database. `url` is a SQLAlchemy URL; SQLite and PostgreSQL are tried."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _engine(url, self.is_sqlite)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    def session(self) -> Session:
        """A new session, to be closed by whoever asked (it is a context manager)."""
        return self._sessions()

    def close(self) -> None:
        """Let go of every pooled connection."""
        self.engine.dispose()


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """One transaction that writes: committed at the end, rolled back whole when anything is raised.

    Within another it is a part of that one, undone on its own when it fails. What was only read before in
    the session is let go first, and SQLite then takes its write lock at once: a read snapshot that later
    turns into a write fails when somebody else wrote in between.
    """
    if session.info.get(WRITES):
        with session.begin_nested():
            yield session
        return
    session.commit()
    # And forgotten: a row read before the write lock was had may have been changed by whoever had it before.
    session.expire_all()
    session.info[WRITES] = True
    try:
        session.connection(execution_options={WRITES: True})
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(WRITES, None)


def _engine(url: str, is_sqlite: bool) -> Engine:
    if not is_sqlite:
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own guessing when to begin breaks savepoints and DDL in transactions: `_begin_sqlite` does
    # it.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=30000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
