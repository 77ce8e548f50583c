"""`guildhall db`: the tables."""

from __future__ import annotations

import click


@click.group("db")
def command() -> None:
    """Bring the tables up to date, or say where they stand."""


@command.command("upgrade")
def upgrade() -> None:
    """Bring the tables up to this version of the product. Nothing is filled in."""
    from webapp import settings
    from webapp.store import migrate
    from webapp.store.database import Database

    database = Database(settings.load().database_url)
    changed = migrate.upgrade(database)
    click.echo(f"{'Brought up to' if changed else 'Already at'} {migrate.newest()}.")


@command.command("current")
def current() -> None:
    """Say where the tables stand, and where this version of the product needs them."""
    from webapp import settings
    from webapp.store import migrate
    from webapp.store.database import Database

    at = migrate.current(Database(settings.load().database_url))
    newest = migrate.newest()
    rest = "" if at == newest else f"; this version needs {newest}: run guildhall db upgrade"
    click.echo(f"{at or 'no tables yet'}{rest}")
