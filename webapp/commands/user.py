"""`guildhall user`: the accounts, from the machine itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from webapp.permissions import LIBRARY, ROLES


@click.group("user")
def command() -> None:
    """Add accounts, list them, give roles."""


@command.command("add")
@click.argument("email")
@click.option("--name", help="What the person is called (asked for when left out).")
@click.option(
    "--council", metavar="SLUG", help="Add to this council, rather than as the library's administrator."
)
@click.option("--role", type=click.Choice(ROLES), default="contributor", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(email: str, name: str | None, council: str | None, role: str, password_stdin: bool) -> None:
    """Make an account: the library's administrator, or with --council somebody in a council."""
    from webapp.actions import accounts
    from webapp.commands import library

    password = _password(password_stdin)
    called = name or (email.split("@")[0] if password_stdin else click.prompt("Name", err=True))
    with library.library() as session:
        if council is None:
            accounts.add_first_admin(session, email, called, password)
            click.echo(f"{email} is an administrator of the library.")
            return
        place = library.council(session, council)
        accounts.add_member(session, LIBRARY, email, called, password, place.id, role)
        click.echo(f"{email} is {role} of {place.name}.")


@command.command("list")
def list_users() -> None:
    """List every account with its roles."""
    from webapp.commands import library
    from webapp.store.queries import people

    with library.library() as session:
        for user in people.users(session):
            roles = [f"{member.role} of {member.organisation.slug}" for member in user.memberships]
            roles = ["library administrator"] * user.is_library_admin + roles
            closed = "" if user.is_active else " (closed)"
            click.echo(f"{user.email}  {user.name}  {', '.join(roles) or 'no role'}{closed}")


@command.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice([*ROLES, "library", "none"]))
@click.option("--council", metavar="SLUG", help="In which council; without it, in the library itself.")
def role(email: str, role: str, council: str | None) -> None:
    """Give somebody a role in a council (`none` takes it away), or make them the library's administrator."""
    from webapp.actions import accounts
    from webapp.commands import library
    from webapp.errors import Refused
    from webapp.store.queries import people

    if (role == "library") == (council is not None) and role != "none":
        raise click.UsageError("Name a --council for a role in one; `library` takes none.")
    with library.library() as session:
        user = people.user_by_email(session, email)
        if user is None:
            raise Refused(f"There is no account for {email}.")
        if council is None:
            accounts.set_library_admin(session, LIBRARY, user.id, role == "library")
        else:
            place = library.council(session, council)
            accounts.set_role(session, LIBRARY, user.id, place.id, None if role == "none" else role)
        click.echo(f"{email}: {role}{f' of {council}' if council else ''}.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    ask: Callable[..., Any] = click.prompt
    return str(ask("Password", hide_input=True, confirmation_prompt=True, err=True))
