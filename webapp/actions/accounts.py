"""Accounts: the first administrator, signing in, changing one's password; and the rest of accounts in one
import."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp.actions import base
from webapp.actions.account_parts import check_role, email_of, give_role, name_of, throttle, user_of
from webapp.actions.councils import add_organisation, edit_council
from webapp.actions.invitations import accept, invite
from webapp.actions.passwords import HASHER, good_password, matches, nobodys_hash, set_password
from webapp.actions.resets import request_reset, reset_password, send_reset_for
from webapp.actions.roles import set_library_admin, set_role
from webapp.errors import Refused, SignInRefused
from webapp.permissions import LIBRARY, Person, require
from webapp.settings import Limits
from webapp.store.database import writing
from webapp.store.queries import people
from webapp.store.tables import Attempt, User, now

__all__ = [
    "accept",
    "add_first_admin",
    "add_member",
    "add_organisation",
    "change_password",
    "edit_council",
    "good_password",
    "invite",
    "request_reset",
    "reset_password",
    "send_reset_for",
    "set_library_admin",
    "set_role",
    "sign_in",
]

OLD = timedelta(days=1)
"""Attempts older than this count for nothing and are forgotten."""
WRONG = "The e-mail address or the password is not right. Check both, or ask for a new password."


def add_first_admin(session: Session, email: str, name: str, password: str, who: Person = LIBRARY) -> User:
    """An account for the library's administrator, made on the command line of the machine itself."""
    require(who, "catalogue")
    address = email_of(email)
    with writing(session):
        if people.user_by_email(session, address) is not None:
            raise Refused(f"There is an account for {address} already.")
        user = User(email=address, name=name_of(name), is_library_admin=True, password_hash="")
        user.password_hash = HASHER.hash(good_password(password, address, user.name))
        session.add(user)
        session.flush()
        base.audit(session, who, "add-admin", "user", user.id)
    return user


def sign_in(
    session: Session,
    email: str,
    password: str,
    address: str,
    *,
    limits: Limits | None = None,
    at: datetime | None = None,
) -> User:
    """The account of that e-mail address and password; `address` is where the attempt comes from.

    Raises `SignInRefused`, or `TooManyAttempts` after too many failures for the account or from the address.
    Takes about as long for an unknown account as for a known one.
    """
    held, moment, account = limits or Limits(), at or now(), email.strip().lower()[:254]
    keys = {f"account:{account}": held.sign_in_per_account, f"address:{address}": held.sign_in_per_address}
    throttle(session, keys, moment - held.sign_in_window, held)
    user = people.user_by_email(session, account)
    right = matches(user.password_hash if user else nobodys_hash(), password)
    if user is None or not right or not user.is_active:
        with writing(session):
            session.add_all(Attempt(key=key, at=moment) for key in keys)
            session.execute(delete(Attempt).where(Attempt.at < moment - OLD))
            base.audit(session, Person(), "sign-in-refused", "user", user.id if user else "")
        raise SignInRefused(WRONG)
    number = user.id
    with writing(session):
        user = session.get_one(User, number)
        user.last_sign_in = moment
        if HASHER.check_needs_rehash(user.password_hash):
            user.password_hash = HASHER.hash(password)
        session.execute(delete(Attempt).where(Attempt.key == f"account:{account}"))
        base.audit(session, people.of_user(user), "sign-in", "user", user.id)
    return user


def change_password(session: Session, who: Person, old: str, new: str) -> User:
    """One's own password, by the old one; every other open session of the account ends."""
    with writing(session):
        user = user_of(session, who.id or 0)
        if not matches(user.password_hash, old):
            raise Refused("The present password is not right.")
        set_password(user, new)
        base.audit(session, who, "change-password", "user", user.id)
    return user


def add_member(
    session: Session, who: Person, email: str, name: str, password: str, organisation_id: int, role: str
) -> User:
    """An account in a council, made on the command line: for setting up where no mail leaves."""
    require(who, "catalogue")
    address = email_of(email)
    check_role(role)
    with writing(session):
        council = base.organisation(session, organisation_id)
        if people.user_by_email(session, address) is not None:
            raise Refused(f"There is an account for {address} already: give it a role.")
        user = User(email=address, name=name_of(name), password_hash="")
        user.password_hash = HASHER.hash(good_password(password, address, user.name))
        session.add(user)
        session.flush()
        give_role(session, user, council.id, role)
        base.audit(session, who, "add-member", "user", user.id, organisation=council.id, role=role)
    return user
