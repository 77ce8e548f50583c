"""Opening the library for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from webapp import settings, start
from webapp.errors import Refused
from webapp.store.database import Database
from webapp.store.queries import councils
from webapp.store.tables import Organisation


def say(text: str) -> None:
    """A line for the person at the terminal, out of the way of what is printed."""
    click.echo(text, err=True)


@contextmanager
def library(examples: bool = False) -> Iterator[Session]:
    """A session on this installation's library, made ready first."""
    database: Database = start.prepare(settings.load(), examples=examples, say=say)
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def council(session: Session, slug: str) -> Organisation:
    """The council of that slug. Raises `Refused`."""
    found = councils.council(session, slug)
    if found is None:
        near = ", ".join(line.slug for line in councils.councils(session, words=slug.replace("-", " "))[:3])
        raise Refused(f"There is no council “{slug}”." + (f" Did you mean: {near}?" if near else ""))
    return found
