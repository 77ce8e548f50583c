"""What every page needs from its request: the database session, who is asking, and a way to refuse.

Pages hold no SQL and no rules: they read through `webapp.store.queries` and write through `webapp.actions`.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import cast
from urllib.parse import urlsplit

from flask import Flask, current_app, flash, g, request, session
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter

from webapp.permissions import VISITOR, Person
from webapp.settings import Settings
from webapp.store.database import Database


class Number(IntegerConverter):
    """A number in an address: one that a database can hold, else there is no such page."""

    regex = "[0-9]{1,9}"


SESSION_KEY = "account"
EPOCH_KEY = "epoch"
NO_EPOCH = -1
MOST_NOTES = 5
LONGEST_NOTE = 200


def settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.extensions["guildhall-settings"])


def database() -> Database:
    """The library's database."""
    return cast(Database, current_app.extensions["guildhall-database"])


def db() -> Session:
    """This request's database session; closed, and rolled back if nothing was committed, when the request ends."""
    if "db" not in g:
        g.db = database().session()
    return cast(Session, g.db)


def person() -> Person:
    """Whoever is asking: the account that signed in, or a visitor."""
    if "person" not in g:
        g.person = _person_from_session()
    return cast(Person, g.person)


def _person_from_session() -> Person:
    from webapp.store.queries import people

    user_id = session.get(SESSION_KEY)
    if user_id is None:
        return VISITOR
    found = people.person(db(), int(user_id), session.get(EPOCH_KEY, NO_EPOCH))
    if found is None:
        session.clear()
        return VISITOR
    return found


def sign_in_session(user_id: int, epoch: int) -> None:
    """Begin a signed-in session: a new one, so that nothing planted before sign-in lives on."""
    session.clear()
    session[SESSION_KEY] = user_id
    session[EPOCH_KEY] = epoch
    session.permanent = True
    g.pop("person", None)


def sign_out_session() -> None:
    """End the session."""
    session.clear()
    g.pop("person", None)


def nonce() -> str:
    """This response's nonce for the content security policy."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return cast(str, g.nonce)


def safe_next(address: str | None, otherwise: str = "/") -> str:
    """`address` when it is a path on this site, else `otherwise` (a redirect may not lead elsewhere)."""
    if not address or not address.isprintable() or "\\" in address:
        return otherwise
    if not address.startswith("/") or address.startswith("//"):
        return otherwise
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else otherwise


def flash_notes(notes: Sequence[str]) -> None:
    """Show the first few notes on the next page; they travel in a cookie, which a browser drops when it is large."""
    for note in notes[:MOST_NOTES]:
        flash(note if len(note) <= LONGEST_NOTE else f"{note[:LONGEST_NOTE]}…")
    if len(notes) > MOST_NOTES:
        flash(f"There are {len(notes) - MOST_NOTES:,} more notes like these.")


def wants_json() -> bool:
    """Whether the caller asked for JSON rather than a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def close_database(app: Flask) -> None:
    """Close the request's session when the request ends."""

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        found = g.pop("db", None)
        if found is not None:
            found.close()
