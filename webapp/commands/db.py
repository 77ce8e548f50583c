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


@command.command("check")
def check() -> None:
    """Check every diagram of the library again, where a rule or the checker changed since."""
    from webapp.actions import checking
    from webapp.commands.files import each
    from webapp.commands.library import library
    from webapp.store.queries import checks

    with library() as session:
        done, total = checks.progress(session, checking.mark(checks.severities(session)))
        batches = each(checking.recheck_all(session), "Checking", -(-(total - done) // checking.BATCH))
        click.echo(f"Checked {sum(batches):,} of {total:,} versions again.")


@command.command("index")
@click.option("--rebuild", is_flag=True, help="Make everything again, not only what is missing.")
def index(rebuild: bool) -> None:
    """Put into the index for meaning what is not in it yet, or not as it is now."""
    from webapp.actions import indexing
    from webapp.commands.files import each
    from webapp.commands.library import library
    from webapp.store.vectors import writing

    with library() as session:
        if rebuild:
            indexing.forget_all(session)
        left = writing.count_unfilled(session)
        batches = each(indexing.fill_all(session), "Indexing", -(-left // indexing.BATCH))
        click.echo(f"Put {sum(batches):,} processes into the index, {writing.how()}.")
