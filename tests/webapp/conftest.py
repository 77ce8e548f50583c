"""A library for each test, copied from one that was made ready once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.webapp.people import People, add_people
from tests.webapp.site import Places, Site, furnish, opened
from webapp import start
from webapp.actions import indexing
from webapp.app import create_app
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


@pytest.fixture(scope="session")
def furnished(example_library: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, People, Places]:
    """A library with the examples, somebody in every role, and a draft and a published process of two councils."""
    file = tmp_path_factory.mktemp("furnished") / "library.sqlite3"
    shutil.copyfile(example_library, file)
    return file, *furnish(file)


@pytest.fixture(scope="session")
def app(example_library: Path) -> Flask:
    """The application, for the tests of pages; `site` gives it a library."""
    settings = Settings(example_library.parent, f"sqlite:///{example_library}", "a key for tests")
    return create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)


@pytest.fixture
def site(app: Flask, furnished: tuple[Path, People, Places], tmp_path: Path) -> Iterator[Site]:
    """The whole site on a furnished library of its own."""
    file, people, places = furnished
    with opened(app, file, tmp_path, people, places) as made:
        yield made


def _made(folder: Path, *, examples: bool) -> Path:
    file = folder / "library.sqlite3"
    database = start.prepare(Settings(folder, f"sqlite:///{file}", "a key for tests"), examples=examples)
    with database.session() as session:
        for _ in indexing.fill_all(session):
            pass
    database.close()
    return file


def _copied(folder: Path, made: Path) -> Settings:
    file = folder / "library.sqlite3"
    shutil.copyfile(made, file)
    return Settings(folder, f"sqlite:///{file}", "a key for tests")
