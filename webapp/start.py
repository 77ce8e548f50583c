"""Making a library ready: its tables, its catalogues, its starter patterns and, when wanted, its examples."""

from __future__ import annotations

from collections.abc import Callable

from webapp.actions import catalogues, uploads, walkthroughs, workshops
from webapp.examples import load
from webapp.settings import Settings
from webapp.store import migrate
from webapp.store.database import Database


def _silent(_text: str) -> None:
    return None


def prepare(settings: Settings, *, examples: bool, say: Callable[[str], None] = _silent) -> Database:
    """Bring the library of these settings up to date and fill it where it is empty.

    `say` hears a short sentence before anything that takes a moment. Doing it again changes nothing.
    """
    database = Database(settings.database_url)
    if migrate.upgrade(database):
        say("The tables are up to date.")
    with database.session() as session:
        for result in catalogues.load_all(session):
            say(f"Loaded {result.rows:,} {result.title}." if result.rows else "")
        count = load.load_patterns(session)
        if count:
            say(f"Loaded {count} starter patterns.")
        count = load.load_examples(session) if examples else 0
        if count:
            say(f"Loaded {count} example processes.")
        uploads.expire_tries(session)
        walkthroughs.expire(session)
        workshops.expire(session)
    return database
