"""What the actions on accounts share: reading what was typed, holding back guessing, giving roles, mail."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound, Refused, TooManyAttempts
from webapp.mail import Letter, Mailer
from webapp.permissions import ROLES
from webapp.settings import Limits
from webapp.store.tables import Attempt, Membership, User


def user_of(session: Session, number: int) -> User:
    """The account of that id."""
    found = session.get(User, number)
    if found is None:
        raise NotFound("There is no such account.")
    return found


def check_role(role: str) -> None:
    """Raise `Refused` unless it is one of the roles."""
    if role not in ROLES:
        raise Refused("A role is contributor, editor or administrator.")


def email_of(text: str) -> str:
    """An address as it is kept, in lower case. Raises `Refused` when it is none."""
    address = text.strip().lower()
    if len(address) > 254 or not re.fullmatch(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+", address):
        raise Refused(f"“{text.strip()[:60]}” is not an e-mail address: one looks like name@example.gov.uk.")
    return address


def name_of(text: str) -> str:
    """A person's name, tidied."""
    name = " ".join(text.split())
    if not name:
        raise Refused("Say what you are called.")
    return name[:120]


def post(mailer: Mailer, letter: Letter) -> None:
    """Send a letter; raise `Refused` when it cannot leave."""
    try:
        mailer.send(letter)
    except OSError as error:
        raise Refused(
            "The mail could not be sent, so nothing was changed. Try again in a few minutes."
        ) from error


def throttle(session: Session, keys: dict[str, int], since: datetime, limits: Limits) -> None:
    """Raise `TooManyAttempts` when one of the keys was used too often since then."""
    for key, most in keys.items():
        failures = session.scalars(
            select(func.count()).select_from(Attempt).where(Attempt.key == key, Attempt.at > since)
        ).one()
        if failures >= most:
            minutes = int(limits.sign_in_window.total_seconds() // 60)
            raise TooManyAttempts(f"Too many attempts. Wait {minutes} minutes, then try again.")


def give_role(session: Session, user: User, organisation_id: int, role: str) -> None:
    """Make somebody a member, or change their role."""
    member = session.get(Membership, (user.id, organisation_id))
    if member is None:
        session.add(Membership(user_id=user.id, organisation_id=organisation_id, role=role))
    else:
        member.role = role
    session.flush()
    session.expire(user, ["memberships"])
