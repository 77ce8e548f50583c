"""A library for each test, copied from one that was made ready once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.webapp.people import People, add_people
from webapp import start
from webapp.settings import Settings
from webapp.store.database import Database


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the catalogues and starter patterns in it, and no processes."""
    return _made(tmp_path_factory.mktemp("empty"), examples=False)


@pytest.fixture(scope="session")
def example_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file as a first start makes it, examples and all."""
    return _made(tmp_path_factory.mktemp("examples"), examples=True)


@pytest.fixture
def settings(tmp_path: Path, empty_library: Path) -> Settings:
    """Settings of a library of one's own, without examples."""
    return _copied(tmp_path, empty_library)


@pytest.fixture
def settings_with_examples(tmp_path: Path, example_library: Path) -> Settings:
    """Settings of a library of one's own, with the examples."""
    return _copied(tmp_path, example_library)


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The database of `settings`."""
    made = Database(settings.database_url)
    yield made
    made.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session on it."""
    with database.session() as opened:
        yield opened


@pytest.fixture
def people(session: Session) -> People:
    """Somebody in every role, in two councils."""
    return add_people(session)


def _made(folder: Path, *, examples: bool) -> Path:
    file = folder / "library.sqlite3"
    start.prepare(Settings(folder, f"sqlite:///{file}", "a key for tests"), examples=examples).close()
    return file


def _copied(folder: Path, made: Path) -> Settings:
    file = folder / "library.sqlite3"
    shutil.copyfile(made, file)
    return Settings(folder, f"sqlite:///{file}", "a key for tests")
